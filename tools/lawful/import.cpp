// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "progress.hpp"
#include "table.hpp"

namespace lawful::tool {
namespace {

struct ImportArguments {
    std::string mapping;
    std::string file;
    bool dry_run = false;
    Text rejects;
};

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

void print_report(const ImportReport& report, bool dry_run) {
    if (dry_run) print_line("dry run: nothing was written");
    Table counts;
    const auto count = [&](std::string_view name, std::uint64_t number) {
        counts.add({name, std::to_string(number)});
    };
    count("rows", report.rows);
    count("imported", report.imported);
    count("unchanged", report.unchanged);
    count("suppressed", report.suppressed);
    count("rejected", report.rejected_rows);
    count("new recipients", report.recipients);
    count("new role addresses", report.role_addresses);
    for (const auto& [claim, number] : report.claims) {
        count("claim " + std::string(wire_name(claim)), number);
    }
    if (!report.unread_columns.empty())
        counts.add({"columns not read", joined(report.unread_columns)});
    counts.print();
    if (report.rejected.empty()) return;
    print_line("");
    Table rejected({"line", "rejected because"});
    for (const auto& row : report.rejected) rejected.add({std::to_string(row.line), row.reason});
    rejected.print();
    if (report.rejected_rows > report.rejected.size()) {
        print_line("and " + std::to_string(report.rejected_rows - report.rejected.size()) +
                   " more");
    }
}

int import(const Session& session, const ImportArguments& arguments) {
    const auto mapping = read_mapping(arguments.mapping);
    auto registry = session.open(Access::write);
    ImportOptions options;
    options.dry_run = arguments.dry_run;
    if (arguments.rejects) options.rejects = *arguments.rejects;
    const auto report = [&] {
        ProgressBar bar(session, "importing");
        options.progress = bar.callback();
        return registry.import(mapping, arguments.file, options);
    }();
    if (session.json) {
        print_line(to_json(report));
    } else if (!session.quiet) {
        print_report(report, arguments.dry_run);
    }
    return report.rejected_rows == 0 ? exit_status::done : exit_status::denied;
}

}  // namespace

void add_import_command(CLI::App& app, Session& session) {
    auto& command = add_command(
        app, "import", "Read contacts from CSV by a mapping; exit 1 when rows were rejected",
        "lawful import partners.mapping.toml partners.csv --dry-run");
    const auto arguments = std::make_shared<ImportArguments>();
    command.add_option("MAPPING.toml", arguments->mapping, "Which column is what")
        ->type_name("")
        ->required();
    command.add_option("FILE.csv", arguments->file, "The list")->type_name("")->required();
    command.add_flag("--dry-run", arguments->dry_run, "Answer without writing");
    command
        .add_option("--rejects", arguments->rejects,
                    "Where rejected rows go, as they were; reasons beside it in FILE.reasons.csv")
        ->type_name("FILE");
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return import(session, *arguments); };
    });
}

}  // namespace lawful::tool
