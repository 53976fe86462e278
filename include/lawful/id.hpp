// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace lawful {

/// 128 random bits that name one thing. Ids of different things do not mix.
template <class Tag>
struct Id {
    std::array<std::uint8_t, 16> bytes{};

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the zero of a comparison for a pointer.
    auto operator<=>(const Id&) const = default;
};

using RecipientId = Id<struct RecipientTag>;
using AddressId = Id<struct AddressTag>;
using OrganisationId = Id<struct OrganisationTag>;
using RegistryId = Id<struct RegistryTag>;

/// Position of an event in the ledger, counted from 0 (RFC 6962 leaf index).
using EventIndex = std::uint64_t;

/// 32 lower-case hexadecimal digits.
[[nodiscard]] std::string to_string(const std::array<std::uint8_t, 16>& bytes);

template <class Tag>
[[nodiscard]] std::string to_string(const Id<Tag>& id) {
    return to_string(id.bytes);
}

/// Inverse of `to_string`. Throws `invalid_text`.
[[nodiscard]] std::array<std::uint8_t, 16> parse_id_bytes(std::string_view text);

template <class SomeId>
[[nodiscard]] SomeId parse_id(std::string_view text) {
    return SomeId{parse_id_bytes(text)};
}

}  // namespace lawful
