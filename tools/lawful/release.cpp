// SPDX-License-Identifier: Apache-2.0
#include <lawful/error.hpp>
#include <lawful/json.hpp>

#include "answers.hpp"
#include "arguments.hpp"
#include "commands.hpp"
#include "display.hpp"
#include "lines.hpp"
#include "listing.hpp"
#include "releases.hpp"

namespace lawful::tool {
namespace {

struct ReleaseArguments {
    QuestionOptions question;
    Text addresses;
    std::vector<std::string> fulfilled;
    FormatOption format;
};

struct ReportArguments {
    std::vector<std::string> ids;
    bool permanent = false;
};

std::string document_of(const Release& release) {
    return JsonObject()
        .number("release", release.id)
        .text("address", release.text)
        .text("name", release.name)
        .text("language", release.language)
        .str();
}

/// Named as it was given; one of every address by its id.
std::string document_of(const Screened& refused) {
    JsonArray codes;
    for (const auto& code : reason_codes(refused.decision))
        codes.add(to_json(std::string_view(code)));
    JsonObject json;
    json.text("refused", refused.input);
    if (refused.address) json.text("id", to_string(*refused.address));
    return json.json("reasons", codes.str()).str();
}

Releases ask(Registry& registry, const ReleaseArguments& arguments) {
    const auto channel = arguments.question.read_channel();
    const auto& purpose = arguments.question.purpose;
    if (!arguments.addresses) return registry.release(purpose, channel, arguments.fulfilled);
    const auto addresses = read_lines(*arguments.addresses);
    return registry.release(addresses, purpose, channel, arguments.fulfilled);
}

int release(const Session& session, const ReleaseArguments& arguments) {
    const auto format = arguments.format.read(session);
    static_cast<void>(arguments.question.read_channel());
    auto registry = session.open(Access::write);
    return print_releases(session, format, ask(registry, arguments));
}

/// Each report is a transaction of its own: those before a failing one stand.
template <class Report>
int report_each(const Session& session, const ReportArguments& arguments, Report report) {
    std::vector<EventIndex> releases;
    for (const auto& id : arguments.ids) releases.push_back(read_number("RELEASE", id));
    auto registry = session.open(Access::write);
    for (const auto id : releases) {
        try {
            report(registry, id);
        } catch (const Error& error) {
            throw Error(error.code(), "release " + std::to_string(id) + ": " + error.what());
        }
    }
    if (session.json) print_line(JsonObject().number("reported", releases.size()).str());
    return exit_status::done;
}

void add_release(CLI::App& app, Session& session) {
    auto& command = add_command(app, "release",
                                "Decide again, reserve, and give the readable addresses to send to",
                                "lawful release --purpose newsletter --channel email "
                                "--fulfilled E_SENDER_HIDDEN E_NO_STOP_ADDRESS");
    const auto arguments = std::make_shared<ReleaseArguments>();
    arguments->question.add_to(command);
    command
        .add_option("--addresses", arguments->addresses,
                    "One address a line, - for standard input (default: every address)")
        ->type_name("FILE");
    command.add_option("--fulfilled", arguments->fulfilled, "Obligations that the message fulfils")
        ->type_name("CODE");
    arguments->format.add_to(command, "csv|jsonl");
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return release(session, *arguments); };
    });
}

std::shared_ptr<ReportArguments> add_ids(CLI::App& command) {
    auto arguments = std::make_shared<ReportArguments>();
    command.add_option("RELEASE", arguments->ids, "Numbers that `lawful release` gave")
        ->type_name("")
        ->required();
    return arguments;
}

}  // namespace

int print_releases(const Session& session, Format format, Releases releases) {
    if (format == Format::json) {
        for (auto& item : releases.refused) item.input = to_utf8(item.input);
        print_line(to_json(releases));
    } else {
        Listing listing(format, {"release", "address", "name", "language"});
        for (const auto& item : releases.released) {
            listing.add({std::to_string(item.id), item.text, item.name, item.language},
                        [&] { return document_of(item); });
        }
        if (format == Format::jsonl) {
            for (const auto& item : releases.refused) print_line(document_of(item));
        }
    }
    session.note("released " + std::to_string(releases.released.size()) + ", refused " +
                 std::to_string(releases.refused.size()));
    return exit_status::done;
}

void add_release_commands(CLI::App& app, Session& session) {
    add_release(app, session);

    auto& delivered = add_command(app, "delivered", "Report released messages as sent",
                                  "lawful delivered 1204 1205");
    const auto sent = add_ids(delivered);
    delivered.callback([&session, sent] {
        session.run = [&session, sent] {
            return report_each(session, *sent,
                               [](Registry& registry, EventIndex id) { registry.delivered(id); });
        };
    });

    auto& failed = add_command(app, "failed", "Report released messages as not sent",
                               "lawful failed 1206 --permanent");
    const auto unsent = add_ids(failed);
    failed.add_flag("--permanent", unsent->permanent, "The address does not exist any more");
    failed.callback([&session, unsent] {
        session.run = [&session, unsent] {
            return report_each(session, *unsent, [unsent](Registry& registry, EventIndex id) {
                registry.failed(id, unsent->permanent);
            });
        };
    });
}

}  // namespace lawful::tool
