// SPDX-License-Identifier: Apache-2.0
#include <lawful/copies.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "output.hpp"
#include "progress.hpp"

namespace lawful::tool {
namespace {

int report(const Session& session) {
    const auto registry = session.open(Access::read);
    std::string page;
    {
        ProgressBar bar(session, "reporting");
        page = Copies(registry).report(bar.callback());
    }
    if (session.json) {
        print_line(JsonObject().text("html", page).str());
    } else {
        print(page);
    }
    return exit_status::done;
}

int ropa(const Session& session, const std::string& format) {
    const auto wanted = session.json ? RopaFormat::json : read_term<RopaFormat>("--format", format);
    const auto registry = session.open(Access::read);
    const auto text = Copies(registry).ropa(wanted);
    if (wanted == RopaFormat::json) {
        print_line(text);
    } else {
        print(text);
    }
    return exit_status::done;
}

}  // namespace

void add_copy_commands(CLI::App& app, Session& session) {
    auto& counts = add_command(app, "report", "A page of counts for auditors, as HTML; nothing about a person",
                               "lawful report");
    counts.callback([&session] { session.run = [&session] { return report(session); }; });

    auto& record = add_command(app, "ropa", "The record of processing activities (GDPR 30)",
                               "lawful ropa --format csv");
    const auto format = std::make_shared<std::string>("html");
    record.add_option("--format", *format, "How to print it")->type_name(names_of<RopaFormat>());
    record.callback([&session, format] { session.run = [&session, format] { return ropa(session, *format); }; });
}

}  // namespace lawful::tool
