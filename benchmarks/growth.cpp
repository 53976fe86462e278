// SPDX-License-Identifier: Apache-2.0
/// What one contact more costs: script/bench runs this at several sizes, and fits the curves.
#include "world.hpp"

namespace bench {
namespace {

double size_of(const std::filesystem::path& file) {
    return static_cast<double>(std::filesystem::file_size(file));
}

}  // namespace

void growth(World& world) {
    const auto shape = world.shape();
    const auto contacts = static_cast<double>(shape.contacts);
    const auto file = made_registry(world.folder(), shape);
    const auto addresses = ring_of(shape, Keys::uniform, 100, 100'000);
    const auto before = resident_bytes();
    const auto registry = lawful::Registry::open(file, registry_key(), {.read_only = true});
    const auto ours = [&](const auto& address) { return allows(registry, address); };
    for (std::size_t i = 0; i < std::min<std::size_t>(addresses.size(), 10'000); ++i)
        keep(ours(addresses[i]) ? 1 : 0);
    world.report.note("growth", "memory of an open registry", resident_bytes() - before, "bytes");
    auto& plain = world.sqlite(naive);
    auto& two = world.sqlite(floor_two);
    world.report.measure(
        {.group = "growth",
         .work = "one check",
         .sides = {asking("lawful", addresses, ours),
                   asking(naive.name, addresses,
                          [&](const auto& address) { return plain.may_send(address); }),
                   asking(floor_two.name, addresses,
                          [&](const auto& address) { return two.may_send(address); })}});
    world.report.note("growth", "events in the ledger", static_cast<double>(registry.ledger_size()),
                      "events");
    world.report.note("growth", "file, a contact", size_of(file) / contacts, "bytes");
    world.report.note("growth", "hand-written file, a contact",
                      size_of(world.scratch() / (naive.name + ".sqlite")) / contacts, "bytes");
}

}  // namespace bench
