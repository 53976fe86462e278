// SPDX-License-Identifier: Apache-2.0
#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "listing.hpp"
#include "recording.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

struct OrganisationArguments {
    std::string which;
    Text name;
    Text country;
    Text sector;
    Text legal_person;
    Text public_authority;
    TimeOption time;

    void add_to(CLI::App& command) {
        command.add_option("--name", name, "Its name")->type_name("TEXT");
        command.add_option("--country", country, "ISO 3166-1 alpha-2; empty: unknown")
            ->type_name("CC");
        command.add_option("--sector", sector, "Its sector")->type_name("TEXT");
        command.add_option("--legal-person", legal_person, "Is it a legal person? (default: yes)")
            ->type_name("yes|no");
        command.add_option("--public-authority", public_authority, "(default: no)")
            ->type_name("yes|no");
        time.add_to(command);
    }

    /// Keeps what is not given.
    void change(Organisation& organisation) const {
        if (name) organisation.name = *name;
        if (country) organisation.country = *country;
        if (sector) organisation.sector = *sector;
        if (legal_person) organisation.legal_person = read_yes_no("--legal-person", *legal_person);
        if (public_authority) {
            organisation.public_authority = read_yes_no("--public-authority", *public_authority);
        }
    }
};

int add(const Session& session, const OrganisationArguments& arguments) {
    if (!arguments.name) throw UsageError("--name is required");
    Organisation organisation;
    arguments.change(organisation);
    const auto at = arguments.time.read();
    auto registry = session.open(Access::write);
    return print_added(session, SubjectKind::organisation,
                       to_string(registry.add(organisation, at)));
}

int change(const Session& session, const OrganisationArguments& arguments) {
    const auto at = arguments.time.read();
    auto registry = session.open(Access::write);
    const auto id = read_organisation(registry, arguments.which);
    OrganisationChanged changed{registry.show(id).organisation};
    arguments.change(changed);
    return record_one(session, registry, id, changed, at);
}

int list(const Session& session, const FormatOption& option) {
    const auto format = option.read(session);
    const auto registry = session.open(Access::read);
    Listing listing(format,
                    {"id", "name", "country", "sector", "legal_person", "public_authority"});
    registry.list([&](const OrganisationRecord& record) {
        const auto& organisation = record.organisation;
        listing.add({to_string(record.id), organisation.name, organisation.country,
                     organisation.sector, organisation.legal_person ? "yes" : "no",
                     organisation.public_authority ? "yes" : "no"},
                    [&] { return to_json(record); });
    });
    listing.finish();
    if (format == Format::json) print_line(listing.document());
    return exit_status::done;
}

}  // namespace

void add_organisation_commands(CLI::App& app, Session& session) {
    const std::string example =
        "lawful organisation add --name 'Gemeente Waaldorp' --country NL --public-authority yes";
    auto& group = add_group(app, "organisation", "Partner bodies", example);
    auto& adding = add_command(group, "add", "Add one; prints its id", example);
    const auto fresh = std::make_shared<OrganisationArguments>();
    fresh->add_to(adding);
    adding.callback(
        [&session, fresh] { session.run = [&session, fresh] { return add(session, *fresh); }; });

    auto& changing =
        add_command(group, "change", "Change what is given, keep the rest",
                    "lawful organisation change 'Gemeente Waaldorp' --sector Gemeente");
    const auto known = std::make_shared<OrganisationArguments>();
    changing.add_option("ORGANISATION", known->which, "Its id or name")->type_name("")->required();
    known->add_to(changing);
    changing.callback(
        [&session, known] { session.run = [&session, known] { return change(session, *known); }; });

    auto& listing =
        add_command(group, "list", "All of them", "lawful organisation list --format csv");
    const auto format = std::make_shared<FormatOption>();
    format->add_to(listing);
    listing.callback([&session, format] {
        session.run = [&session, format] { return list(session, *format); };
    });
}

}  // namespace lawful::tool
