// SPDX-License-Identifier: Apache-2.0
#include <array>

#include <lawful/deadline.hpp>
#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "output.hpp"

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

}  // namespace

void add_request_commands(CLI::App& app, Session& session) {
    auto& request = add_group(app, "request", "Requests of people for their rights (GDPR 12 to 22)",
                              "lawful request deadline --received 2026-11-24 --country NL");
    add_deadline(request, session);
}

}  // namespace lawful::tool
