// SPDX-License-Identifier: Apache-2.0
#include <lawful/error.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "duties.hpp"
#include "recording.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

/// An event of one person.
struct PersonArguments {
    std::string address;
    Text holder;
    MediumOption medium;
    TimeOption time;

    void add_to(CLI::App& command) {
        command.add_option("ADDRESS", address, target_help)->type_name("")->required();
        command.add_option("--holder", holder, "Which reader of a shared mailbox")
            ->type_name("RECIPIENT");
        medium.add_to(command);
        time.add_to(command);
    }

    [[nodiscard]] int record(const Session& session, const EventBody& body) const {
        const auto at = time.read();
        const auto asked = medium.read();
        auto registry = session.open(Access::write);
        const auto target = read_target(registry, address);
        const auto person = person_of(registry, target, asked, holder, day_of(at));
        return record_one(session, registry, person, body, at);
    }
};

struct RestrictArguments : PersonArguments {
    std::string ground;
};

void add_restrict(CLI::App& app, Session& session) {
    auto& command = add_command(app, "restrict", "Keep somebody's data unused for now (GDPR 18)",
                                "lawful restrict j.jansen@example.org --ground accuracy");
    const auto arguments = std::make_shared<RestrictArguments>();
    arguments->add_to(command);
    command.add_option("--ground", arguments->ground, "GDPR 18(1)(a) to (d)")
        ->type_name(names_of<RestrictionGround>())
        ->required();
    command.callback([&session, arguments] {
        session.run = [&session, arguments] {
            const auto ground = read_term<RestrictionGround>("--ground", arguments->ground);
            return arguments->record(session, Restricted{ground});
        };
    });
}

struct LiftArguments : PersonArguments {
    std::string informed_on;
    std::string reason;
};

void add_lift(CLI::App& app, Session& session) {
    auto& command =
        add_command(app, "lift", "Lift a restriction; the person was told before (GDPR 18(3))",
                    "lawful lift j.jansen@example.org --informed-on 2026-11-23 "
                    "--reason 'the address was corrected'");
    const auto arguments = std::make_shared<LiftArguments>();
    arguments->add_to(command);
    command.add_option("--informed-on", arguments->informed_on, "When the person was told")
        ->type_name("DAY")
        ->required();
    command.add_option("--reason", arguments->reason, "Why")->type_name("TEXT");
    command.callback([&session, arguments] {
        session.run = [&session, arguments] {
            const auto day = read_day("--informed-on", arguments->informed_on);
            return arguments->record(session, RestrictionLifted{day, arguments->reason});
        };
    });
}

struct InformArguments : PersonArguments {
    std::string duty;
    Text notice;
    std::string purpose;
    std::string how;
};

/// A notice sent to a shared mailbox reaches all who read it.
int inform(const Session& session, const InformArguments& arguments) {
    if (arguments.address.empty()) throw UsageError("ADDRESS is required");
    if (arguments.duty.empty()) throw UsageError("--duty is required");
    Informed informed{.duty = read_term<InformationDuty>("--duty", arguments.duty),
                      .notice = {},
                      .purpose = arguments.purpose,
                      .how = arguments.how};
    if (arguments.notice) informed.notice = read_notice("--notice", *arguments.notice);
    if (informed.notice && informed.purpose.empty())
        throw UsageError("--notice: want --purpose too");
    const auto at = arguments.time.read();
    const auto medium = arguments.medium.read();
    auto registry = session.open(Access::write);
    const auto target = read_target(registry, arguments.address);
    std::vector<RecipientId> readers;
    if (!arguments.holder && !std::holds_alternative<RecipientId>(target)) {
        const auto address = find_address(registry, target, medium);
        if (address) readers = holders_on(registry.show(*address), day_of(at));
    }
    if (readers.size() < 2) {
        readers = {person_of(registry, target, medium, arguments.holder, day_of(at))};
    }
    Recording recording(session, registry);
    for (const auto& reader : readers) recording.record(reader, informed, at);
    return recording.finish();
}

void add_inform(CLI::App& app, Session& session) {
    auto& command = add_command(app, "inform", "A notice was given (GDPR 13, 14)",
                                "lawful inform j.jansen@example.org --duty art14 "
                                "--purpose newsletter --notice nl:1 --how letter");
    const auto arguments = std::make_shared<InformArguments>();
    arguments->add_to(command);
    command.get_option("ADDRESS")->required(false);
    command.add_option("--duty", arguments->duty, "Which duty it fulfils")->type_name(names_of<InformationDuty>());
    command.add_option("--purpose", arguments->purpose, "Whose notice")->type_name("PURPOSE");
    command.add_option("--notice", arguments->notice, "Which text")->type_name("LANG:VERSION");
    command.add_option("--how", arguments->how, "How it was given")->type_name("TEXT");
    add_inform_lists(command, session);
    command.callback([&session, &command, arguments] {
        if (!command.get_subcommands().empty()) return;
        session.run = [&session, arguments] { return inform(session, *arguments); };
    });
}

struct DiscloseArguments : PersonArguments {
    Disclosed disclosed;
};

void add_disclose(CLI::App& app, Session& session) {
    auto& command = add_command(app, "disclose", "Somebody's data was given to others (GDPR 15(1)(c), 19)",
                                "lawful disclose j.jansen@example.org --to 'Drukkerij De Pers' "
                                "--categories name,address");
    const auto arguments = std::make_shared<DiscloseArguments>();
    arguments->add_to(command);
    command.add_option("--to", arguments->disclosed.to, "To whom")->type_name("TEXT")->required();
    command.add_option("--categories", arguments->disclosed.categories, "Which data, separated by commas")
        ->type_name("LIST")
        ->delimiter(',')
        ->required();
    command.add_option("--purpose", arguments->disclosed.purpose, "For which purpose")->type_name("PURPOSE");
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return arguments->record(session, arguments->disclosed); };
    });
}

}  // namespace

void add_restriction_commands(CLI::App& app, Session& session) {
    add_restrict(app, session);
    add_lift(app, session);
    add_inform(app, session);
    add_disclose(app, session);
}

}  // namespace lawful::tool
