// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "faults/registry_subject.hpp"

namespace faults {

/// One verb upon the registry.
struct Deed {
    enum class Kind : std::uint8_t { request = 1, refuse, refuse_shared, add_address, add_person, suppress };
    Kind kind = Kind::request;
    std::string text{};  ///< a new address or name

    /// A denial of an address is one event more for each of its holders.
    [[nodiscard]] std::uint64_t events() const;
};

/// Who reads the shared mailbox.
constexpr std::uint64_t sharers = 2;

[[nodiscard]] Deed deed(Deeds deeds, std::uint64_t seed, std::uint64_t number);

/// What a registry says after some deeds, in words that the model and the registry both find.
struct RegistryWords {
    std::vector<std::string> desk{};     ///< kinds of the events of the desk's mailbox
    std::vector<std::string> shared{};   ///< of the shared mailbox
    std::vector<std::string> sharer{};   ///< of one of its holders
    std::map<std::string, int> added{};  ///< addresses and names
    std::uint64_t suppressed = 0;

    void perform(const Deed& deed);
    [[nodiscard]] std::string text() const;
};

}  // namespace faults
