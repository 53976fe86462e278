// SPDX-License-Identifier: Apache-2.0
#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "display.hpp"
#include "listing.hpp"
#include "recording.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

struct AddressArguments {
    std::string text;
    Text kind;
    Text organisation;
    Text source;
    MediumOption medium;
    TimeOption time;

    void add_to(CLI::App& command) {
        command.add_option("ADDRESS", text, "The address")->type_name("")->required();
        command.add_option("--kind", kind, "Who is behind it (default: personal)")
            ->type_name(names_of<AddressKind>());
        command
            .add_option("--organisation", organisation,
                        "Of a role address: id or name; none: of none")
            ->type_name("ORGANISATION");
        command.add_option("--source", source, "Where it came from (default: subject)")
            ->type_name(names_of<SourceKind>());
        medium.add_to(command);
        time.add_to(command);
    }

    /// Keeps what is not given. For `Address` and `AddressChanged`.
    template <class Record>
    void change(const Registry& registry, Record& record) const {
        if (kind) record.kind = read_term<AddressKind>("--kind", *kind);
        if (source) record.source = read_term<SourceKind>("--source", *source);
        if (organisation == "none") {
            record.organisation.reset();
        } else if (organisation) {
            record.organisation = read_organisation(registry, *organisation);
        }
    }
};

int add(const Session& session, const AddressArguments& arguments) {
    Address address{.medium = arguments.medium.read(), .text = arguments.text};
    const auto at = arguments.time.read();
    auto registry = session.open(Access::write);
    arguments.change(registry, address);
    return print_added(session, SubjectKind::address, to_string(registry.add(address, at)));
}

int change(const Session& session, const AddressArguments& arguments) {
    const auto medium = arguments.medium.read();
    const auto at = arguments.time.read();
    auto registry = session.open(Access::write);
    const auto id = known_address(registry, arguments.text, medium);
    const auto now = registry.show(id).address;
    AddressChanged changed{now.kind, now.organisation, now.source};
    arguments.change(registry, changed);
    return record_one(session, registry, id, changed, at);
}

struct ListArguments {
    FormatOption format;
    bool reveal = false;
};

int list(const Session& session, const ListArguments& arguments) {
    const auto format = arguments.format.read(session);
    const auto registry = session.open(Access::read);
    Listing listing(format,
                    {"id", "address", "medium", "kind", "organisation", "source", "holders"});
    registry.list([&](const AddressRecord& record) {
        auto shown = record;
        auto& address = shown.address;
        if (!arguments.reveal) address.text = masked(address.medium, address.text);
        listing.add(
            {to_string(shown.id), address.text, wire_name(address.medium), wire_name(address.kind),
             address.organisation ? to_string(*address.organisation) : "",
             wire_name(address.source), std::to_string(holders_on(shown, day_of({})).size())},
            [&] { return to_json(shown); });
    });
    listing.finish();
    if (format == Format::json) print_line(listing.document());
    return exit_status::done;
}

}  // namespace

void add_address_commands(CLI::App& app, Session& session) {
    const std::string example =
        "lawful address add info@example.org --kind role --organisation 'Gemeente Waaldorp' "
        "--source public_source";
    auto& group = add_group(app, "address", "Mailboxes, phone numbers, postal addresses", example);
    auto& adding = add_command(group, "add", "Add one; prints its id", example);
    const auto fresh = std::make_shared<AddressArguments>();
    fresh->add_to(adding);
    adding.callback(
        [&session, fresh] { session.run = [&session, fresh] { return add(session, *fresh); }; });

    auto& changing = add_command(group, "change", "Change what is given, keep the rest",
                                 "lawful address change info@example.org --kind unassigned");
    const auto known = std::make_shared<AddressArguments>();
    known->add_to(changing);
    changing.callback(
        [&session, known] { session.run = [&session, known] { return change(session, *known); }; });

    auto& listing =
        add_command(group, "list", "All of them, masked", "lawful address list --format csv");
    const auto arguments = std::make_shared<ListArguments>();
    arguments->format.add_to(listing);
    listing.add_flag("--reveal", arguments->reveal, "Whole addresses");
    listing.callback([&session, arguments] {
        session.run = [&session, arguments] { return list(session, *arguments); };
    });
}

}  // namespace lawful::tool
