// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <lawful/error.hpp>
#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "display.hpp"
#include "listing.hpp"
#include "recording.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

struct HolderArguments {
    std::string address;
    std::string recipient;
    std::string day;
    MediumOption medium;
    TimeOption time;

    void add_to(CLI::App& command, const std::string& option, const std::string& says) {
        command.add_option("ADDRESS", address, "An address or address:ID")
            ->type_name("")
            ->required();
        command.add_option("RECIPIENT", recipient, "The person's id")->type_name("")->required();
        command.add_option(option, day, says)->type_name("DAY")->required();
        medium.add_to(command);
        time.add_to(command);
    }
};

int add(const Session& session, const HolderArguments& arguments) {
    const auto person = read_recipient("RECIPIENT", arguments.recipient);
    const auto from = read_day("--from", arguments.day);
    const auto medium = arguments.medium.read();
    const auto at = arguments.time.read();
    auto registry = session.open(Access::write);
    const auto address = known_address(registry, arguments.address, medium);
    return record_one(session, registry, person, HolderAdded{address, from}, at);
}

int end(const Session& session, const HolderArguments& arguments) {
    const auto person = read_recipient("RECIPIENT", arguments.recipient);
    const auto until = read_day("--until", arguments.day);
    const auto medium = arguments.medium.read();
    const auto at = arguments.time.read();
    auto registry = session.open(Access::write);
    const auto address = known_address(registry, arguments.address, medium);
    return record_one(session, registry, person, HolderEnded{address, until}, at);
}

struct ChangeArguments {
    std::string address;
    std::string recipient;
    Text from;
    Text until;
    MediumOption medium;
    TimeOption time;
};

/// The days of a holding, told anew.
int change(const Session& session, const ChangeArguments& arguments) {
    if (!arguments.from && !arguments.until) throw UsageError("want --from or --until: what changes");
    const auto person = read_recipient("RECIPIENT", arguments.recipient);
    const auto from = arguments.from ? std::optional(read_day("--from", *arguments.from)) : std::nullopt;
    const auto until = arguments.until ? std::optional(read_day("--until", *arguments.until)) : std::nullopt;
    if (from && until && *until < *from) throw UsageError("--until: before --from");
    const auto at = arguments.time.read();
    auto registry = session.open(Access::write);
    const auto address = known_address(registry, arguments.address, arguments.medium.read());
    const auto holders = registry.show(address).holders;
    if (std::none_of(holders.begin(), holders.end(), [&](const Holding& one) { return one.recipient == person; })) {
        throw Error(ErrorCode::not_holder, "the person holds and held no such address");
    }
    Recording recording(session, registry);
    if (from) recording.record(person, HolderAdded{address, *from}, at);
    if (until) recording.record(person, HolderEnded{address, *until}, at);
    return recording.finish();
}

struct ReplaceArguments {
    std::string address;
    std::string from;
    std::string to;
    std::string day;
    MediumOption medium;
    TimeOption time;
};

int replace(const Session& session, const ReplaceArguments& arguments) {
    const auto from = read_recipient("--from", arguments.from);
    const auto to = read_recipient("--to", arguments.to);
    const auto on = read_day("--on", arguments.day);
    const auto medium = arguments.medium.read();
    const auto at = arguments.time.read();
    auto registry = session.open(Access::write);
    const auto address = known_address(registry, arguments.address, medium);
    Recording recording(session, registry);
    recording.replace_holder(address, from, to, on, at);
    return recording.finish();
}

struct ListArguments {
    FormatOption format;
    bool reveal = false;
};

std::string document_of(const Holding& holding, const std::string& text) {
    JsonObject json;
    json.text("recipient", to_string(holding.recipient))
        .text("address", to_string(holding.address))
        .text("text", text)
        .text("from", to_string(holding.from));
    if (holding.until) json.text("until", to_string(*holding.until));
    return json.str();
}

int list(const Session& session, const ListArguments& arguments) {
    const auto format = arguments.format.read(session);
    const auto registry = session.open(Access::read);
    Listing listing(format, {"recipient", "address", "text", "from", "until"});
    registry.list([&](const AddressRecord& record) {
        const auto& address = record.address;
        const auto text = arguments.reveal ? address.text : masked(address.medium, address.text);
        for (const auto& holding : record.holders) {
            listing.add({to_string(holding.recipient), to_string(holding.address), text,
                         to_string(holding.from), holding.until ? to_string(*holding.until) : ""},
                        [&] { return document_of(holding, text); });
        }
    });
    listing.finish();
    if (format == Format::json) print_line(listing.document());
    return exit_status::done;
}

using Verb = int (*)(const Session&, const HolderArguments&);

void on_call(CLI::App& command, Session& session, std::shared_ptr<HolderArguments> arguments,
             Verb verb) {
    command.callback([&session, arguments = std::move(arguments), verb] {
        session.run = [&session, arguments, verb] { return verb(session, *arguments); };
    });
}

void add_change(CLI::App& group, Session& session) {
    auto& command = add_command(group, "change", "Days told anew: an earlier first day, another end",
                                "lawful holder change j.jansen@example.org 0123456789abcdef0123456789abcdef "
                                "--from 2026-01-01");
    const auto arguments = std::make_shared<ChangeArguments>();
    command.add_option("ADDRESS", arguments->address, "An address or address:ID")->type_name("")->required();
    command.add_option("RECIPIENT", arguments->recipient, "The person's id")->type_name("")->required();
    command.add_option("--from", arguments->from, "The first day, earlier than was told")->type_name("DAY");
    command.add_option("--until", arguments->until, "The first day without")->type_name("DAY");
    arguments->medium.add_to(command);
    arguments->time.add_to(command);
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return change(session, *arguments); };
    });
}

void add_replace(CLI::App& group, Session& session) {
    auto& command = add_command(group, "replace", "A successor takes an address over; consent is not inherited",
                                "lawful holder replace j.jansen@example.org --from "
                                "0123456789abcdef0123456789abcdef --to fedcba9876543210fedcba9876543210 "
                                "--on 2026-11-23");
    const auto arguments = std::make_shared<ReplaceArguments>();
    command.add_option("ADDRESS", arguments->address, "An address or address:ID")->type_name("")->required();
    command.add_option("--from", arguments->from, "Who read it until then")->type_name("RECIPIENT")->required();
    command.add_option("--to", arguments->to, "Who reads it from then on")->type_name("RECIPIENT")->required();
    command.add_option("--on", arguments->day, "The successor's first day")->type_name("DAY")->required();
    arguments->medium.add_to(command);
    arguments->time.add_to(command);
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return replace(session, *arguments); };
    });
}

}  // namespace

void add_holder_commands(CLI::App& app, Session& session) {
    const std::string who = "j.jansen@example.org 0123456789abcdef0123456789abcdef";
    auto& group = add_group(app, "holder", "Who reads an address, from a day until a day",
                            "lawful holder add " + who + " --from 2026-11-23");
    auto& adding = add_command(group, "add", "A person reads an address from a day on",
                               "lawful holder add " + who + " --from 2026-11-23");
    const auto fresh = std::make_shared<HolderArguments>();
    fresh->add_to(adding, "--from", "The first day");
    on_call(adding, session, fresh, add);

    auto& ending = add_command(group, "end", "A person reads an address no longer",
                               "lawful holder end " + who + " --until 2026-11-23");
    const auto leaving = std::make_shared<HolderArguments>();
    leaving->add_to(ending, "--until", "The first day without");
    on_call(ending, session, leaving, end);

    add_change(group, session);
    add_replace(group, session);

    auto& listing = add_command(group, "list", "All of them, past ones too; addresses masked",
                                "lawful holder list --format csv");
    const auto arguments = std::make_shared<ListArguments>();
    arguments->format.add_to(listing);
    listing.add_flag("--reveal", arguments->reveal, "Whole addresses");
    listing.callback([&session, arguments] {
        session.run = [&session, arguments] { return list(session, *arguments); };
    });
}

}  // namespace lawful::tool
