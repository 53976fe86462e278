// SPDX-License-Identifier: Apache-2.0
#include <lawful/error.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "recording.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

struct BasisArguments {
    std::string subject;
    std::string purpose;
    std::string basis;
    Text holder;
    std::string provision;
    std::string assessment;
    Text assessed_on;
    std::string contract;
    MediumOption medium;
    TimeOption time;
};

/// Bases rest on a person or an organisation.
Subject bearer_of(const Registry& registry, const BasisArguments& arguments, Medium medium,
                  Day day) {
    const auto target = read_target(registry, arguments.subject);
    if (const auto* organisation = std::get_if<OrganisationId>(&target)) return *organisation;
    return person_of(registry, target, medium, arguments.holder, day);
}

int record_basis(const Session& session, const BasisArguments& arguments, const EventBody& body) {
    const auto at = arguments.time.read();
    const auto medium = arguments.medium.read();
    auto registry = session.open(Access::write);
    const auto bearer = bearer_of(registry, arguments, medium, day_of(at));
    return record_one(session, registry, bearer, body, at);
}

int declare(const Session& session, const BasisArguments& arguments) {
    BasisDeclared body{.purpose = arguments.purpose,
                       .basis = read_term<Basis>("--basis", arguments.basis),
                       .provision = arguments.provision,
                       .assessment = arguments.assessment,
                       .assessed_on = {},
                       .contract = arguments.contract};
    if (arguments.assessed_on) body.assessed_on = read_day("--assessed-on", *arguments.assessed_on);
    return record_basis(session, arguments, body);
}

int end(const Session& session, const BasisArguments& arguments) {
    const auto basis = read_term<Basis>("--basis", arguments.basis);
    return record_basis(session, arguments, BasisEnded{arguments.purpose, basis});
}

std::shared_ptr<BasisArguments> add_options(CLI::App& command) {
    auto arguments = std::make_shared<BasisArguments>();
    command.add_option("SUBJECT", arguments->subject, target_help)->type_name("")->required();
    command.add_option("--purpose", arguments->purpose, "A purpose that the policy declares")
        ->type_name("PURPOSE")
        ->required();
    command.add_option("--basis", arguments->basis, "GDPR 6(1)(b) to (f)")
        ->type_name("contract|legal_obligation|vital_interest|public_task|legitimate_interest")
        ->required();
    command.add_option("--holder", arguments->holder, "Which reader of a shared mailbox")
        ->type_name("RECIPIENT");
    arguments->medium.add_to(command);
    arguments->time.add_to(command);
    return arguments;
}

}  // namespace

void add_basis_commands(CLI::App& app, Session& session) {
    auto& group =
        add_group(app, "basis", "Lawful bases other than consent (GDPR 6(1)(b) to (f))",
                  "lawful basis declare 'organisation:Gemeente Waaldorp' --purpose alerts "
                  "--basis public_task --provision 'Wmo 2015 2.1.1'");
    auto& declared =
        add_command(group, "declare", "A basis holds, with its evidence",
                    "lawful basis declare 'organisation:Gemeente Waaldorp' "
                    "--purpose alerts --basis public_task --provision 'Wmo 2015 2.1.1'");
    const auto said = add_options(declared);
    declared.add_option("--provision", said->provision, "(c), (e): the law (GDPR 6(3))")
        ->type_name("TEXT");
    declared.add_option("--assessment", said->assessment, "(f): reference of the balancing test")
        ->type_name("TEXT");
    declared.add_option("--assessed-on", said->assessed_on, "(f): its date")->type_name("DAY");
    declared.add_option("--contract", said->contract, "(b): reference of the contract")
        ->type_name("TEXT");
    declared.callback(
        [&session, said] { session.run = [&session, said] { return declare(session, *said); }; });

    auto& ended = add_command(group, "end", "A basis holds no longer",
                              "lawful basis end 'organisation:Gemeente Waaldorp' --purpose alerts "
                              "--basis public_task");
    const auto over = add_options(ended);
    ended.callback(
        [&session, over] { session.run = [&session, over] { return end(session, *over); }; });
}

}  // namespace lawful::tool
