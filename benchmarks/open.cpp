// SPDX-License-Identifier: Apache-2.0
/// From nothing to the first answer.
#include "resident.hpp"
#include "world.hpp"

namespace bench {
namespace {

/// What is remembered of everybody is read in one pass, when it is first asked for.
void first_list(World& world, const std::filesystem::path& file, const std::filesystem::path& plain) {
    const auto contacts = world.shape().contacts;
    world.report.measure({.group = "open",
                          .work = "open, everybody for a purpose, close, time of one contact",
                          .sides = {{"lawful, resident",
                                     [&](std::size_t) {
                                         const auto registry = open_resident(file, contacts);
                                         std::size_t allowed = 0;
                                         registry.brief(purpose, email,
                                                        [&](const auto&, const auto& answer) { allowed += answer ? 1 : 0; });
                                         keep(allowed);
                                     }},
                                    {naive.name,
                                     [&](std::size_t) { keep(SqlitePeer(plain, naive).screen_all()); }}},
                          .single = true,
                          .items = contacts});
}

}  // namespace

void open(World& world) {
    const auto file = made_registry(world.folder(), world.shape());
    const auto plain = world.scratch() / "open.sqlite";
    { SqlitePeer(plain, naive).load(world.shape()); }
    first_list(world, file, plain);
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
