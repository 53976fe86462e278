// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <lawful/error.hpp>
#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "table.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

struct CheckArguments {
    std::string address;
    QuestionOptions question;
    Text as_of;
};

Style style_of_effect(Effect effect) {
    if (effect == Effect::block) return Style::bad;
    return effect == Effect::allow || effect == Effect::pass ? Style::good : Style::plain;
}

void print_decision(const Decision& decision) {
    print_line(styled(wire_name(decision.verdict), style_of(decision.verdict)));
    Table reasons({"rule", "code", "effect", "article", "since"});
    for (const auto& reason : decision.reasons) {
        reasons.add({reason.rule, reason.code,
                     Cell(wire_name(reason.effect), style_of_effect(reason.effect)), reason.article,
                     reason.since ? to_string(*reason.since) : ""});
    }
    if (!reasons.empty()) reasons.print();
    if (!decision.obligations.empty()) {
        print_line("");
        Table obligations({"obligation", "article", "release"});
        for (const auto& obligation : decision.obligations) {
            obligations.add({obligation.code, obligation.article,
                             obligation.blocking ? "refuses without" : "warns without"});
        }
        obligations.print();
    }
    print_line("");
    Table rest;
    if (decision.basis) rest.add({"basis", wire_name(*decision.basis)});
    if (decision.valid_until) rest.add({"valid until", to_string(*decision.valid_until)});
    rest.add({"events known", std::to_string(decision.ledger_size)});
    rest.print();
}

int answer_one(const Session& session, const Decision& decision) {
    if (session.json) {
        print_line(to_json(decision));
    } else if (!session.quiet) {
        print_decision(decision);
    }
    return decision ? exit_status::done : exit_status::denied;
}

/// A person without an address for the channel cannot be written to: denied.
int answer_person(const Session& session, const std::vector<AddressDecision>& answers) {
    if (session.json) {
        print_line(to_json(answers));
    } else if (!session.quiet) {
        for (const auto& answer : answers) {
            print_line(styled(answer.masked, Style::strong) +
                       "  address:" + to_string(answer.address));
            print_decision(answer.decision);
            print_line("");
        }
    }
    if (answers.empty()) session.note("the person has no address for this channel");
    const bool all = std::all_of(answers.begin(), answers.end(),
                                 [](const auto& answer) { return bool(answer.decision); });
    return all && !answers.empty() ? exit_status::done : exit_status::denied;
}

int check(const Session& session, const CheckArguments& arguments) {
    const auto channel = arguments.question.read_channel();
    const auto as_of = read_instant("--as-of", arguments.as_of);
    const auto& purpose = arguments.question.purpose;
    const auto registry = session.open(Access::read);
    const auto target = read_target(registry, arguments.address);
    if (const auto* person = std::get_if<RecipientId>(&target)) {
        return answer_person(session, registry.may_send(*person, purpose, channel, as_of));
    }
    if (const auto* address = std::get_if<AddressId>(&target)) {
        return answer_one(session, registry.may_send(*address, purpose, channel, as_of));
    }
    const auto* text = std::get_if<std::string>(&target);
    if (text == nullptr) throw UsageError("ADDRESS: want an address, address:ID or recipient:ID");
    return answer_one(session, registry.may_send(*text, purpose, channel, as_of));
}

}  // namespace

void add_check_command(CLI::App& app, Session& session) {
    auto& command = add_command(app, "check", "May this be sent, and why? Exit 0 allowed, 1 denied",
                                "lawful check j.jansen@example.org --purpose newsletter --channel "
                                "email --as-of 2026-01-01");
    const auto arguments = std::make_shared<CheckArguments>();
    command
        .add_option("ADDRESS", arguments->address,
                    "An address, address:ID, or recipient:ID for each address of the person")
        ->type_name("")
        ->required();
    arguments->question.add_to(command);
    command.add_option("--as-of", arguments->as_of, "As it was then; a day is its start in UTC")
        ->type_name("INSTANT|DAY");
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return check(session, *arguments); };
    });
}

}  // namespace lawful::tool
