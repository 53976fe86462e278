// SPDX-License-Identifier: Apache-2.0
#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <lawful/error.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "output.hpp"

namespace lawful::tool {
namespace {

/// A core dump would hold the key and whom it protects.
void forbid_core_dumps() {
    const ::rlimit none{0, 0};
    static_cast<void>(::setrlimit(RLIMIT_CORE, &none));
#ifndef __SANITIZE_ADDRESS__  // LeakSanitizer traces the process
    static_cast<void>(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0));
#endif
}

void add_commands(CLI::App& app, Session& session) {
    for (const auto add :
         {add_key_commands, add_policy_commands, add_import_command, add_check_command,
          add_explain_command, add_screen_command, add_release_commands, add_consent_commands, add_objection_commands,
          add_restriction_commands, add_basis_commands, add_ground_commands, add_suppress_command,
          add_erase_command, add_retention_commands,
          add_organisation_commands, add_recipient_commands, add_address_commands,
          add_holder_commands, add_hold_commands, add_merge_commands, add_show_command, add_events_command, add_copy_commands, add_request_commands, add_affected_command,
          add_store_command, add_journal_command, add_backup_commands, add_audit_commands}) {
        add(app, session);
    }
}

void describe(CLI::App& app, Session& session) {
    app.name("lawful");
    app.get_formatter()->label("SUBCOMMAND", "COMMAND");
    app.description("lawful: whom you may contact, for what, and on which legal ground");
    app.set_help_flag("-h,--help", "Print this help");
    app.set_version_flag("--version", "lawful " LAWFUL_VERSION, "Print the version");
    app.footer(
        "Example:\n  lawful check j.jansen@example.org --purpose newsletter --channel email\n\n"
        "Exit status: 0 allowed or done, 1 denied or found fault, 2 wrong usage,\n"
        "3 and up failures by error code (see lawful(1)).");
    app.fallthrough();
    app.require_subcommand(1);
    session.add_options(app);
    add_commands(app, session);
}

int fail(bool json, std::string_view code, const std::string& message, int status) {
    print_line_to_stderr("lawful: " + message);
    if (json) {
        JsonObject error;
        error.text("code", code).text("message", message);
        print_line(JsonObject().json("error", error.str()).str());
        static_cast<void>(std::fflush(stdout));
    }
    return status;
}

/// CLI11 repeats what was typed; only the name of an option is safe to repeat.
std::string describe_error(const CLI::App& app, const CLI::ParseError& error) {
    const bool lacks_command =
        error.what() == std::string_view(CLI::RequiredError::Subcommand(1).what());
    const bool names_option = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr ||
                              dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr;
    if (names_option && !lacks_command) return error.what();
    const auto left = app.remaining(true);
    for (const auto& word : left) {
        if (word.starts_with('-')) return "no such option: " + word.substr(0, word.find('='));
    }
    if (lacks_command) return left.empty() ? "a command is required" : "no such command";
    return left.empty() ? "the command line cannot be read" : "an argument too many, or no such command";
}

int parse(CLI::App& app, Session& session, int argc, char** argv) {
    try {
        app.parse(argc, argv);
        return exit_status::done;
    } catch (const CLI::Success& asked) {
        return app.exit(asked);
    } catch (const CLI::ParseError& error) {
        session.json = std::find(argv, argv + argc, std::string_view("--json")) != argv + argc;
        const auto message = describe_error(app, error) + " (see lawful --help)";
        return fail(session.json, "usage", message, exit_status::usage);
    }
}

int run(const Session& session) {
    try {
        const int status = session.run();
        flush_output();
        return status;
    } catch (const UsageError& error) {
        return fail(session.json, "usage", error.what(), exit_status::usage);
    } catch (const Error& error) {
        return fail(session.json, to_string(error.code()), error.what(),
                    static_cast<int>(error.code()));
    } catch (const std::exception& error) {
        return fail(session.json, to_string(ErrorCode::internal), error.what(),
                    static_cast<int>(ErrorCode::internal));
    }
}

int main_of(int argc, char** argv) {
    forbid_core_dumps();
    CLI::App app;
    Session session;
    describe(app, session);
    const int status = parse(app, session, argc, argv);
    return status == exit_status::done && session.run ? run(session) : status;
}

}  // namespace
}  // namespace lawful::tool

int main(int argc, char** argv) {
    try {
        return lawful::tool::main_of(argc, argv);
    } catch (...) {
        static_cast<void>(std::fputs("lawful: out of memory\n", stderr));
        return static_cast<int>(lawful::ErrorCode::internal);
    }
}
