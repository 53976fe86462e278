// SPDX-License-Identifier: Apache-2.0
/// A retention plan over everybody, beside the query that somebody writes over a plain table of contacts.
#include "world.hpp"

namespace bench {
namespace {

Side plan(lawful::Registry& registry, const std::string& name, lawful::Day on, bool some) {
    return {name, [&registry, on, some](std::size_t) {
                const auto due = lawful::Retention(registry).plan(on).entries.size();
                if ((due != 0) != some) throw std::logic_error("another plan was expected");
            }};
}

Side query(SqlitePeer& peer, const char* sql) {
    return {peer.name(), [&peer, sql](std::size_t) {
                SQLite::Statement statement(peer.database(), sql);
                std::size_t due = 0;
                while (statement.executeStep()) ++due;
                keep(due);
            }};
}

}  // namespace

void retention(World& world) {
    const Copy copy(world.folder(), world.shape());
    auto registry = copy.open();
    const auto today = std::chrono::floor<std::chrono::days>(lawful::SystemClock().now());
    const lawful::Day soon(today + std::chrono::days(60));
    const auto by_events =
        "SELECT contact_id FROM consent_events e WHERE purpose_id = 1 AND action = 0 AND at < 9e15 "
        "AND id = "
        "(SELECT max(id) FROM consent_events WHERE contact_id = e.contact_id AND purpose_id = 1)";
    const auto by_state =
        "SELECT contact_id FROM consent_state WHERE purpose_id = 1 AND action = 0 AND at < 9e15";
    for (const bool some : {true, false}) {
        world.report.measure(
            {.group = "retention",
             .work = some ? "plan, one in ten due, time of one contact"
                          : "plan, nothing due, time of one contact",
             .sides = {plan(registry, "lawful", some ? soon : lawful::Day(today), some),
                       query(world.sqlite(naive), by_events),
                       query(world.sqlite(naive_state), by_state)},
             .single = true,
             .items = world.settings.contacts});
    }
}

}  // namespace bench
