// SPDX-License-Identifier: Apache-2.0
#include "arguments.hpp"
#include "commands.hpp"
#include "output.hpp"
#include "progress.hpp"

namespace lawful::tool {
namespace {

int backup(const Session& session, const std::string& folder) {
    const auto registry = session.open(Access::read);
    {
        ProgressBar bar(session, "backing up");
        registry.backup(folder, session.credential(), bar.callback());
    }
    if (session.json) {
        print_line(JsonObject().text("folder", folder).str());
    } else if (!session.quiet) {
        print_line("backed up: destroy the .keys file when its time is over");
    }
    return exit_status::done;
}

int compact(const Session& session) {
    {
        ProgressBar bar(session, "compacting");
        Registry::compact(session.registry_file(), session.credential(), {}, bar.callback());
    }
    if (session.json) {
        print_line(JsonObject().text("registry", session.registry_file()).str());
    } else if (!session.quiet) {
        print_line("compacted, under a fresh file key");
    }
    return exit_status::done;
}

int restore(const Session& session, const std::string& folder) {
    const auto registry = [&] {
        ProgressBar bar(session, "restoring");
        return Registry::restore(folder, session.credential(), session.registry_file(), {},
                                 bar.callback());
    }();
    if (session.json) {
        print_line(JsonObject().number("events", registry.ledger_size()).str());
    } else if (!session.quiet) {
        print_line("restored: " + std::to_string(registry.ledger_size()) + " events");
    }
    return exit_status::done;
}

}  // namespace

void add_backup_commands(CLI::App& app, Session& session) {
    auto& out = add_command(app, "backup", "Two files in a folder: the data, and what makes it readable",
                            "lawful backup /backup/2026-11-24");
    const auto to = std::make_shared<std::string>();
    out.add_option("DIR", *to, "A folder without a backup in it; made where it is not there")
        ->type_name("")
        ->required();
    out.callback([&session, to] { session.run = [&session, to] { return backup(session, *to); }; });

    auto& back = add_command(app, "restore",
                             "A new registry of a backup; who left or was erased since stays so",
                             "lawful restore /backup/2026-11-24");
    const auto from = std::make_shared<std::string>();
    back.add_option("DIR", *from, "The folder of the backup")->type_name("")->required();
    auto& anew = add_command(app, "compact",
                             "Write the registry anew under a fresh file key, without free space",
                             "lawful compact");
    anew.callback([&session] { session.run = [&session] { return compact(session); }; });
    back.callback([&session, from] { session.run = [&session, from] { return restore(session, *from); }; });
}

}  // namespace lawful::tool
