// SPDX-License-Identifier: Apache-2.0
#include "target.hpp"

#include <algorithm>

#include <lawful/error.hpp>

namespace lawful::tool {
namespace {

constexpr std::size_t id_size = 32;

bool is_id(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    return text.size() == id_size && text.find_first_not_of(digits) == std::string_view::npos;
}

std::optional<std::string> after(std::string_view prefix, const std::string& text) {
    if (!text.starts_with(prefix)) return std::nullopt;
    return text.substr(prefix.size());
}

template <class SomeId>
SomeId read_id(std::string_view option, std::string_view text) {
    if (!is_id(text)) refuse_value(option, "an id of 32 hexadecimal digits");
    return parse_id<SomeId>(text);
}

bool is_one_person(const Registry& registry, const std::vector<RecipientId>& holders) {
    const auto merged = registry.show(holders.front()).merged;
    return std::all_of(holders.begin() + 1, holders.end(), [&](const RecipientId& other) {
        return std::find(merged.begin(), merged.end(), other) != merged.end();
    });
}

}  // namespace

Target read_target(const Registry& registry, const std::string& text) {
    if (const auto id = after("address:", text)) return read_id<AddressId>("address:", *id);
    if (const auto id = after("recipient:", text)) return read_id<RecipientId>("recipient:", *id);
    if (text.starts_with("organisation:")) return read_organisation(registry, text);
    if (is_id(text)) return parse_id<RecipientId>(text);
    return text;
}

std::optional<AddressId> find_address(const Registry& registry, const Target& target,
                                      Medium medium) {
    if (const auto* id = std::get_if<AddressId>(&target)) return *id;
    if (const auto* text = std::get_if<std::string>(&target)) return registry.find(*text, medium);
    throw UsageError("ADDRESS: want an address or address:ID");
}

AddressId known_address(const Registry& registry, const std::string& text, Medium medium) {
    const auto id = find_address(registry, read_target(registry, text), medium);
    if (!id) throw Error(ErrorCode::unknown_id, "no such address in this registry");
    return *id;
}

RecipientId read_recipient(std::string_view option, std::string_view text) {
    constexpr std::string_view prefix = "recipient:";
    if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
    return read_id<RecipientId>(option, text);
}

OrganisationId read_organisation(const Registry& registry, const std::string& text) {
    const auto name = after("organisation:", text).value_or(text);
    if (is_id(name)) return parse_id<OrganisationId>(name);
    const auto id = registry.find_organisation(name);
    if (!id) throw Error(ErrorCode::unknown_id, "no such organisation in this registry");
    return *id;
}

std::vector<RecipientId> holders_on(const AddressRecord& record, Day day) {
    std::vector<RecipientId> holders;
    for (const auto& holding : record.holders) {
        const bool begun = holding.from <= day;
        const bool ended = holding.until && *holding.until <= day;
        if (begun && !ended) holders.push_back(holding.recipient);
    }
    return holders;
}

std::vector<RecipientId> holders_about(const AddressRecord& record, Day day) {
    const std::chrono::sys_days middle = day;
    for (const int off : {0, 1, -1}) {
        auto holders = holders_on(record, middle + std::chrono::days{off});
        if (!holders.empty()) return holders;
    }
    return {};
}

RecipientId person_of(const Registry& registry, const Target& target, Medium medium,
                      const Text& holder, Day day) {
    if (const auto* id = std::get_if<RecipientId>(&target)) return *id;
    if (std::holds_alternative<OrganisationId>(target)) {
        throw UsageError("want a person: an address or recipient:ID");
    }
    const auto address = find_address(registry, target, medium);
    if (!address) throw Error(ErrorCode::unknown_id, "no such address in this registry");
    const auto holders = holders_about(registry.show(*address), day);
    if (holder) {
        const auto named = read_recipient("--holder", *holder);
        if (std::find(holders.begin(), holders.end(), named) != holders.end()) return named;
        throw Error(ErrorCode::not_holder, "--holder: the person does not hold the address then");
    }
    if (holders.empty()) throw Error(ErrorCode::not_holder, "nobody holds the address then");
    if (!is_one_person(registry, holders)) {
        throw UsageError("several people read this address: name one with --holder RECIPIENT");
    }
    return holders.front();
}

std::string declared_purpose(const Registry& registry, const std::string& purpose) {
    const auto purposes = registry.policy().purposes;
    if (std::none_of(purposes.begin(), purposes.end(),
                     [&](const Purpose& declared) { return declared.id == purpose; })) {
        throw Error(ErrorCode::unknown_purpose, "the policy declares no such purpose");
    }
    return purpose;
}

}  // namespace lawful::tool
