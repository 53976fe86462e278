// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "harness.hpp"
#include "people.hpp"

/// Answers in brief from memory, where the library has them: a library without builds and runs too.
namespace bench {

template <class R>
concept Brief = requires(const R& registry) {
    registry.brief(std::string_view(), purpose, email);
};

template <class Options>
Options remembering(const std::filesystem::path& file) {
    Options options;
    options.read_only = true;
    if constexpr (requires { options.resident_bytes; })
        options.resident_bytes = std::filesystem::file_size(file);
    return options;
}

/// One by one, all of them asked once before.
template <class R>
std::optional<Side> resident_check(const R& registry, const std::vector<std::string>& addresses) {
    if constexpr (Brief<R>) {
        for (const auto& address : addresses) keep(registry.brief(address, purpose, email) ? 1 : 0);
        return Side{"lawful, resident",
                    [&registry, ring = Ring(addresses)](std::size_t count) mutable {
                        std::size_t allowed = 0;
                        for (std::size_t i = 0; i < count; ++i)
                            allowed += registry.brief(ring.next(), purpose, email) ? 1 : 0;
                        keep(allowed);
                    }};
    }
    return std::nullopt;
}

template <class R>
std::optional<Side> resident_screen(const R& registry, const std::vector<std::string>& addresses) {
    if constexpr (Brief<R>) {
        return Side{
            "lawful, resident", [&](std::size_t) {
                std::size_t allowed = 0;
                for (const auto& answer : registry.brief(std::span(addresses), purpose, email))
                    allowed += answer ? 1 : 0;
                keep(allowed);
            }};
    }
    return std::nullopt;
}

}  // namespace bench
