// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "world.hpp"

/// Answers in brief, from memory once they were asked for.
namespace bench {

inline lawful::Registry open_resident(const std::filesystem::path& file, std::size_t contacts) {
    lawful::Options options;
    options.read_only = true;
    // 64 bytes for each address that is asked about, contacts and twice as many strangers; as much again for lists.
    options.resident_bytes = std::size_t{2} * 64 * 3 * contacts;
    return lawful::Registry::open(file, registry_key(), std::move(options));
}

/// One by one, all of them asked once before.
inline Side resident_check(const lawful::Registry& registry, const std::vector<std::string>& addresses) {
    const auto ask = [&registry](const auto& address) {
        return static_cast<bool>(registry.brief(address, purpose, email));
    };
    for (const auto& address : addresses) keep(ask(address) ? 1 : 0);
    return asking("lawful, resident", addresses, ask);
}

inline Side resident_screen(const lawful::Registry& registry, const std::vector<std::string>& addresses) {
    return {"lawful, resident", [&](std::size_t) {
                std::size_t allowed = 0;
                for (const auto& answer : registry.brief(std::span(addresses), purpose, email))
                    allowed += answer ? 1 : 0;
                keep(allowed);
            }};
}

/// The ids of all who may be sent to.
inline Side resident_list(const lawful::Registry& registry) {
    auto list = [&registry, ids = std::vector<lawful::AddressId>()]() mutable {
        ids.clear();
        registry.brief(purpose, email, [&](const auto& id, const auto& answer) {
            if (answer) ids.push_back(id);
        });
        return ids.size();
    };
    return {"lawful, resident", [list](std::size_t count) mutable {
                for (std::size_t i = 0; i < count; ++i) keep(list());
            }};
}

}  // namespace bench
