// SPDX-License-Identifier: Apache-2.0
#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "progress.hpp"
#include "table.hpp"

namespace lawful::tool {
namespace {

int check_store(const Session& session) {
    const auto registry = session.open(Access::read);
    const auto report = [&] {
        ProgressBar bar(session, "checking");
        return registry.check_store(bar.callback());
    }();
    if (session.json) {
        print_line(to_json(report));
    } else if (!session.quiet) {
        Table counts;
        counts.add({"events", std::to_string(report.events)});
        counts.add({"subjects", std::to_string(report.subjects)});
        counts.add({"faults", Cell(std::to_string(report.faults.size()),
                                   report.faults.empty() ? Style::good : Style::bad)});
        counts.print();
        for (const auto& fault : report.faults) print_line(fault);
    }
    return report.faults.empty() ? exit_status::done : exit_status::denied;
}

}  // namespace

void add_store_command(CLI::App& app, Session& session) {
    auto& command = add_command(app, "check-store",
                                "Replay every event and compare; exit 1 when faults were found",
                                "lawful check-store --json");
    command.callback([&session] { session.run = [&session] { return check_store(session); }; });
}

}  // namespace lawful::tool
