// SPDX-License-Identifier: Apache-2.0
#include <lawful/error.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "denial.hpp"
#include "owner.hpp"
#include "recording.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

struct ObjectingArguments {
    std::string address;
    Text purpose;
    Text channel;
    bool own_situation = false;
    MediumOption medium;
    TimeOption time;
};

int object(const Session& session, const ObjectingArguments& arguments) {
    if (arguments.address.empty()) throw UsageError("ADDRESS is required");
    const DenialScope scope{arguments.purpose, read_term<Channel>("--channel", arguments.channel)};
    const auto medium = scope.channel ? medium_of(*scope.channel) : arguments.medium.read();
    const auto kind =
        arguments.own_situation ? ObjectionKind::own_situation : ObjectionKind::direct_marketing;
    return record_denial(session, arguments.address, medium, scope,
                         Objected{scope.purpose, scope.channel, kind}, arguments.time.read());
}

struct ResolvingArguments {
    std::string address;
    std::string objection;
    std::string outcome;
    std::string grounds;
    MediumOption medium;
    TimeOption time;
};

bool follows(const RecordedEvent& own, EventIndex objection) {
    if (!std::holds_alternative<Objected>(own.event.body)) return false;
    return own.index == objection || own.event.cause == objection;
}

/// An objection that named an address was recorded for its readers too: all of it is resolved.
int resolve(const Session& session, const ResolvingArguments& arguments) {
    const auto objection = read_number("--objection", arguments.objection);
    const auto outcome = read_term<ObjectionOutcome>("--outcome", arguments.outcome);
    const auto medium = arguments.medium.read();
    const auto at = arguments.time.read();
    auto registry = session.open(Access::write);
    const auto target = read_target(registry, arguments.address);
    Recording recording(session, registry);
    bool found = false;
    for (const auto& subject : subjects_of(registry, target, medium)) {
        for (const auto& own : registry.events(subject)) {
            if (!follows(own, objection)) continue;
            found = true;
            recording.record(subject, ObjectionResolved{own.index, outcome, arguments.grounds}, at);
        }
    }
    if (!found)
        throw Error(ErrorCode::unknown_id, "no such objection of this address or of who reads it");
    return recording.finish();
}

void add_resolve(CLI::App& parent, Session& session) {
    auto& command = add_command(parent, "resolve", "How an objection under GDPR 21(1) ended",
                                "lawful object resolve j.jansen@example.org --objection 907 "
                                "--outcome upheld --grounds 'no compelling grounds'");
    const auto arguments = std::make_shared<ResolvingArguments>();
    command.add_option("ADDRESS", arguments->address, target_help)->type_name("")->required();
    command.add_option("--objection", arguments->objection, "Number of the objection's event")
        ->type_name("EVENT")
        ->required();
    command.add_option("--outcome", arguments->outcome, "What was decided")
        ->type_name(names_of<ObjectionOutcome>())
        ->required();
    command.add_option("--grounds", arguments->grounds, "Why it was decided so")
        ->type_name("TEXT")
        ->required();
    arguments->medium.add_to(command);
    arguments->time.add_to(command);
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return resolve(session, *arguments); };
    });
}

}  // namespace

void add_objection_commands(CLI::App& app, Session& session) {
    auto& command = add_command(app, "object", "Somebody objected (GDPR 21); no purpose: to all",
                                "lawful object j.jansen@example.org --purpose newsletter");
    const auto arguments = std::make_shared<ObjectingArguments>();
    command.add_option("ADDRESS", arguments->address, target_help)->type_name("");
    command.add_option("--purpose", arguments->purpose, "To this purpose only")
        ->type_name("PURPOSE");
    command.add_option("--channel", arguments->channel, "To this channel only")
        ->type_name(names_of<Channel>());
    command.add_flag("--own-situation", arguments->own_situation,
                     "On grounds of their situation (GDPR 21(1)): waits for a decision");
    arguments->medium.add_to(command);
    arguments->time.add_to(command);
    add_resolve(command, session);
    command.callback([&session, &command, arguments] {
        if (!command.get_subcommands().empty()) return;
        session.run = [&session, arguments] { return object(session, *arguments); };
    });
}

}  // namespace lawful::tool
