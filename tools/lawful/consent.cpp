// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <lawful/error.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "duties.hpp"
#include "denial.hpp"
#include "owner.hpp"
#include "recording.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

struct GivingArguments {
    std::string address;
    QuestionOptions question;
    Text holder;
    std::vector<std::string> reached;
    Text notice;
    Text method;
    std::string evidence;
    bool explicit_consent = false;
    bool representative = false;
    bool bundled = false;
    TimeOption time;
};

/// Whose consent it is, and which addresses it reaches.
struct Giver {
    Subject subject;
    std::vector<AddressId> addresses;
};

Giver giver_of_address(const Registry& registry, const GivingArguments& arguments,
                       const Target& target, Medium medium, Day day) {
    const auto address = find_address(registry, target, medium);
    if (!address) throw Error(ErrorCode::unknown_id, "no such address in this registry");
    const auto record = registry.show(*address);
    const bool nobodys = holders_on(record, day).empty() && !arguments.holder;
    if (nobodys && record.address.kind == AddressKind::role) return {*address, {*address}};
    return {person_of(registry, *address, medium, arguments.holder, day), {*address}};
}

/// Without --reaches, the one address that the person has of that medium.
Giver giver_of_person(const Registry& registry, RecipientId person, Medium medium) {
    std::vector<AddressId> own;
    for (const auto& holding : registry.show(person).addresses) {
        if (holding.until) continue;
        if (registry.show(holding.address).address.medium == medium) own.push_back(holding.address);
    }
    if (own.size() != 1) throw UsageError("--reaches: want the addresses that the consent reaches");
    return {person, std::move(own)};
}

Giver giver_of(const Registry& registry, const GivingArguments& arguments, Medium medium) {
    const auto target = read_target(registry, arguments.address);
    const auto* person = std::get_if<RecipientId>(&target);
    const auto* organisation = std::get_if<OrganisationId>(&target);
    if (person == nullptr && organisation == nullptr) {
        return giver_of_address(registry, arguments, target, medium, day_of(arguments.time.read()));
    }
    if (arguments.reached.empty()) {
        if (person != nullptr) return giver_of_person(registry, *person, medium);
        throw UsageError("--reaches: want the role addresses that the consent reaches");
    }
    Giver giver{person != nullptr ? Subject(*person) : Subject(*organisation), {}};
    for (const auto& text : arguments.reached) {
        giver.addresses.push_back(known_address(registry, text, medium));
    }
    return giver;
}

template <class Body>
Body given(const GivingArguments& arguments, Channel channel,
           const std::vector<AddressId>& addresses) {
    Body body;
    body.purpose = arguments.question.purpose;
    body.channel = channel;
    body.addresses = addresses;
    if (arguments.notice) body.notice = read_notice("--notice", *arguments.notice);
    if (arguments.method) body.method = read_term<ConsentMethod>("--method", *arguments.method);
    body.given_by = arguments.representative ? GivenBy::representative : GivenBy::subject;
    body.evidence = arguments.evidence;
    body.explicit_consent = arguments.explicit_consent;
    body.specific = !arguments.bundled;
    return body;
}

EventBody body_of(std::string_view verb, const GivingArguments& arguments, Channel channel,
                  const std::vector<AddressId>& addresses) {
    if (verb == "give") return given<ConsentGiven>(arguments, channel, addresses);
    if (verb == "renew") return given<ConsentRenewed>(arguments, channel, addresses);
    const auto& purpose = arguments.question.purpose;
    if (verb == "request") return ConsentRequested{purpose, channel};
    return ConsentConfirmed{purpose, channel, addresses, arguments.evidence};
}

int give(const Session& session, std::string_view verb, const GivingArguments& arguments) {
    const auto channel = arguments.question.read_channel();
    const auto at = arguments.time.read();
    static_cast<void>(body_of(verb, arguments, channel, {}));  // words are refused before work
    auto registry = session.open(Access::write);
    const auto giver = giver_of(registry, arguments, medium_of(channel));
    const auto body = body_of(verb, arguments, channel, giver.addresses);
    return record_one(session, registry, giver.subject, body, at);
}

void add_giving(CLI::App& group, Session& session, const std::string& verb,
                const std::string& description, const std::string& rest) {
    auto& command = add_command(group, verb, description,
                                "lawful consent " + verb +
                                    " j.jansen@example.org "
                                    "--purpose newsletter --channel email" +
                                    rest);
    const auto arguments = std::make_shared<GivingArguments>();
    command.add_option("ADDRESS", arguments->address, target_help)->type_name("")->required();
    arguments->question.add_to(command);
    command.add_option("--holder", arguments->holder, "Which reader of a shared mailbox")
        ->type_name("RECIPIENT");
    arguments->time.add_to(command);
    if (verb != "request") {
        command
            .add_option("--reaches", arguments->reached,
                        "The addresses it reaches, for a person or an organisation")
            ->type_name("ADDRESS");
        command.add_option("--evidence", arguments->evidence, "Where the proof is kept")
            ->type_name("TEXT");
    }
    if (verb == "give" || verb == "renew") {
        command.add_option("--notice", arguments->notice, "Which text was shown")
            ->type_name("LANG:VERSION");
        command.add_option("--method", arguments->method, "How they agreed")
            ->type_name(names_of<ConsentMethod>());
        command.add_flag("--explicit", arguments->explicit_consent,
                         "Explicit consent (GDPR 9(2)(a))");
        command.add_flag("--representative", arguments->representative,
                         "Given by a parent, guardian or curator (GDPR 8)");
        command.add_flag("--bundled", arguments->bundled,
                         "Asked together with something else: no consent (recital 43)");
    }
    command.callback([&session, verb, arguments] {
        session.run = [&session, verb, arguments] { return give(session, verb, *arguments); };
    });
}

struct DenyingArguments {
    std::string address;
    Text purpose;
    Text channel;
    bool all_purposes = false;
    bool all_channels = false;
    MediumOption medium;
    TimeOption time;
};

DenialScope scope_of(const DenyingArguments& arguments) {
    if (arguments.purpose.has_value() == arguments.all_purposes) {
        throw UsageError("want --purpose PURPOSE or --all-purposes");
    }
    if (arguments.channel.has_value() == arguments.all_channels) {
        throw UsageError("want --channel CHANNEL or --all-channels");
    }
    return {arguments.purpose, read_term<Channel>("--channel", arguments.channel)};
}

int deny(const Session& session, bool refused, const DenyingArguments& arguments) {
    const auto scope = scope_of(arguments);
    const auto medium = scope.channel ? medium_of(*scope.channel) : arguments.medium.read();
    const EventBody body = refused ? EventBody(ConsentRefused{scope.purpose, scope.channel})
                                   : EventBody(ConsentWithdrawn{scope.purpose, scope.channel});
    return record_denial(session, arguments.address, medium, scope, body, arguments.time.read());
}

void add_denying(CLI::App& group, Session& session, const std::string& verb,
                 const std::string& description) {
    auto& command = add_command(group, verb, description,
                                "lawful consent " + verb +
                                    " j.jansen@example.org "
                                    "--purpose newsletter --channel email");
    const auto arguments = std::make_shared<DenyingArguments>();
    command.add_option("ADDRESS", arguments->address, target_help)->type_name("")->required();
    command.add_option("--purpose", arguments->purpose, "A purpose that the policy declares")
        ->type_name("PURPOSE");
    command.add_flag("--all-purposes", arguments->all_purposes, "Every purpose, later ones too");
    command.add_option("--channel", arguments->channel, "How the message travels")
        ->type_name(names_of<Channel>());
    command.add_flag("--all-channels", arguments->all_channels, "Every channel");
    arguments->medium.add_to(command);
    arguments->time.add_to(command);
    command.callback([&session, verb, arguments] {
        session.run = [&session, verb, arguments] {
            return deny(session, verb == "refuse", *arguments);
        };
    });
}

struct InvalidatingArguments {
    std::string address;
    std::string consent;
    std::string reason;
    MediumOption medium;
    TimeOption time;
};

int invalidate(const Session& session, const InvalidatingArguments& arguments) {
    const auto consent = read_number("--consent", arguments.consent);
    const auto medium = arguments.medium.read();
    const auto at = arguments.time.read();
    auto registry = session.open(Access::write);
    const auto target = read_target(registry, arguments.address);
    const auto owner = owner_of(registry, target, medium, consent);
    return record_one(session, registry, owner, ConsentInvalidated{consent, arguments.reason}, at);
}

void add_invalidating(CLI::App& group, Session& session) {
    auto& command = add_command(group, "invalidate", "It was no consent after all",
                                "lawful consent invalidate j.jansen@example.org --consent 812 "
                                "--reason 'the box was ticked beforehand'");
    const auto arguments = std::make_shared<InvalidatingArguments>();
    command.add_option("ADDRESS", arguments->address, target_help)->type_name("")->required();
    command.add_option("--consent", arguments->consent, "Number of the consent's event")
        ->type_name("EVENT")
        ->required();
    command.add_option("--reason", arguments->reason, "Why")->type_name("TEXT")->required();
    arguments->medium.add_to(command);
    arguments->time.add_to(command);
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return invalidate(session, *arguments); };
    });
}

}  // namespace

void add_consent_commands(CLI::App& app, Session& session) {
    auto& group = add_group(app, "consent", "What became of consent (GDPR 6(1)(a), 7)",
                            "lawful consent withdraw j.jansen@example.org --purpose newsletter "
                            "--channel email");
    const std::string proof = " --notice nl:1 --method web_form --evidence forms/2026-11";
    add_giving(group, session, "request", "Consent was asked for", "");
    add_giving(group, session, "give", "Consent was given, with its proof", proof);
    add_giving(group, session, "confirm", "The second half of a double opt-in",
               " --evidence log/2026-11");
    add_giving(group, session, "renew", "Consent was given again, with its proof", proof);
    add_denying(group, session, "refuse", "Consent was refused");
    add_denying(group, session, "withdraw", "Consent was withdrawn (GDPR 7(3))");
    add_invalidating(group, session);
    add_ageing(group, session);
}

}  // namespace lawful::tool
