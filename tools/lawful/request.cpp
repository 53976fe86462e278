// SPDX-License-Identifier: Apache-2.0
#include <array>

#include <lawful/rights.hpp>
#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "listing.hpp"
#include "output.hpp"
#include "request.hpp"

namespace lawful::tool {
namespace {

struct DeadlineArguments {
    std::string received;
    std::string country;
};

/// NONE: weekends alone count.
std::string read_country(const std::string& text) {
    const bool is_code = text.size() == 2 && text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
    if (!is_code && text != "NONE") throw UsageError("--country: want two capital letters (ISO 3166-1), or NONE");
    return text;
}

int print_deadlines(const Session& session, const DeadlineArguments& arguments) {
    const auto received = read_day("--received", arguments.received);
    const auto due = request_deadlines(received, read_country(arguments.country));
    if (session.json) {
        print_line(to_json(due));
        return exit_status::done;
    }
    using Line = std::pair<std::string_view, Day>;
    for (const auto& [what, day] : std::array<Line, 5>{{{"one month", due.calendar_1m},
                                                        {"answer due", due.due_1m},
                                                        {"tell of an extension by", due.extension_notice_due},
                                                        {"three months", due.calendar_3m},
                                                        {"answer due if extended", due.due_3m_if_extended}}}) {
        auto line = std::string(what);
        line.resize(25, ' ');
        print_line(line + to_string(day));
    }
    return exit_status::done;
}

void add_deadline(CLI::App& parent, Session& session) {
    auto& command = add_command(parent, "deadline", "Until when a request must be answered (GDPR 12(3))",
                                "lawful request deadline --received 2026-11-24 --country NL");
    const auto arguments = std::make_shared<DeadlineArguments>();
    command.add_option("--received", arguments->received, "The day of receipt")->type_name("DATE")->required();
    command.add_option("--country", arguments->country, "The controller's: whose holidays count")
        ->type_name("CC")
        ->required();
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return print_deadlines(session, *arguments); };
    });
}

struct ListArguments {
    Text due;
    bool closed = false;
    FormatOption format;

    /// --due is a day, or so many days from today.
    [[nodiscard]] DutyFilter filter() const {
        DutyFilter filter{.closed = closed};
        if (due && due->find('-') != std::string::npos) filter.due_by = read_day("--due", *due);
        else if (due) filter.due_within = read_days("--due", *due);
        return filter;
    }
};

std::string text_of(const std::optional<Day>& day) { return day ? to_string(*day) : ""; }

std::string state_of(const RightsRequest& request) {
    if (request.outcome) return std::string(wire_name(*request.outcome));
    if (request.overdue) return "overdue";
    return request.due ? "open" : "awaits proof of identity";
}

int list(const Session& session, const ListArguments& arguments) {
    const auto filter = arguments.filter();
    const auto format = arguments.format.read(session);
    auto registry = session.open(Access::read);
    Listing listing(format, {"request", "type", "kind", "subject", "received", "how", "due", "state", "extended",
                             "closed", "reference"});
    Duties(registry).requests(
        [&](const RightsRequest& request) {
            listing.add({std::to_string(request.request), wire_name(request.type), wire_name(request.subject.kind),
                         to_string(request.subject.id), to_string(request.received), wire_name(request.how),
                         text_of(request.due), state_of(request), text_of(request.extended),
                         text_of(request.closed), request.reference},
                        [&] { return to_json(request); });
        },
        filter);
    if (format == Format::json) print_line(JsonObject().json("requests", listing.document()).str());
    else listing.finish();
    return exit_status::done;
}

void add_list(CLI::App& group, Session& session) {
    auto& command = add_command(group, "list", "Open requests, what is due first comes first",
                                "lawful request list --due 7 --format csv");
    const auto arguments = std::make_shared<ListArguments>();
    command.add_option("--due", arguments->due, "Only what is due within so many days, or by a day")
        ->type_name("DAYS|DATE");
    command.add_flag("--closed", arguments->closed, "Closed ones too");
    arguments->format.add_to(command);
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return list(session, *arguments); };
    });
}

}  // namespace

void add_request_commands(CLI::App& app, Session& session) {
    auto& request = add_group(app, "request", "Requests of people for their rights (GDPR 12 to 22)",
                              "lawful request deadline --received 2026-11-24 --country NL");
    add_deadline(request, session);
    add_request_events(request, session);
    add_list(request, session);
}

}  // namespace lawful::tool
