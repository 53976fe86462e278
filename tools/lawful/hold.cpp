// SPDX-License-Identifier: Apache-2.0
#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "listing.hpp"
#include "recording.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

struct HoldArguments {
    std::string subject;
    Text holder;
    std::string purpose;
    std::string reason;
    std::string case_reference;
    std::string hold;
    MediumOption medium;

    /// A person or an organisation; without one the registry itself, for a purpose.
    [[nodiscard]] Subject held(const Registry& registry) const {
        if (subject.empty()) return registry.id();
        const auto target = read_target(registry, subject);
        if (const auto* organisation = std::get_if<OrganisationId>(&target)) return *organisation;
        return person_of(registry, target, medium.read(), holder, day_of({}));
    }

    void add_to(CLI::App& command) {
        command.add_option("SUBJECT", subject, target_help)->type_name("");
        command.add_option("--holder", holder, "Which reader of a shared mailbox")->type_name("RECIPIENT");
        command.add_option("--reason", reason, "Why; names nobody")->type_name("TEXT")->required();
        medium.add_to(command);
    }
};

int place(const Session& session, const HoldArguments& arguments) {
    if (arguments.subject.empty() == arguments.purpose.empty()) {
        throw UsageError("want either a SUBJECT or --purpose: what is held");
    }
    auto registry = session.open(Access::write);
    return record_one(session, registry, arguments.held(registry),
                      LegalHoldPlaced{arguments.purpose, arguments.reason, arguments.case_reference});
}

int release(const Session& session, const HoldArguments& arguments) {
    const auto hold = read_number("--hold", arguments.hold);
    auto registry = session.open(Access::write);
    return record_one(session, registry, arguments.held(registry), LegalHoldReleased{hold, arguments.reason});
}

int list(const Session& session, const FormatOption& wanted) {
    const auto format = wanted.read(session);
    const auto registry = session.open(Access::read);
    Listing listing(format, {"event", "kind", "subject", "since", "purpose", "case", "reason"});
    registry.list([&](const LegalHold& hold) {
        listing.add({std::to_string(hold.event), std::string(wire_name(hold.subject.kind)),
                     to_string(hold.subject.id), to_string(hold.since), hold.purpose, hold.case_reference,
                     hold.reason},
                    [&] { return to_json(hold); });
    });
    if (format == Format::json) print_line(JsonObject().json("holds", listing.document()).str());
    else listing.finish();
    return exit_status::done;
}

void add_place(CLI::App& group, Session& session, const std::string& example) {
    auto& command = add_command(group, "place", "Nothing of it is erased meanwhile", example);
    const auto arguments = std::make_shared<HoldArguments>();
    arguments->add_to(command);
    command.add_option("--purpose", arguments->purpose, "Everybody recorded for this purpose")
        ->type_name("PURPOSE");
    command.add_option("--case", arguments->case_reference, "Which case; names nobody")
        ->type_name("TEXT")
        ->required();
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return place(session, *arguments); };
    });
}

void add_release(CLI::App& group, Session& session) {
    auto& command = add_command(group, "release", "The hold ends; without a SUBJECT one on a purpose",
                                "lawful hold release j.jansen@example.org --hold 907 --reason 'case closed'");
    const auto arguments = std::make_shared<HoldArguments>();
    arguments->add_to(command);
    command.add_option("--hold", arguments->hold, "Number of the hold's event")->type_name("EVENT")->required();
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return release(session, *arguments); };
    });
}

}  // namespace

void add_hold_commands(CLI::App& app, Session& session) {
    const std::string example =
        "lawful hold place j.jansen@example.org --case 'C/13/7' --reason 'claim for damages'";
    auto& group = add_group(app, "hold", "Legal holds: what is not erased meanwhile (GDPR 17(3))", example);
    add_place(group, session, example);
    add_release(group, session);
    auto& listing = add_command(group, "list", "Those that were not released", "lawful hold list --format csv");
    const auto format = std::make_shared<FormatOption>();
    format->add_to(listing);
    listing.callback([&session, format] { session.run = [&session, format] { return list(session, *format); }; });
}

}  // namespace lawful::tool
