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
    std::string purpose;
    bool dry_run = false;
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

void require_terminal(const Session& session) {
    if (session.json || ::isatty(STDIN_FILENO) != 1) throw UsageError("this cannot be undone: want --yes");
}

void confirm() {
    print_line_to_stderr("Erase that? It cannot be undone. Type yes:");
    std::string answer;
    std::getline(std::cin, answer);
    if (answer != "yes") throw UsageError("nothing was erased");
}

void print_plan(const Session& session, const ErasurePlan& plan) {
    if (session.json) return print_line(to_json(plan));
    for (const auto& [kind, count] : plan.events) print_line("goes: " + std::to_string(count) + ' ' + kind);
    for (const auto& address : plan.addresses) {
        auto line = (address.goes ? "goes: " : "stays: ") + printable(address.masked);
        if (!address.goes) line.append(" (").append(address.why).append(")");
        print_line(line);
    }
    for (const auto& [what, article] : plan.remains) {
        std::string line = "stays: ";
        line.append(what).append(" (").append(article).append(")");
        print_line(line);
    }
    if (plan.suppressed_everywhere) print_line("deny list: every purpose");
    else for (const auto& purpose : plan.suppressed) print_line("deny list: " + purpose);
    for (const auto& to : plan.erasure.tell) print_line("tell (GDPR 19): " + printable(to));
    for (const auto& held : plan.held) {
        print_line("held since " + to_string(held.since) + " by event " + std::to_string(held.hold));
    }
}

RecipientId person_in(const Doomed& whom) {
    const auto* person = std::get_if<RecipientId>(&whom);
    if (person == nullptr) throw UsageError("--purpose: want a person");
    return *person;
}

ErasurePlan planned(const Registry& registry, const Doomed& whom, const std::string& purpose, ErasureGround ground) {
    if (!purpose.empty()) return registry.plan_erasure(person_in(whom), purpose, ground);
    return std::visit([&](const auto& id) { return registry.plan_erasure(id, ground); }, whom);
}

Erasure carried_out(Registry& registry, const Doomed& whom, const std::string& purpose, ErasureGround ground) {
    if (!purpose.empty()) return registry.erase(person_in(whom), purpose, ground);
    return std::visit([&](const auto& id) { return registry.erase(id, ground); }, whom);
}

int erase(const Session& session, const EraseArguments& arguments) {
    const auto ground = read_term<ErasureGround>("--ground", arguments.ground);
    auto registry = session.open(Access::write);
    const auto whom = doomed(registry, arguments);
    if (arguments.dry_run || !arguments.yes) {
        if (!arguments.dry_run) require_terminal(session);
        const auto plan = planned(registry, whom, arguments.purpose, ground);
        print_plan(session, plan);
        // 1 where a legal hold is in the way.
        if (!plan.held.empty()) return exit_status::denied;
        if (arguments.dry_run) return exit_status::done;
        confirm();
    }
    const auto receipt = carried_out(registry, whom, arguments.purpose, ground);
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
    command.add_option("--purpose", arguments->purpose, "Only what was recorded of the person for it")
        ->type_name("PURPOSE");
    command.add_flag("--dry-run", arguments->dry_run, "Show what would go, what stays and why; do nothing");
    command.add_flag("--yes", arguments->yes, "Do not ask");
    arguments->medium.add_to(command);
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return erase(session, *arguments); };
    });
}

}  // namespace lawful::tool
