// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <exception>
#include <string>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <lawful/audit.hpp>
#include <lawful/error.hpp>
#include <lawful/json.hpp>

#include "report.hpp"

namespace lawful::tool {
namespace {

constexpr int usage_status = 2;

struct Arguments {
    std::string folder;
    AuditOptions options;
    bool leaves = false;
    bool json = false;
};

void describe(CLI::App& app, Arguments& arguments) {
    app.name("lawful-verify");
    app.description("Verifies an audit bundle of lawful: needs no registry, no key and no network");
    app.set_help_flag("-h,--help", "Print this help");
    app.set_version_flag("--version", "lawful-verify " LAWFUL_VERSION, "Print the version");
    app.add_option("DIR", arguments.folder, "The bundle's folder")->required();
    app.add_option("--checkpoint", arguments.options.checkpoints,
                   "An older checkpoint that you kept; may be repeated")
        ->type_name("FILE")
        ->allow_extra_args(false);
    app.add_option("--verifier-key", arguments.options.verifier_keys,
                   "The ledger's key, as you were given it; may be repeated")
        ->type_name("KEY")
        ->allow_extra_args(false);
    app.add_flag("--leaves", arguments.leaves, "Print the state of every event");
    app.add_flag("--json", arguments.json, "Print the report as JSON");
    app.footer(
        "Example:\n  lawful-verify bundle --checkpoint march.checkpoint\n\n"
        "Exit status: 0 nothing is missing or tampered with and every older checkpoint given is\n"
        "consistent, 1 a fault was found, 2 wrong usage, 3 and up failures by error code.");
}

void print_leaf(std::uint64_t index, LeafState state) {
    const auto name = wire_name(state);
    static_cast<void>(std::printf("%llu %.*s\n", static_cast<unsigned long long>(index),
                                  static_cast<int>(name.size()), name.data()));
}

int run(Arguments& arguments) {
    if (arguments.leaves) arguments.options.on_leaf = print_leaf;
    const auto report = inspect_audit(arguments.folder, arguments.options);
    const auto text = arguments.json ? to_json(report) + '\n' : text_of(report);
    static_cast<void>(std::fputs(text.c_str(), stdout));
    if (std::fflush(stdout) != 0) {
        throw Error(ErrorCode::input_output, "cannot write to standard output");
    }
    return report.ok() ? 0 : 1;
}

int fail(const std::string& message, ErrorCode code) {
    static_cast<void>(std::fprintf(stderr, "lawful-verify: %s\n", message.c_str()));
    return static_cast<int>(code);
}

int main_of(int argc, char** argv) {
    CLI::App app;
    Arguments arguments;
    describe(app, arguments);
    try {
        app.parse(argc, argv);
        return run(arguments);
    } catch (const CLI::Success& asked) {
        return app.exit(asked);
    } catch (const CLI::ParseError& error) {
        static_cast<void>(fail(std::string(error.what()) + " (see --help)", ErrorCode::internal));
        return usage_status;
    } catch (const Error& error) {
        return fail(error.what(), error.code());
    }
}

}  // namespace
}  // namespace lawful::tool

int main(int argc, char** argv) {
    try {
        return lawful::tool::main_of(argc, argv);
    } catch (const std::exception& error) {
        return lawful::tool::fail(error.what(), lawful::ErrorCode::internal);
    }
}
