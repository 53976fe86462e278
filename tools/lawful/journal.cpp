// SPDX-License-Identifier: Apache-2.0
#include "arguments.hpp"
#include "commands.hpp"
#include "output.hpp"

namespace lawful::tool {
namespace {

int accept(const Session& session) {
    auto registry = session.open(Access::write);
    const auto event = registry.accept_journal_loss();
    if (session.json) {
        print_line(JsonObject().number("event", event).str());
    } else if (!session.quiet) {
        print_line("accepted: event " + std::to_string(event) + "; a new denial journal begins");
    }
    return exit_status::done;
}

}  // namespace

void add_journal_command(CLI::App& app, Session& session) {
    auto& command = add_command(app, "accept-journal-loss",
                                "Go on without the denials of a lost journal; until then all is denied",
                                "lawful accept-journal-loss");
    command.callback([&session] { session.run = [&session] { return accept(session); }; });
}

}  // namespace lawful::tool
