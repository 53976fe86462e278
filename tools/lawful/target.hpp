// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <lawful/registry.hpp>

#include "arguments.hpp"

namespace lawful::tool {

/// What ADDRESS or SUBJECT names: an address as text, `address:ID`, `recipient:ID` (or the bare
/// id), `organisation:ID` or `organisation:NAME`.
using Target = std::variant<std::string, AddressId, RecipientId, OrganisationId>;

inline constexpr auto target_help =
    "An address, or address:ID, recipient:ID, organisation:ID or organisation:NAME";

/// Throws `unknown_id` for an organisation's name that is not there.
[[nodiscard]] Target read_target(const Registry& registry, const std::string& text);

/// Throws `unknown_id`.
[[nodiscard]] AddressId known_address(const Registry& registry, const std::string& text,
                                      Medium medium);
/// Likewise; nothing when the address is not in the registry.
[[nodiscard]] std::optional<AddressId> find_address(const Registry& registry, const Target& target,
                                                    Medium medium);
/// With or without `recipient:`. Throws `UsageError`.
[[nodiscard]] RecipientId read_recipient(std::string_view option, std::string_view text);
/// An id, `organisation:ID` or a name. Throws `unknown_id`.
[[nodiscard]] OrganisationId read_organisation(const Registry& registry, const std::string& text);

/// Who reads the address on that day.
[[nodiscard]] std::vector<RecipientId> holders_on(const AddressRecord& record, Day day);
/// Likewise on that day of UTC: the days of the controller's time zone are at most one off.
[[nodiscard]] std::vector<RecipientId> holders_about(const AddressRecord& record, Day day);
/// The person of a target: the one holder of an address, or whom `holder` names of several.
/// Throws `UsageError` for a shared mailbox, `not_holder` where nobody reads it.
[[nodiscard]] RecipientId person_of(const Registry& registry, const Target& target, Medium medium,
                                    const Text& holder, Day day);

/// The purpose's id. Throws `unknown_purpose`.
[[nodiscard]] std::string declared_purpose(const Registry& registry, const std::string& purpose);

}  // namespace lawful::tool
