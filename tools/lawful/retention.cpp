// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <lawful/erasure.hpp>
#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "listing.hpp"
#include "output.hpp"
#include "progress.hpp"
#include "recording.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

struct PlanArguments {
    Text on;
    FormatOption format;
};

std::string what_of(const RetentionRule& rule) {
    if (rule.category) return std::string(wire_name(*rule.category));
    return rule.purpose.empty() ? "everything" : rule.purpose;
}

int plan(const Session& session, const PlanArguments& arguments) {
    const auto format = arguments.format.read(session);
    auto registry = session.open(Access::read);
    ProgressBar bar(session, "retention plan");
    const auto on = arguments.on ? std::optional(read_day("--on", *arguments.on)) : std::nullopt;
    const auto due = Retention(registry).plan(on, bar.callback());
    if (format == Format::json) {
        print_line(to_json(due));
        return exit_status::done;
    }
    Listing listing(format, {"action", "of", "kind", "subject", "from", "period", "due", "held"});
    for (const auto& entry : due.entries) {
        listing.add({std::string(wire_name(entry.rule.action)), what_of(entry.rule),
                     std::string(wire_name(entry.subject.kind)), to_string(entry.subject.id),
                     std::string(wire_name(entry.rule.from)), to_string(entry.rule.period), to_string(entry.due),
                     entry.held ? to_string(*entry.held) : ""},
                    [&] { return to_json(entry); });
    }
    for (const auto& proofs : due.proofs) {
        listing.add({"destroy_proof", std::to_string(proofs.leaves.size()) + " events", "registry", "", "", "",
                     to_string(proofs.expired), ""},
                    [&] {
                        return JsonObject().text("destroy_proof", to_string(proofs.expired))
                            .number("events", proofs.leaves.size()).str();
                    });
    }
    listing.finish();
    return exit_status::done;
}

int carry_out(const Session& session, const std::string& file) {
    const auto plan = read_retention_plan(file);
    auto registry = session.open(Access::write);
    RetentionRun run;
    {
        ProgressBar bar(session, "retention");
        run = Retention(registry).apply(plan, bar.callback());
    }
    if (session.json) {
        print_line(to_json(run));
    } else if (!session.quiet) {
        const auto say = [](std::uint64_t count, const char* what) {
            if (count > 0) print_line(std::to_string(count) + ' ' + what);
        };
        say(run.erased, "people or addresses erased");
        say(run.parts, "purposes or categories of somebody erased");
        say(run.restricted, "restricted");
        say(run.proofs, "proofs of consent destroyed");
        say(run.already, "done before");
        say(run.held, "left alone: a legal hold");
        say(run.to_review, "to be looked at by people (retention keep)");
    }
    return exit_status::done;
}

struct KeepArguments {
    std::string subject;
    Text holder;
    std::string purpose;
    std::string reason;
    MediumOption medium;
};

int keep(const Session& session, const KeepArguments& arguments) {
    auto registry = session.open(Access::write);
    const auto target = read_target(registry, arguments.subject);
    const auto person = person_of(registry, target, arguments.medium.read(), arguments.holder, day_of({}));
    return record_one(session, registry, person, RetentionReviewed{arguments.purpose, arguments.reason});
}

struct ProofArguments {
    std::string address;
    std::string claim;
    MediumOption medium;
};

int proof(const Session& session, const ProofArguments& arguments) {
    auto registry = session.open(Access::write);
    const auto events =
        Retention(registry).read_proof(arguments.address, arguments.medium.read(), arguments.claim);
    if (session.json) {
        print_line(JsonObject().json("events", to_json(events)).str());
    } else {
        for (const auto& event : events) print_line(to_json(event));
    }
    return exit_status::done;
}

void add_plan(CLI::App& group, Session& session) {
    auto& command = add_command(group, "plan", "What is due now, or on a day; nothing is done",
                                "lawful retention plan --on 2027-01-01 --format json");
    const auto arguments = std::make_shared<PlanArguments>();
    command.add_option("--on", arguments->on, "At the start of that day, past or to come")->type_name("DATE");
    arguments->format.add_to(command, "table|csv|jsonl|json");
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return plan(session, *arguments); };
    });
}

void add_apply(CLI::App& group, Session& session) {
    auto& command = add_command(group, "apply", "Do what a plan says; cut short, run it again",
                                "lawful retention apply plan.json");
    const auto file = std::make_shared<std::string>();
    command.add_option("PLAN", *file, "As `retention plan --format json` wrote it")->type_name("")->required();
    command.callback([&session, file] { session.run = [&session, file] { return carry_out(session, *file); }; });
}

void add_keep(CLI::App& group, Session& session) {
    auto& command = add_command(group, "keep", "Looked at, and still needed: its review begins anew",
                                "lawful retention keep j.jansen@example.org --purpose casework-notice "
                                "--reason 'still the contact of the school'");
    const auto arguments = std::make_shared<KeepArguments>();
    command.add_option("SUBJECT", arguments->subject, target_help)->type_name("")->required();
    command.add_option("--holder", arguments->holder, "Which reader of a shared mailbox")->type_name("RECIPIENT");
    command.add_option("--purpose", arguments->purpose, "Of the rule that asked")->type_name("PURPOSE");
    command.add_option("--reason", arguments->reason, "Why it is needed")->type_name("TEXT")->required();
    arguments->medium.add_to(command);
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return keep(session, *arguments); };
    });
}

void add_proof(CLI::App& group, Session& session) {
    auto& command = add_command(group, "proof",
                                "The proof of consent kept of an erased address; the reading is recorded",
                                "lawful retention proof j.jansen@example.org --claim 'C/13/7'");
    const auto arguments = std::make_shared<ProofArguments>();
    command.add_option("ADDRESS", arguments->address, "Whose")->type_name("")->required();
    command.add_option("--claim", arguments->claim, "For which legal claim; names nobody")
        ->type_name("TEXT")
        ->required();
    arguments->medium.add_to(command);
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return proof(session, *arguments); };
    });
}

}  // namespace

void add_retention_commands(CLI::App& app, Session& session) {
    auto& group = add_group(app, "retention", "How long data is kept, and what happens then (GDPR 5(1)(e))",
                            "lawful retention plan --on 2027-01-01");
    add_plan(group, session);
    add_apply(group, session);
    add_keep(group, session);
    add_proof(group, session);
}

}  // namespace lawful::tool
