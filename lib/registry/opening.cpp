// SPDX-License-Identifier: Apache-2.0
#include "registry/opening.hpp"

#include <thread>

#include "registry/writer.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

JournalStanding standing(const Context& context) {
    const auto from = context.store().read();
    return context.journal().standing(journal_mark(from));
}

}  // namespace

void catch_up(const Context& context) {
    const auto found = standing(context);
    context.set_journal_lost(found == JournalStanding::lost);
    if (found != JournalStanding::ahead) return;
    Writer writer(context);
    writer.commit();
}

void look_at_journal(const Context& context, std::chrono::milliseconds patience) {
    constexpr std::chrono::milliseconds pause{10};
    for (auto left = patience;; left -= pause) {
        const auto found = standing(context);
        context.set_journal_lost(found == JournalStanding::lost);
        if (found != JournalStanding::ahead) return;
        if (left < pause) break;
        std::this_thread::sleep_for(pause);
    }
    throw Error(ErrorCode::corrupt, "the denial journal is ahead of the registry: open it for writing once");
}

}  // namespace lawful::registry
