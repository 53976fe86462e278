// SPDX-License-Identifier: Apache-2.0
#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "output.hpp"

namespace lawful::tool {
namespace {

struct ExplainArguments {
    std::string address;
    QuestionOptions question;
    Text as_of;
    std::string proof;
};

void print_explanation(const Explanation& explanation) {
    print_line(styled(explanation.words, style_of(explanation.decision.verdict)));
    print_line("Asked of " + to_string(explanation.asked) + ", when " +
               std::to_string(explanation.decision.ledger_size) + " events were known.");
    for (const auto& item : explanation.reasons) {
        print_line("");
        print_line(item.words);
        print_line("  " + item.reason.code + " (" + std::string(wire_name(item.reason.effect)) +
                   "), " + item.reason.article);
        if (!item.event) continue;
        print_line("  Event " + std::to_string(item.event->index) + " of the ledger: " +
                   item.event_words);
    }
    for (const auto& obligation : explanation.decision.obligations) {
        print_line("");
        print_line("Obligation " + obligation.code + ", " + obligation.article);
    }
}

int explain(const Session& session, const ExplainArguments& arguments) {
    const auto channel = arguments.question.read_channel();
    const auto as_of = read_instant("--as-of", arguments.as_of);
    const auto& purpose = arguments.question.purpose;
    const auto registry = session.open(Access::read);
    const auto explanation =
        arguments.proof.empty()
            ? registry.explain(arguments.address, purpose, channel, as_of)
            : registry.explain(arguments.address, purpose, channel, as_of, arguments.proof);
    if (session.json) {
        print_line(to_json(explanation));
    } else if (!session.quiet) {
        print_explanation(explanation);
    }
    return explanation.decision ? exit_status::done : exit_status::denied;
}

}  // namespace

void add_explain_command(CLI::App& app, Session& session) {
    auto& command = add_command(app, "explain",
                                "The answer, and the event behind each of its reasons",
                                "lawful explain j.jansen@example.org --purpose newsletter --channel "
                                "email --as-of 2026-01-01 --proof answer");
    const auto arguments = std::make_shared<ExplainArguments>();
    command.add_option("ADDRESS", arguments->address, "The address")->type_name("")->required();
    arguments->question.add_to(command);
    command.add_option("--as-of", arguments->as_of, "As it was then; a day is its start in UTC")
        ->type_name("INSTANT|DAY");
    command.add_option("--proof", arguments->proof,
                       "Make a folder from which `lawful audit verify` decides it again")
        ->type_name("DIR");
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return explain(session, *arguments); };
    });
}

}  // namespace lawful::tool
