// SPDX-License-Identifier: Apache-2.0
#include "request.hpp"

#include "arguments.hpp"
#include "owner.hpp"
#include "recording.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

Day day_or_today(std::string_view option, const Text& text) {
    return text ? read_day(option, std::string_view(*text)) : Day{};
}

struct OpenArguments {
    std::string address;
    Text holder;
    std::string type;
    Text received;
    std::string how = "other";
    std::string reference;
    Text purpose;
    Text channel;
    bool own_situation = false;
    MediumOption medium;

    [[nodiscard]] RequestOpened body() const {
        RequestOpened opened{.type = read_term<RequestType>("--type", type),
                             .received = day_or_today("--received", received),
                             .how = read_term<RequestRoute>("--how", how),
                             .reference = reference,
                             .purpose = purpose,
                             .channel = read_term<Channel>("--channel", channel)};
        if (opened.type == RequestType::objection) {
            opened.kind = own_situation ? ObjectionKind::own_situation : ObjectionKind::direct_marketing;
        } else if (own_situation || purpose || channel) {
            throw UsageError("--own-situation, --purpose and --channel are of --type objection");
        }
        return opened;
    }
};

/// The person; or the address, where nobody reads it or where several do and all of them are meant.
Subject requester(const Session& session, Registry& registry, const OpenArguments& arguments, RequestType type) {
    const auto medium = arguments.medium.read();
    const auto target = read_target(registry, arguments.address);
    if (arguments.holder || std::holds_alternative<RecipientId>(target)) {
        return person_of(registry, target, medium, arguments.holder, day_of({}));
    }
    const auto address = find_address(registry, target, medium);
    if (!address) {
        session.note("the registry did not know this address: it is added, as nobody's");
        return registry.add(Address{.medium = medium, .text = arguments.address, .kind = AddressKind::unassigned});
    }
    const auto readers = holders_about(registry.show(*address), day_of({}));
    if (readers.empty() || (readers.size() > 1 && type == RequestType::objection)) return *address;
    return person_of(registry, target, medium, arguments.holder, day_of({}));
}

int open(const Session& session, const OpenArguments& arguments) {
    const auto body = arguments.body();
    auto registry = session.open(Access::write);
    if (body.purpose) static_cast<void>(declared_purpose(registry, *body.purpose));
    return record_one(session, registry, requester(session, registry, arguments, body.type), body);
}

void add_open(CLI::App& group, Session& session, const std::string& example) {
    auto& command = add_command(group, "open", "Somebody asks for a right of theirs; an objection stops at once",
                                example);
    const auto arguments = std::make_shared<OpenArguments>();
    command.add_option("ADDRESS", arguments->address, target_help)->type_name("")->required();
    command.add_option("--type", arguments->type, "What is asked for")
        ->type_name(names_of<RequestType>())
        ->required();
    command.add_option("--received", arguments->received, "The day of receipt; else today")->type_name("DATE");
    command.add_option("--how", arguments->how, "How it came in")->type_name(names_of<RequestRoute>());
    command.add_option("--reference", arguments->reference, "Your own; names nobody")->type_name("TEXT");
    command.add_option("--purpose", arguments->purpose, "An objection to this purpose only")->type_name("PURPOSE");
    command.add_option("--channel", arguments->channel, "An objection to this channel only")
        ->type_name(names_of<Channel>());
    command.add_flag("--own-situation", arguments->own_situation,
                     "An objection on grounds of their situation (GDPR 21(1)), not to marketing");
    command.add_option("--holder", arguments->holder, "Which reader of a shared mailbox")->type_name("RECIPIENT");
    arguments->medium.add_to(command);
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return open(session, *arguments); };
    });
}

/// One step of a request that was opened.
struct StepArguments {
    std::string address;
    std::string request;
    Text on;
    std::string reason;
    std::string complaint;
    std::string remedy;
    std::string how;
    std::string outcome = "fulfilled";
    bool asked = false;
    MediumOption medium;

    void add_to(CLI::App& command) {
        command.add_option("ADDRESS", address, target_help)->type_name("")->required();
        command.add_option("--request", request, "Number of the event that opened it")
            ->type_name("EVENT")
            ->required();
        command.add_option("--on", on, "The day; else today")->type_name("DATE");
        medium.add_to(command);
    }
    void add_reason(CLI::App& command) {
        command.add_option("--reason", reason, "Why, as the person was told")->type_name("TEXT")->required();
    }
    [[nodiscard]] EventIndex number() const { return read_number("--request", request); }
    [[nodiscard]] Day day() const { return day_or_today("--on", on); }
};

using MakeStep = std::function<EventBody(const StepArguments&)>;

void run_step(CLI::App& command, Session& session, const std::shared_ptr<StepArguments>& arguments,
              const MakeStep& make) {
    command.callback([&session, arguments, make] {
        session.run = [&session, arguments, make] {
            const auto body = make(*arguments);
            const auto medium = arguments->medium.read();
            auto registry = session.open(Access::write);
            const auto target = read_target(registry, arguments->address);
            const auto whose = owner_of(registry, target, medium, arguments->number());
            return record_one(session, registry, whose, body);
        };
    });
}

EventBody identity_step(const StepArguments& step) {
    if (step.asked) return RequestIdentityAsked{step.number(), step.day(), step.how};
    return RequestIdentityVerified{step.number(), step.day(), step.how};
}

void add_verify(CLI::App& group, Session& session) {
    auto& command = add_command(group, "verify-identity", "The identity is known; or proof of it was asked for",
                                "lawful request verify-identity j.jansen@example.org --request 907 --asked");
    const auto arguments = std::make_shared<StepArguments>();
    arguments->add_to(command);
    command.add_flag("--asked", arguments->asked, "Proof was asked for: the clock stands still (GDPR 12(6))");
    command.add_option("--how", arguments->how, "What was asked for, or how it was verified")->type_name("TEXT");
    run_step(command, session, arguments, identity_step);
}

void add_extend(CLI::App& group, Session& session) {
    auto& command = add_command(group, "extend", "Two months more: the person was told (GDPR 12(3))",
                                "lawful request extend j.jansen@example.org --request 907 --reason 'many copies'");
    const auto arguments = std::make_shared<StepArguments>();
    arguments->add_to(command);
    arguments->add_reason(command);
    run_step(command, session, arguments, [](const StepArguments& step) {
        return RequestExtended{step.number(), step.day(), step.reason};
    });
}

void add_refuse(CLI::App& group, Session& session) {
    auto& command = add_command(group, "refuse", "No action is taken: the person was told why (GDPR 12(4))",
                                "lawful request refuse j.jansen@example.org --request 907 --reason 'not ours' "
                                "--complaint 'Autoriteit Persoonsgegevens' --remedy 'Rechtbank'");
    const auto arguments = std::make_shared<StepArguments>();
    arguments->add_to(command);
    arguments->add_reason(command);
    command.add_option("--complaint", arguments->complaint, "The supervisory authority that was named")
        ->type_name("TEXT")
        ->required();
    command.add_option("--remedy", arguments->remedy, "The court that was named")->type_name("TEXT")->required();
    run_step(command, session, arguments, [](const StepArguments& step) {
        return RequestRefused{step.number(), step.reason, step.complaint, step.remedy, step.day()};
    });
}

void add_close(CLI::App& group, Session& session) {
    auto& command = add_command(group, "close", "The request was answered, or taken back",
                                "lawful request close j.jansen@example.org --request 907 --outcome fulfilled");
    const auto arguments = std::make_shared<StepArguments>();
    arguments->add_to(command);
    command.add_option("--outcome", arguments->outcome, "How it ended")
        ->type_name("fulfilled|partly_fulfilled|withdrawn");
    run_step(command, session, arguments, [](const StepArguments& step) {
        return RequestClosed{step.number(), read_term<RequestOutcome>("--outcome", step.outcome), step.day()};
    });
}

}  // namespace

void add_request_events(CLI::App& group, Session& session) {
    add_open(group, session, "lawful request open j.jansen@example.org --type access --how email");
    add_verify(group, session);
    add_extend(group, session);
    add_refuse(group, session);
    add_close(group, session);
}

}  // namespace lawful::tool
