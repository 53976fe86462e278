// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <iostream>
#include <string>

#include <lawful/error.hpp>
#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "display.hpp"
#include "output.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

struct EraseArguments {
    std::string address;
    std::string ground;
    Text holder;
    bool yes = false;
    MediumOption medium;
};

/// A person, or an address that nobody holds.
using Doomed = std::variant<RecipientId, AddressId>;

Doomed doomed(const Registry& registry, const EraseArguments& arguments) {
    const auto medium = arguments.medium.read();
    const auto target = read_target(registry, arguments.address);
    try {
        return person_of(registry, target, medium, arguments.holder, day_of({}));
    } catch (const Error& error) {
        if (error.code() == ErrorCode::not_holder && !arguments.holder) {
            return *find_address(registry, target, medium);
        }
        // An address that was erased before: erasing again finishes what a reader held up.
        const auto* id = std::get_if<AddressId>(&target);
        if (error.code() == ErrorCode::erased && id != nullptr) return *id;
        throw;
    }
}

void confirm(const Session& session, const Doomed& whom, bool yes) {
    if (yes) return;
    if (session.json || ::isatty(STDIN_FILENO) != 1) {
        throw UsageError("this cannot be undone: want --yes");
    }
    const auto* what = std::holds_alternative<RecipientId>(whom) ? "the person and their addresses"
                                                                 : "the address";
    print_line_to_stderr(std::string("Erase ") + what + "? This cannot be undone. Type yes:");
    std::string answer;
    std::getline(std::cin, answer);
    if (answer != "yes") throw UsageError("nothing was erased");
}

int erase(const Session& session, const EraseArguments& arguments) {
    const auto ground = read_term<ErasureGround>("--ground", arguments.ground);
    auto registry = session.open(Access::write);
    const auto whom = doomed(registry, arguments);
    confirm(session, whom, arguments.yes);
    const auto receipt =
        std::visit([&](const auto& id) { return registry.erase(id, ground); }, whom);
    if (session.json) {
        print_line(to_json(receipt));
    } else if (!session.quiet) {
        print_line("erased: event " + std::to_string(receipt.tombstone) + " names " +
                   std::to_string(receipt.leaves) + " destroyed events");
        for (const auto& to : receipt.tell) print_line("tell (GDPR 19): " + printable(to));
        session.note("copies of the file made before still hold them");
    }
    return exit_status::done;
}

}  // namespace

void add_erase_command(CLI::App& app, Session& session) {
    auto& command = add_command(app, "erase", "Destroy what is recorded of somebody (GDPR 17)",
                                "lawful erase j.jansen@example.org --ground '17(1)(b)' --yes");
    const auto arguments = std::make_shared<EraseArguments>();
    command.add_option("ADDRESS", arguments->address,
                       "Whose: an address, address:ID, recipient:ID or a recipient's id")
        ->type_name("")
        ->required();
    command.add_option("--ground", arguments->ground, "GDPR 17(1)(a) to (f)")
        ->type_name(names_of<ErasureGround>())
        ->required();
    command.add_option("--holder", arguments->holder, "Which reader of a shared mailbox")
        ->type_name("RECIPIENT");
    command.add_flag("--yes", arguments->yes, "Do not ask");
    arguments->medium.add_to(command);
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return erase(session, *arguments); };
    });
}

}  // namespace lawful::tool
