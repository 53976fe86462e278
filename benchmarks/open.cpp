// SPDX-License-Identifier: Apache-2.0
/// From nothing to the first answer.
#include "world.hpp"

namespace bench {

void open(World& world) {
    const auto file = made_registry(world.folder(), world.shape());
    const auto plain = world.scratch() / "open.sqlite";
    { SqlitePeer(plain, naive).load(world.shape()); }
    const auto address = mail(1);
    world.report.measure({.group = "open",
                          .work = "open, one answer, close",
                          .sides = {{"lawful",
                                     [&](std::size_t) {
                                         const auto registry = lawful::Registry::open(
                                             file, registry_key(), {.read_only = true});
                                         keep(allows(registry, address) ? 1 : 0);
                                     }},
                                    {naive.name,
                                     [&](std::size_t) {
                                         keep(SqlitePeer(plain, naive).may_send(address) ? 1 : 0);
                                     }}},
                          .single = true});
}

}  // namespace bench
