// SPDX-License-Identifier: Apache-2.0
#include "arguments.hpp"
#include "commands.hpp"
#include "recording.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

struct SuppressArguments {
    std::string address;
    std::string reason = "objection";
    std::vector<std::string> purposes;
    MediumOption medium;
};

int suppress(const Session& session, const SuppressArguments& arguments) {
    const auto medium = arguments.medium.read();
    const auto reason = read_term<SuppressionReason>("--reason", arguments.reason);
    auto registry = session.open(Access::write);
    for (const auto& purpose : arguments.purposes) {
        static_cast<void>(declared_purpose(registry, purpose));
    }
    Recording recording(session, registry);
    recording.suppress(arguments.address, medium, reason, arguments.purposes);
    return recording.finish();
}

}  // namespace

void add_suppress_command(CLI::App& app, Session& session) {
    auto& command =
        add_command(app, "suppress",
                    "Keep an address out, known or not (GDPR 21(3)); only a keyed hash is kept",
                    "lawful suppress j.jansen@example.org --reason complaint");
    const auto arguments = std::make_shared<SuppressArguments>();
    command.add_option("ADDRESS", arguments->address, "The address as text")
        ->type_name("")
        ->required();
    command.add_option("--reason", arguments->reason, "Why (default: objection)")
        ->type_name(names_of<SuppressionReason>());
    command.add_option("--purpose", arguments->purposes, "From these purposes only")
        ->type_name("PURPOSE");
    arguments->medium.add_to(command);
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return suppress(session, *arguments); };
    });
}

}  // namespace lawful::tool
