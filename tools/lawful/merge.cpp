// SPDX-License-Identifier: Apache-2.0
#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "listing.hpp"
#include "recording.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

struct PairArguments {
    std::string one;
    std::string other;

    void add_to(CLI::App& command) {
        command.add_option("RECIPIENT", one, "The person's id")->type_name("");
        command.add_option("OTHER", other, "The same person's other id")->type_name("");
    }
    void require() const {
        if (one.empty() || other.empty()) throw UsageError("want two RECIPIENTs: the ids of one person");
    }
};

template <auto Step>
int record_pair(const Session& session, const PairArguments& arguments) {
    arguments.require();
    const auto one = read_recipient("RECIPIENT", arguments.one);
    const auto other = read_recipient("OTHER", arguments.other);
    auto registry = session.open(Access::write);
    Recording recording(session, registry);
    (recording.*Step)(one, other);
    return recording.finish();
}

int candidates(const Session& session, const FormatOption& wanted) {
    const auto format = wanted.read(session);
    const auto registry = session.open(Access::read);
    Listing listing(format, {"recipient", "other", "reason"});
    registry.merge_candidates([&](const MergeCandidate& pair) {
        listing.add({to_string(pair.one), to_string(pair.other), std::string(wire_name(pair.reason))},
                    [&] { return to_json(pair); });
    });
    if (format == Format::json) print_line(JsonObject().json("candidates", listing.document()).str());
    else listing.finish();
    return exit_status::done;
}

using Verb = int (*)(const Session&, const PairArguments&);

void on_call(CLI::App& command, Session& session, Verb verb) {
    const auto arguments = std::make_shared<PairArguments>();
    arguments->add_to(command);
    command.callback([&session, &command, arguments, verb] {
        if (!command.get_subcommands().empty()) return;
        session.run = [&session, arguments, verb] { return verb(session, *arguments); };
    });
}

}  // namespace

void add_merge_commands(CLI::App& app, Session& session) {
    const std::string pair = "0123456789abcdef0123456789abcdef fedcba9876543210fedcba9876543210";
    auto& command = add_command(app, "merge", "Two recipients are one person", "lawful merge " + pair);
    on_call(command, session, record_pair<&Recording::merge>);
    on_call(add_command(command, "undo", "They are two after all; what was denied meanwhile stays denied of both",
                        "lawful merge undo " + pair),
            session, record_pair<&Recording::unmerge>);
    auto& listing = add_command(command, "candidates", "Pairs that may be one person, and why",
                                "lawful merge candidates --format csv");
    const auto format = std::make_shared<FormatOption>();
    format->add_to(listing, "table|csv|json");
    listing.callback([&session, format] {
        session.run = [&session, format] { return candidates(session, *format); };
    });
}

}  // namespace lawful::tool
