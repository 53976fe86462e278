// SPDX-License-Identifier: Apache-2.0
#include <lawful/error.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "recording.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

struct GroundArguments {
    std::string subject;
    std::string kind;
    std::vector<std::string> purposes;
    std::string url;
    Text captured;
    std::string quote;
    std::string evidence;
    bool in_sale = false;
    bool own_similar = false;
    bool opt_out_at_collection = false;
    MediumOption medium;
    TimeOption time;
};

/// An address given as text is the subject itself: a ground is about that address.
Subject subject_of(const Registry& registry, const GroundArguments& arguments, Medium medium) {
    const auto target = read_target(registry, arguments.subject);
    if (const auto* person = std::get_if<RecipientId>(&target)) return *person;
    if (const auto* organisation = std::get_if<OrganisationId>(&target)) return *organisation;
    return known_address(registry, arguments.subject, medium);
}

int record_ground(const Session& session, const GroundArguments& arguments, const EventBody& body) {
    const auto at = arguments.time.read();
    const auto medium = arguments.medium.read();
    auto registry = session.open(Access::write);
    return record_one(session, registry, subject_of(registry, arguments, medium), body, at);
}

int declare(const Session& session, const GroundArguments& arguments) {
    return record_ground(session, arguments,
                         GroundDeclared{.kind = read_term<GroundKind>("--kind", arguments.kind),
                                        .purposes = arguments.purposes,
                                        .url = arguments.url,
                                        .captured = read_instant("--captured", arguments.captured),
                                        .quote = arguments.quote,
                                        .evidence = arguments.evidence,
                                        .opt_out_at_collection = arguments.opt_out_at_collection,
                                        .own_similar = arguments.own_similar,
                                        .in_sale = arguments.in_sale});
}

int end(const Session& session, const GroundArguments& arguments) {
    const auto kind = read_term<GroundKind>("--kind", arguments.kind);
    return record_ground(session, arguments, GroundEnded{kind});
}

std::shared_ptr<GroundArguments> add_options(CLI::App& command) {
    auto arguments = std::make_shared<GroundArguments>();
    command.add_option("SUBJECT", arguments->subject, target_help)->type_name("")->required();
    command.add_option("--kind", arguments->kind, "Which ground")
        ->type_name(names_of<GroundKind>())
        ->required();
    arguments->medium.add_to(command);
    arguments->time.add_to(command);
    return arguments;
}

void add_evidence(CLI::App& command, GroundArguments& arguments) {
    command.add_option("--purpose", arguments.purposes, "For these purposes only")
        ->type_name("PURPOSE");
    command.add_option("--url", arguments.url, "Where the address was published")->type_name("URL");
    command.add_option("--captured", arguments.captured, "When it was seen there")
        ->type_name("INSTANT|DAY");
    command.add_option("--quote", arguments.quote, "What it said there")->type_name("TEXT");
    command.add_option("--evidence", arguments.evidence, "The sale, the form, or other proof")
        ->type_name("TEXT");
    command.add_flag("--in-sale", arguments.in_sale, "Got in the context of a sale or donation");
    command.add_flag("--own-similar", arguments.own_similar,
                     "For own similar products or fundraising");
    command.add_flag("--opt-out-at-collection", arguments.opt_out_at_collection,
                     "Refusing was offered when the address was collected");
}

}  // namespace

void add_ground_commands(CLI::App& app, Session& session) {
    const std::string example =
        "lawful ground declare info@example.org --kind designated --url "
        "https://example.org/contact "
        "--captured 2026-11-23 --quote 'newsletters to this address'";
    auto& group =
        add_group(app, "ground", "Facts that the rules on direct marketing read (ePD 13)", example);
    auto& declared = add_command(group, "declare", "A ground holds, with its evidence", example);
    const auto said = add_options(declared);
    add_evidence(declared, *said);
    declared.callback(
        [&session, said] { session.run = [&session, said] { return declare(session, *said); }; });

    auto& ended = add_command(group, "end", "A ground holds no longer",
                              "lawful ground end info@example.org --kind designated");
    const auto over = add_options(ended);
    ended.callback(
        [&session, over] { session.run = [&session, over] { return end(session, *over); }; });
}

}  // namespace lawful::tool
