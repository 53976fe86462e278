// SPDX-License-Identifier: Apache-2.0
#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "listing.hpp"
#include "recording.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

constexpr std::string_view none = "none";

struct RecipientArguments {
    std::string which;
    Text name, role, language, country, organisation;
    Text source, obtained, source_detail, collected_for, art14_exemption, exemption_reason;
    Text born, under_guardianship, employee;
    TimeOption time;

    void add_to(CLI::App& command) {
        const auto option = [&](const char* flag, Text& value, const char* says, const char* type) {
            command.add_option(flag, value, says)->type_name(type);
        };
        option("--name", name, "Their name", "TEXT");
        option("--role", role, "Their job", "TEXT");
        option("--language", language, "BCP 47", "LANG");
        option("--country", country, "ISO 3166-1 alpha-2; empty: the organisation's", "CC");
        option("--organisation", organisation, "Its id or name; none: of no organisation",
               "ORGANISATION");
        option("--source", source, "Where their data came from", names_of<SourceKind>().c_str());
        option("--obtained", obtained, "And when", "DAY");
        option("--source-detail", source_detail, "And how", "TEXT");
        option("--collected-for", collected_for, "For which purpose then (GDPR 6(4))", "PURPOSE");
        option("--art14-exemption", art14_exemption, "14(5)(a) to 14(5)(d), where relied on",
               "TEXT");
        option("--exemption-reason", exemption_reason, "And why", "TEXT");
        option("--born", born, "Only where age matters; none: unknown", "DAY");
        option("--guardianship", under_guardianship, "Under guardianship (UAVG 5(2))", "yes|no");
        option("--employee", employee, "Of the controller (recital 43)", "yes|no");
        time.add_to(command);
    }

    /// Keeps what is not given.
    void change(const Registry& registry, Recipient& recipient) const {
        if (name) recipient.name = *name;
        if (role) recipient.role = *role;
        if (language) recipient.language = *language;
        if (country) recipient.country = *country;
        if (organisation == none) {
            recipient.organisation.reset();
        } else if (organisation) {
            recipient.organisation = read_organisation(registry, *organisation);
        }
        change(recipient.source);
        if (born == none) {
            recipient.born.reset();
        } else if (born) {
            recipient.born = read_day("--born", *born);
        }
        if (under_guardianship) {
            recipient.under_guardianship = read_yes_no("--guardianship", *under_guardianship);
        }
        if (employee) recipient.employee = read_yes_no("--employee", *employee);
    }

private:
    void change(Source& from) const {
        if (source) from.kind = read_term<SourceKind>("--source", *source);
        if (obtained) from.obtained = read_day("--obtained", *obtained);
        if (source_detail) from.detail = *source_detail;
        if (collected_for) from.collected_for = *collected_for;
        if (art14_exemption) from.art14_exemption = *art14_exemption;
        if (exemption_reason) from.exemption_reason = *exemption_reason;
    }
};

int add(const Session& session, const RecipientArguments& arguments) {
    if (!arguments.name || !arguments.source || !arguments.obtained) {
        throw UsageError("--name, --source and --obtained are required");
    }
    const auto at = arguments.time.read();
    auto registry = session.open(Access::write);
    Recipient recipient;
    arguments.change(registry, recipient);
    return print_added(session, SubjectKind::recipient, to_string(registry.add(recipient, at)));
}

int change(const Session& session, const RecipientArguments& arguments) {
    const auto id = read_recipient("RECIPIENT", arguments.which);
    const auto at = arguments.time.read();
    auto registry = session.open(Access::write);
    RecipientChanged changed{registry.show(id).recipient};
    arguments.change(registry, changed);
    return record_one(session, registry, id, changed, at);
}

int list(const Session& session, const FormatOption& option) {
    const auto format = option.read(session);
    const auto registry = session.open(Access::read);
    Listing listing(format, {"id", "name", "role", "language", "country", "organisation", "source",
                             "obtained"});
    registry.list([&](const RecipientRecord& record) {
        const auto& person = record.recipient;
        listing.add({to_string(record.id), person.name, person.role, person.language,
                     person.country, person.organisation ? to_string(*person.organisation) : "",
                     wire_name(person.source.kind), to_string(person.source.obtained)},
                    [&] { return to_json(record); });
    });
    listing.finish();
    if (format == Format::json) print_line(listing.document());
    return exit_status::done;
}

}  // namespace

void add_recipient_commands(CLI::App& app, Session& session) {
    const std::string example =
        "lawful recipient add --name 'J. Jansen' --language nl --organisation 'Gemeente Waaldorp' "
        "--source partner --obtained 2026-11-23";
    auto& group = add_group(app, "recipient", "People who may be written to", example);
    auto& adding = add_command(group, "add", "Add one; prints the id", example);
    const auto fresh = std::make_shared<RecipientArguments>();
    fresh->add_to(adding);
    adding.callback(
        [&session, fresh] { session.run = [&session, fresh] { return add(session, *fresh); }; });

    auto& changing =
        add_command(group, "change", "Change what is given, keep the rest",
                    "lawful recipient change 0123456789abcdef0123456789abcdef --role teamleider");
    const auto known = std::make_shared<RecipientArguments>();
    changing.add_option("RECIPIENT", known->which, "The id")->type_name("")->required();
    known->add_to(changing);
    changing.callback(
        [&session, known] { session.run = [&session, known] { return change(session, *known); }; });

    auto& listing = add_command(group, "list", "All of them", "lawful recipient list --format csv");
    const auto format = std::make_shared<FormatOption>();
    format->add_to(listing);
    listing.callback([&session, format] {
        session.run = [&session, format] { return list(session, *format); };
    });
}

}  // namespace lawful::tool
