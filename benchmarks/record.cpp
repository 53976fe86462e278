// SPDX-License-Identifier: Apache-2.0
/// What happened is told: one durable event, and many in one transaction.
#include <random>

#include <fmt/format.h>

#include "world.hpp"

namespace bench {
namespace {

constexpr std::int64_t now = 1'769'900'000'000;

Side naive_event(SqlitePeer& peer, const Shape& shape, Action action) {
    return {peer.name(),
            [&peer, shape, action, random = std::mt19937_64(1)](std::size_t count) mutable {
                for (std::size_t i = 0; i < count; ++i) {
                    peer.record(
                        {{static_cast<std::int64_t>(random() % shape.contacts) + 1, action, now}});
                }
            }};
}

/// Rows appended to a table without any index, and synced.
Side floor_event(SqlitePeer& peer) {
    auto& database = peer.database();
    database.exec("CREATE TABLE IF NOT EXISTS plain_log (id INTEGER PRIMARY KEY, body BLOB)");
    return {"floor: a row in a log", [&database](std::size_t count) {
                for (std::size_t i = 0; i < count; ++i)
                    database.exec("INSERT INTO plain_log (body) VALUES (zeroblob(300))");
            }};
}

void one(World& world, lawful::Registry& registry, const std::string& what, Action action,
         const std::function<lawful::EventBody()>& body) {
    const auto shape = world.shape();
    Case work{.group = "record", .work = what, .single = true};
    work.sides.push_back({"lawful", [&, ring = Ring(some_people(registry, shape, 2'000))](
                                        std::size_t count) mutable {
                              for (std::size_t i = 0; i < count; ++i)
                                  keep(registry.record(ring.next(), body()));
                          }});
    for (const auto& style : {naive, naive_state})
        work.sides.push_back(naive_event(world.sqlite(style), shape, action));
    work.sides.push_back(floor_event(world.sqlite(floor_two)));
    for (auto* peer : world.servers()) {
        work.sides.push_back(
            {peer->name(),
             [peer, shape, action, random = std::mt19937_64(1)](std::size_t count) mutable {
                 for (std::size_t i = 0; i < count; ++i) {
                     peer->record(
                         {{static_cast<std::int64_t>(random() % shape.contacts) + 1, action, now}});
                 }
             }});
    }
    world.report.measure(work);
}

void batch(World& world, lawful::Registry& registry, std::size_t size) {
    const auto shape = world.shape();
    if (size > shape.contacts) return;
    const auto people = some_people(registry, shape, size);
    std::vector<lawful::Happened> events;
    for (std::size_t i = 0; i < size; ++i)
        events.push_back({people[i % people.size()], lawful::ConsentRequested{.purpose = purpose}});
    std::vector<ConsentRow> rows;
    for (std::size_t i = 0; i < size; ++i)
        rows.push_back({static_cast<std::int64_t>(i * 7'919 % shape.contacts) + 1, Action::given, now});
    Case work{.group = "record",
              .work = fmt::format("batch of {}, time of one event", size),
              .single = true,
              .items = size};
    work.sides.push_back({"lawful", [&](std::size_t) {
                              keep(registry.record_all(events).back());
                          }});
    for (const auto& style : {naive, naive_state}) {
        auto& peer = world.sqlite(style);
        work.sides.push_back({style.name, [&](std::size_t) { peer.record(rows); }});
    }
    for (auto* peer : world.servers())
        work.sides.push_back({peer->name(), [&, peer](std::size_t) { peer->record(rows); }});
    world.report.measure(work);
}

}  // namespace

void record(World& world) {
    const Copy copy(world.folder(), world.shape());
    auto registry = copy.open();
    one(world, registry, "one durable event", Action::given,
        [] { return lawful::ConsentRequested{.purpose = purpose}; });
    if (world.settings.only_first) return batch(world, registry, 1'000);
    one(world, registry, "one durable denial", Action::withdrawn,
        [] { return lawful::ConsentWithdrawn{.purpose = purpose, .channel = email}; });
    for (const std::size_t size : {10, 1'000, 100'000}) {
        if (size <= 1'000 || !world.settings.quick) batch(world, registry, size);
    }
}

}  // namespace bench
