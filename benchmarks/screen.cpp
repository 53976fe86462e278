// SPDX-License-Identifier: Apache-2.0
/// Many at once: addresses that are given, and everybody for a purpose.
#include "resident.hpp"
#include "world.hpp"

namespace bench {
namespace {

Side asking_each(Peer& peer, const std::vector<std::string>& addresses) {
    return {peer.name() + ", in a loop", [&](std::size_t count) {
                for (std::size_t i = 0; i < count; ++i) {
                    std::size_t allowed = 0;
                    for (const auto& address : addresses) allowed += peer.may_send(address) ? 1 : 0;
                    keep(allowed);
                }
            }};
}

Side listing(Peer& peer) {
    return {peer.name(), [&](std::size_t count) {
                for (std::size_t i = 0; i < count; ++i) keep(peer.screen_all());
            }};
}

}  // namespace

void screen(World& world) {
    const auto shape = world.shape();
    const auto file = made_registry(world.folder(), shape);
    const auto registry = open_resident(file, world.shape().contacts);
    const auto addresses = ring_of(shape, Keys::uniform, 100, shape.contacts);
    Case given{.group = "screen",
               .work = "given addresses, time of one",
               .single = true,
               .items = addresses.size()};
    given.sides.push_back({"lawful", [&](std::size_t) {
                               std::size_t allowed = 0;
                               for (const auto& item : registry.screen(addresses, purpose, email))
                                   allowed += item.decision ? 1 : 0;
                               keep(allowed);
                           }});
    given.sides.push_back(resident_screen(registry, addresses));
    for (const auto& style : {naive, tuned, floor_open})
        given.sides.push_back(asking_each(world.sqlite(style), addresses));
    world.report.measure(given);

    Case all{.group = "screen",
             .work = "by purpose, time of one contact",
             .single = true,
             .items = shape.contacts};
    all.sides.push_back({"lawful", [&](std::size_t) {
                             std::size_t allowed = 0;
                             registry.screen(purpose, email, [&](const auto& item) {
                                 allowed += item.decision ? 1 : 0;
                             });
                             keep(allowed);
                         }});
    all.sides.push_back(resident_list(registry));
    for (const auto& style : {naive, tuned, tuned_state})
        all.sides.push_back(listing(world.sqlite(style)));
    for (auto* peer : world.servers()) all.sides.push_back(listing(*peer));
    world.report.measure(all);
}

}  // namespace bench
