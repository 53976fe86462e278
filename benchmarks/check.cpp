// SPDX-License-Identifier: Apache-2.0
/// One question, one answer.
#include <unordered_map>

#include <fmt/format.h>

#include "resident.hpp"
#include "world.hpp"

namespace bench {
namespace {

constexpr std::size_t ring_length = 100'000;

Side beside(Peer& peer, const std::vector<std::string>& addresses) {
    return asking(peer.name(), addresses,
                  [&peer](const auto& address) { return peer.may_send(address); });
}

/// What no store can beat: a hash table of what it needs to know, in memory.
Side memory(const Shape& shape, const std::vector<std::string>& addresses) {
    std::unordered_map<std::string, bool> known;
    for (std::size_t i = 0; i < shape.contacts; ++i) known.emplace(mail(i), !is_denied(i));
    return asking("floor: hash table in memory", addresses,
                  [known = std::move(known)](const auto& address) {
                      const auto found = known.find(address);
                      return found != known.end() && found->second;
                  });
}

std::vector<std::string> those(const Shape& shape, bool (*is)(std::size_t)) {
    std::vector<std::string> found;
    for (std::size_t i = 0; found.size() < ring_length && i < shape.contacts; ++i) {
        const auto which = i * 7'919 % shape.contacts;
        if (is(which)) found.push_back(mail(which));
    }
    return found;
}

Side ours(const lawful::Registry& registry, const std::vector<std::string>& addresses) {
    return asking("lawful", addresses,
                  [&](const auto& address) { return allows(registry, address); });
}

void compare(World& world, const lawful::Registry& registry, const std::string& what,
             const std::vector<std::string>& addresses, const std::vector<SqliteStyle>& styles) {
    Case work{.group = "check", .work = what, .sides = {ours(registry, addresses)}};
    work.sides.push_back(resident_check(registry, addresses));
    for (const auto& style : styles) work.sides.push_back(beside(world.sqlite(style), addresses));
    world.report.measure(work);
}

/// A case of its own: who waits for another process finds the processor's caches cold.
void beside_servers(World& world, const lawful::Registry& registry,
                    const std::vector<std::string>& addresses) {
    Case work{.group = "check", .work = "beside servers", .sides = {ours(registry, addresses)}};
    work.sides.push_back(memory(world.shape(), addresses));
    for (auto* peer : world.servers()) work.sides.push_back(beside(*peer, addresses));
    world.report.measure(work);
}

void as_of(World& world, const lawful::Registry& registry) {
    const auto addresses = ring_of(world.shape(), Keys::uniform, 100, ring_length);
    const auto then = lawful::SystemClock().now();  // late: every event is looked at
    auto& peer = world.sqlite(naive);
    const auto limit = then.time_since_epoch().count();
    world.report.measure(
        {.group = "check",
         .work = "as of a past instant",
         .sides = {asking("lawful", addresses,
                          [&registry, then](const auto& address) {
                              return static_cast<bool>(
                                  registry.may_send(address, purpose, email, then));
                          }),
                   asking(naive.name, addresses, [&peer, limit](const auto& address) {
                       return peer.may_send_as_of(address, limit);
                   })}});
}

}  // namespace

void check(World& world) {
    const auto shape = world.shape();
    const auto file = made_registry(world.folder(), shape);
    const auto registry = open_resident(file, world.shape().contacts);
    const std::vector<SqliteStyle> all{naive,       naive_state, tuned,
                                       tuned_state, floor_two,   floor_open};
    const std::vector<SqliteStyle> few{naive, floor_two};
    compare(world, registry, "known, uniform", ring_of(shape, Keys::uniform, 100, ring_length),
            all);
    if (world.settings.only_first) return;
    beside_servers(world, registry, ring_of(shape, Keys::uniform, 100, ring_length));
    compare(world, registry, "known, zipf", ring_of(shape, Keys::zipf, 100, ring_length), few);
    compare(world, registry, "half known", ring_of(shape, Keys::uniform, 50, ring_length), few);
    compare(world, registry, "unknown", ring_of(shape, Keys::uniform, 0, ring_length), few);
    compare(world, registry, "denied", those(shape, is_denied), few);
    compare(world, registry, "shared mailbox", those(shape, is_shared), few);
    as_of(world, registry);
}

}  // namespace bench
