// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <thread>
#include <vector>

#include "registry/support.hpp"

namespace support {

inline std::string mail_of(int person) { return "p" + std::to_string(person) + "@a.example"; }

/// Withdraws one person after the other while four threads ask about all of them. How often one was allowed
/// whose withdrawal had returned before the question.
template <class Ask>
int allowed_though_withdrawn(Fixture& fixture, lawful::Registry& registry, Ask ask) {
    constexpr int people = 30;
    std::vector<lawful::RecipientId> ids;
    for (int i = 0; i < people; ++i) {
        ids.push_back(fixture.person("P"));
        fixture.consent(ids.back(), {fixture.mailbox_of(ids.back(), mail_of(i))});
    }
    fixture.clock->advance(1s);
    std::atomic<int> withdrawn{0};
    std::atomic<int> wrong{0};
    std::vector<std::thread> readers;
    for (int r = 0; r < 4; ++r) {
        readers.emplace_back([&] {
            while (withdrawn.load() < people) {
                const int known = withdrawn.load();
                for (int i = 0; i < people; ++i) {
                    if (ask(mail_of(i)) && i < known) ++wrong;
                }
            }
        });
    }
    for (const auto& id : ids) {
        registry.record(id, lawful::ConsentWithdrawn{"news", lawful::Channel::email});
        ++withdrawn;
    }
    for (auto& reader : readers) reader.join();
    return wrong;
}

}  // namespace support
