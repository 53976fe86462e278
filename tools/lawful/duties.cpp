// SPDX-License-Identifier: Apache-2.0
#include "duties.hpp"

#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "listing.hpp"
#include "releases.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const auto& text : texts) all += (all.empty() ? "" : " ") + text;
    return all;
}

std::string text_of(const std::optional<Day>& day) { return day ? to_string(*day) : ""; }

/// --by: a day, or so many days from today.
struct ByOption {
    Text by;

    void add_to(CLI::App& command) {
        command.add_option("--by", by, "Only what is due by a day, or within so many days")
            ->type_name("DATE|DAYS");
    }
    [[nodiscard]] DutyFilter filter() const {
        DutyFilter filter;
        if (by && by->find('-') != std::string::npos) filter.due_by = read_day("--by", *by);
        else if (by) filter.due_within = read_days("--by", *by);
        return filter;
    }
};

struct DueArguments {
    ByOption by;
    FormatOption format;
};

std::string state_of(const InformationDue& due) {
    if (due.overdue) return "overdue";
    return due.exemption_undocumented ? "exemption without a reason" : "due";
}

int list_due(const Session& session, const DueArguments& arguments) {
    const auto filter = arguments.by.filter();
    const auto format = arguments.format.read(session);
    auto registry = session.open(Access::read);
    Listing listing(format, {"recipient", "due", "state", "because", "source", "obtained", "country", "language",
                             "addresses"});
    Duties(registry).information(
        [&](const InformationDue& due) {
            listing.add({to_string(due.recipient), to_string(due.due), state_of(due), wire_name(due.because),
                         wire_name(due.source), to_string(due.obtained), due.country, due.language,
                         joined(due.addresses)},
                        [&] { return to_json(due); });
        },
        filter);
    if (format == Format::json) print_line(JsonObject().json("due", listing.document()).str());
    else listing.finish();
    return exit_status::done;
}

struct ExportArguments {
    QuestionOptions question;
    std::vector<std::string> fulfilled;
    ByOption by;
    FormatOption format;
};

int export_due(const Session& session, const ExportArguments& arguments) {
    const auto format = arguments.format.read(session);
    const auto channel = arguments.question.read_channel();
    const auto filter = arguments.by.filter();
    auto registry = session.open(Access::write);
    return print_releases(
        session, format,
        Duties(registry).release_notices(arguments.question.purpose, channel, arguments.fulfilled, filter));
}

struct AgeingArguments {
    std::string within = "30";
    FormatOption format;
};

std::string state_of(const AgeingConsent& consent) {
    if (consent.expired) return "expired";
    return consent.refresh_due ? "renewal due" : "near";
}

int list_ageing(const Session& session, const AgeingArguments& arguments) {
    const auto within = read_days("--within", arguments.within);
    const auto format = arguments.format.read(session);
    auto registry = session.open(Access::read);
    Listing listing(format,
                    {"consent", "kind", "subject", "purpose", "channel", "given", "last_day", "refresh_by", "state"});
    Duties(registry).ageing(
        [&](const AgeingConsent& consent) {
            listing.add({std::to_string(consent.consent), wire_name(consent.subject.kind),
                         to_string(consent.subject.id), consent.purpose, wire_name(consent.channel),
                         to_string(consent.given), text_of(consent.last_day), text_of(consent.refresh_by),
                         state_of(consent)},
                        [&] { return to_json(consent); });
        },
        within);
    if (format == Format::json) print_line(JsonObject().json("consents", listing.document()).str());
    else listing.finish();
    return exit_status::done;
}

struct AffectedArguments {
    std::string organisation;
    std::string purpose;
    Text since;
    FormatOption format;
};

std::string categories_of(const AffectedPerson& person) {
    std::vector<std::string> names;
    for (const auto category : person.categories) names.emplace_back(wire_name(category));
    return joined(names);
}

/// GDPR 33(3)(a): on standard output with the table, else beside the list.
void print_counts(const Session& session, Format format, const AffectedCounts& counts) {
    auto text = "people " + std::to_string(counts.people) + ", their addresses " + std::to_string(counts.addresses) +
                ", addresses that nobody reads " + std::to_string(counts.unread_addresses);
    if (format != Format::table) return session.note(text);
    for (const auto& [category, people] : counts.categories) {
        text += "\n" + std::string(wire_name(category)) + " " + std::to_string(people);
    }
    for (const auto& [country, people] : counts.countries) {
        text += "\ncountry " + (country.empty() ? "unknown" : country) + " " + std::to_string(people);
    }
    print_line(text);
}

int list_affected(const Session& session, const AffectedArguments& arguments) {
    const auto format = arguments.format.read(session);
    BreachSelection selection{.purpose = arguments.purpose, .since = read_instant("--since", arguments.since)};
    auto registry = session.open(Access::read);
    if (!arguments.organisation.empty()) selection.organisation = read_organisation(registry, arguments.organisation);
    Listing listing(format, {"recipient", "country", "language", "categories", "addresses"});
    const auto counts = Duties(registry).affected(selection, [&](const AffectedPerson& person) {
        listing.add({to_string(person.recipient), person.country, person.language, categories_of(person),
                     joined(person.addresses)},
                    [&] { return to_json(person); });
    });
    if (format == Format::json) {
        print_line(JsonObject().json("counts", to_json(counts)).json("affected", listing.document()).str());
        return exit_status::done;
    }
    listing.finish();
    print_counts(session, format, counts);
    return exit_status::done;
}

}  // namespace

void add_inform_lists(CLI::App& inform, Session& session) {
    auto& due = add_command(inform, "due", "Who must still be told where their data came from (GDPR 14), by when",
                            "lawful inform due --by 7");
    const auto listed = std::make_shared<DueArguments>();
    listed->by.add_to(due);
    listed->format.add_to(due);
    due.callback([&session, listed] { session.run = [&session, listed] { return list_due(session, *listed); }; });

    auto& mailing = add_command(inform, "export", "Release a notice to them, one readable address each",
                                "lawful inform export --purpose privacy-notice --channel email --by 7");
    const auto sent = std::make_shared<ExportArguments>();
    sent->question.add_to(mailing);
    mailing.add_option("--fulfilled", sent->fulfilled, "Obligations that the notice fulfils beside its own")
        ->type_name("CODE");
    sent->by.add_to(mailing);
    sent->format.add_to(mailing, "csv|jsonl");
    mailing.callback([&session, sent] { session.run = [&session, sent] { return export_due(session, *sent); }; });
}

void add_ageing(CLI::App& consent, Session& session) {
    auto& command = add_command(consent, "ageing", "Consents that expire or want renewal soon, or have",
                                "lawful consent ageing --within 60");
    const auto arguments = std::make_shared<AgeingArguments>();
    command.add_option("--within", arguments->within, "So many days from today (default: 30)")->type_name("DAYS");
    arguments->format.add_to(command);
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return list_ageing(session, *arguments); };
    });
}

void add_affected_command(CLI::App& app, Session& session) {
    auto& command = add_command(app, "affected", "Whom a breach touches, and in which data (GDPR 33, 34)",
                                "lawful affected --purpose newsletter --since 2026-11-20");
    const auto arguments = std::make_shared<AffectedArguments>();
    command.add_option("--organisation", arguments->organisation, "Its people, and its addresses")
        ->type_name("NAME|ID");
    command.add_option("--purpose", arguments->purpose, "Of whom something is recorded for it")
        ->type_name("PURPOSE");
    command.add_option("--since", arguments->since, "Of whom something was recorded since")
        ->type_name("INSTANT|DAY");
    arguments->format.add_to(command);
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return list_affected(session, *arguments); };
    });
}

}  // namespace lawful::tool
