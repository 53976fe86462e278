// SPDX-License-Identifier: Apache-2.0
#include <lawful/copies.hpp>
#include <lawful/error.hpp>
#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "output.hpp"
#include "progress.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

int report(const Session& session) {
    auto registry = session.open(Access::read);
    std::string page;
    {
        ProgressBar bar(session, "reporting");
        page = Copies(registry).report(bar.callback());
    }
    if (session.json) {
        print_line(JsonObject().text("html", page).str());
    } else {
        print(page);
    }
    return exit_status::done;
}

int ropa(const Session& session, const std::string& format) {
    const auto wanted = session.json ? RopaFormat::json : read_term<RopaFormat>("--format", format);
    auto registry = session.open(Access::read);
    const auto text = Copies(registry).ropa(wanted);
    if (wanted == RopaFormat::json) {
        print_line(text);
    } else {
        print(text);
    }
    return exit_status::done;
}

struct ReceiptArguments {
    std::string address;
    std::string purpose;
    Text holder;
    MediumOption medium;
};

/// A person, an organisation, or an address that nobody reads.
Subject subject_of(const Registry& registry, const ReceiptArguments& arguments) {
    const auto medium = arguments.medium.read();
    const auto target = read_target(registry, arguments.address);
    if (const auto* organisation = std::get_if<OrganisationId>(&target)) return *organisation;
    try {
        return person_of(registry, target, medium, arguments.holder, day_of({}));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::not_holder || arguments.holder) throw;
        return find_address(registry, target, medium).value();
    }
}

int receipt(const Session& session, const ReceiptArguments& arguments) {
    auto registry = session.open(Access::read);
    const auto subject = subject_of(registry, arguments);
    print_line(Copies(registry).receipt(subject, declared_purpose(registry, arguments.purpose)));
    return exit_status::done;
}

void add_receipt_command(CLI::App& app, Session& session) {
    auto& command = add_command(app, "receipt", "What somebody agreed to, as ISO/IEC TS 27560 (JSON-LD)",
                                "lawful receipt j.jansen@example.org --purpose newsletter");
    const auto arguments = std::make_shared<ReceiptArguments>();
    command.add_option("ADDRESS", arguments->address, target_help)->type_name("")->required();
    command.add_option("--purpose", arguments->purpose, "For which purpose")->type_name("PURPOSE")->required();
    command.add_option("--holder", arguments->holder, "Whose, of a shared mailbox")->type_name("RECIPIENT");
    arguments->medium.add_to(command);
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return receipt(session, *arguments); };
    });
}

struct AccessArguments {
    std::string address;
    std::string folder;
    Text holder;
    MediumOption medium;
};

int access(const Session& session, const AccessArguments& arguments) {
    const auto medium = arguments.medium.read();
    auto registry = session.open(Access::write);
    const auto target = read_target(registry, arguments.address);
    const auto person = person_of(registry, target, medium, arguments.holder, day_of({}));
    JsonArray files;
    for (const auto& name : Copies(registry).access(person, arguments.folder)) files.add(to_json(name));
    if (session.json) {
        print_line(JsonObject().text("folder", arguments.folder).json("files", files.str()).str());
    } else {
        session.note("lawful: read it before you hand it over: your own notes in it may name others");
    }
    return exit_status::done;
}

void add_access_command(CLI::App& app, Session& session) {
    auto& command = add_command(app, "access", "Everything about a person, for them (GDPR 15, 20)",
                                "lawful access j.jansen@example.org copy-for-jansen");
    const auto arguments = std::make_shared<AccessArguments>();
    command.add_option("ADDRESS", arguments->address, target_help)->type_name("")->required();
    command.add_option("DIR", arguments->folder, "A folder that is not there yet")->type_name("")->required();
    command.add_option("--holder", arguments->holder, "Whose, of a shared mailbox")->type_name("RECIPIENT");
    arguments->medium.add_to(command);
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return access(session, *arguments); };
    });
}

}  // namespace

void add_copy_commands(CLI::App& app, Session& session) {
    auto& counts = add_command(app, "report", "A page of counts for auditors, as HTML; nothing about a person",
                               "lawful report");
    counts.callback([&session] { session.run = [&session] { return report(session); }; });

    add_receipt_command(app, session);
    add_access_command(app, session);
    auto& record = add_command(app, "ropa", "The record of processing activities (GDPR 30)",
                               "lawful ropa --format csv");
    const auto format = std::make_shared<std::string>("html");
    record.add_option("--format", *format, "How to print it")->type_name(names_of<RopaFormat>());
    record.callback([&session, format] { session.run = [&session, format] { return ropa(session, *format); }; });
}

}  // namespace lawful::tool
