// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "registry/properties/dice.hpp"
#include "registry/properties/generate.hpp"
#include "registry/properties/world.hpp"

namespace properties {

/// What went against the property, in words; nothing when it holds.
using Violation = std::optional<std::string>;

/// A property watches one history from its beginning to its end.
class Watcher {
public:
    Watcher() = default;
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;
    virtual ~Watcher() = default;

    virtual void before(World& world, const Operation& operation);
    [[nodiscard]] virtual Violation after(World& world, const Operation& operation);
    [[nodiscard]] virtual Violation at_end(World& world);
};

/// A fresh watcher for a history of that seed.
using MakeWatcher = std::function<std::unique_ptr<Watcher>(std::uint64_t seed)>;

/// Watches `rounds` histories. The first that goes against the property is made as short as it
/// still does, and told with its seed. LAWFUL_SEED and LAWFUL_ROUNDS stand in for the defaults.
void verify(std::uint64_t first_seed, std::uint64_t rounds, const MakeWatcher& make);

/// One history that is known: what once went against the property stays a case of its own.
void verify_known(const History& history, const MakeWatcher& make);

/// A property over nothing but refusals, or over one answer only, would say nothing.
void check_lively(const Tally& tally);

/// A number from the environment.
[[nodiscard]] std::uint64_t number_from(const char* variable, std::uint64_t otherwise);

/// Drops items one by one, from the end, for as long as one can be dropped.
template <class T, class Fails>
[[nodiscard]] std::vector<T> shortest(std::vector<T> items, Fails fails) {
    for (bool shorter = true; shorter;) {
        shorter = false;
        for (std::size_t i = items.size(); i-- > 0;) {
            auto fewer = items;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            if (!fails(fewer)) continue;
            items = std::move(fewer);
            shorter = true;
        }
    }
    return items;
}

/// `deny E_OBJECTED! A_CONSENT`: the verdict and the codes, those that block marked.
[[nodiscard]] std::string to_string(const lawful::Decision& decision);
[[nodiscard]] std::string to_string(const Asked& asked);

}  // namespace properties
