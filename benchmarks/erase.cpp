// SPDX-License-Identifier: Apache-2.0
/// GDPR 17: one person, with their key, their events and what they left in the file.
#include "world.hpp"

namespace bench {

void erase(World& world) {
    const auto shape = world.shape();
    const Copy copy(world.folder(), shape);
    auto registry = copy.open();
    const auto people = some_people(registry, shape, 250);
    std::size_t at = 0;
    Case work{.group = "erase", .work = "one person", .single = true};
    work.sides.push_back(
        {"lawful", [&](std::size_t) {
             keep(registry.erase(people.at(at++), lawful::ErasureGround::consent_withdrawn).leaves);
         }});
    for (const auto& style : {naive, naive_state}) {
        auto& peer = world.sqlite(style);
        work.sides.push_back({style.name, [&peer, next = std::int64_t{1}](std::size_t) mutable {
                                  peer.erase(next++);
                              }});
    }
    world.report.measure(work);
}

}  // namespace bench
