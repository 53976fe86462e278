// SPDX-License-Identifier: Apache-2.0
/// The way to readable addresses: decided again, and noted, a hundred in one durable transaction.
#include "world.hpp"

namespace bench {

void release(World& world) {
    constexpr std::size_t at_once = 100;
    const auto shape = world.shape();
    const Copy copy(world.folder(), shape);
    auto registry = copy.open();
    const auto asked = ring_of(shape, Keys::uniform, 100, 100 * at_once);
    const std::vector<std::string> fulfilled{"E_NO_STOP_ADDRESS", "E_SENDER_HIDDEN",
                                             "E_NL_IDENTITY", "E_ART21_4", "W_NO_ONE_CLICK"};
    std::size_t at = 0;
    std::vector<std::string> batch;
    Case work{.group = "release",
              .work = "a hundred addresses, time of one",
              .single = true,
              .items = at_once,
              .before = [&] {
                  batch.assign(asked.begin() + static_cast<std::ptrdiff_t>(at),
                               asked.begin() + static_cast<std::ptrdiff_t>(at + at_once));
                  at = (at + at_once) % asked.size();
              }};
    work.sides.push_back(
        {"lawful", [&](std::size_t) {
             const auto released =
                 registry.release(batch, purpose, email, fulfilled).released.size();
             if (released == 0) throw std::logic_error("nothing was released");
             keep(released);
         }});
    for (const auto& style : {naive, naive_state}) {
        auto& peer = world.sqlite(style);
        work.sides.push_back({style.name, [&](std::size_t) { keep(peer.release(batch)); }});
    }
    world.report.measure(work);
}

}  // namespace bench
