// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <lawful/error.hpp>
#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "listing.hpp"
#include "owner.hpp"

namespace lawful::tool {
namespace {

struct EventsArguments {
    std::string address;
    bool all = false;
    MediumOption medium;
    FormatOption format;
};

std::string to_text(const std::string& text) { return text; }
std::string to_text(const std::optional<std::string>& text) {
    return text.value_or("every purpose");
}
std::string to_text(Channel channel) { return std::string(wire_name(channel)); }
std::string to_text(const std::optional<Channel>& channel) {
    return channel ? to_text(*channel) : "every channel";
}

template <class Body>
concept HasPurpose = requires(const Body& body) {
    to_text(body.purpose);
};
template <class Body>
concept HasChannel = requires(const Body& body) {
    to_text(body.channel);
};

std::string purpose_of(const EventBody& any) {
    return std::visit(
        [](const auto& body) -> std::string {
            if constexpr (HasPurpose<std::decay_t<decltype(body)>>) return to_text(body.purpose);
            return {};
        },
        any);
}

std::string channel_of(const EventBody& any) {
    return std::visit(
        [](const auto& body) -> std::string {
            if constexpr (HasChannel<std::decay_t<decltype(body)>>) return to_text(body.channel);
            return {};
        },
        any);
}

std::vector<RecordedEvent> events_of(const Registry& registry, const EventsArguments& arguments,
                                     Medium medium) {
    auto subjects = subjects_of(registry, read_target(registry, arguments.address), medium);
    if (!arguments.all) subjects.resize(1);
    std::vector<RecordedEvent> events;
    for (const auto& subject : subjects) {
        auto own = registry.events(subject);
        std::move(own.begin(), own.end(), std::back_inserter(events));
    }
    std::sort(events.begin(), events.end(),
              [](const auto& a, const auto& b) { return a.index < b.index; });
    return events;
}

int list(const Session& session, const EventsArguments& arguments) {
    const auto format = arguments.format.read(session);
    const auto medium = arguments.medium.read();
    const auto registry = session.open(Access::read);
    Listing listing(format, {"event", "recorded", "occurred", "subject", "kind", "purpose",
                             "channel", "origin"});
    for (const auto& item : events_of(registry, arguments, medium)) {
        const auto& event = item.event;
        listing.add({std::to_string(item.index), to_string(event.recorded),
                     to_string(event.occurred), wire_name(event.subject.kind), kind_of(event.body),
                     purpose_of(event.body), channel_of(event.body), wire_name(event.origin)},
                    [&] { return to_json(item); });
    }
    listing.finish();
    if (format == Format::json) print_line(listing.document());
    return exit_status::done;
}

}  // namespace

void add_events_command(CLI::App& app, Session& session) {
    auto& command = add_command(app, "events", "What happened, oldest first",
                                "lawful events j.jansen@example.org --all");
    const auto arguments = std::make_shared<EventsArguments>();
    command.add_option("ADDRESS", arguments->address, target_help)->type_name("")->required();
    command.add_flag("--all", arguments->all, "Also of everybody who reads or read the address");
    arguments->medium.add_to(command);
    arguments->format.add_to(command);
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return list(session, *arguments); };
    });
}

}  // namespace lawful::tool
