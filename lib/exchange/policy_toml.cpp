// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "base/zone.hpp"
#include "exchange/language_tag.hpp"
#include "exchange/policy_parts.hpp"

namespace lawful {
namespace {

using exchange::TomlTable;

constexpr std::array<std::string_view, 3> art18_exceptions{"legal_claims", "protect_person",
                                                           "public_interest"};

void require_zone(const TomlTable& table, const std::string& name) {
    try {
        static_cast<void>(Zone(name));
    } catch (const Error&) {
        table.refuse("time_zone", fmt::format("unknown time zone '{}'; want an IANA name such as "
                                              "Europe/Amsterdam",
                                              name));
    }
}

Controller read_controller(TomlTable table) {
    Controller out;
    table.required("name", out.name);
    table.required("postal_address", out.postal_address);
    table.required("country", out.country);
    table.required("time_zone", out.time_zone);
    table.optional("public_authority", out.public_authority);
    table.optional("data_protection_officer", out.data_protection_officer);
    table.optional("stop_address", out.stop_address);
    table.finish();
    if (!is_country(out.country)) {
        table.refuse("country", "want two capital letters such as NL (ISO 3166-1)");
    }
    require_zone(table, out.time_zone);
    return out;
}

bool is_purpose_id(std::string_view id) {
    return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

std::vector<LocalText> read_titles(TomlTable table) {
    std::vector<LocalText> out;
    for (const auto& key : table.keys()) {
        const auto language = exchange::language_tag(key);
        if (!language) table.refuse(key, "want a language tag such as nl or nl-BE");
        if (std::any_of(out.begin(), out.end(),
                        [&](const LocalText& other) { return other.language == *language; })) {
            table.refuse(key, "stands twice");
        }
        out.push_back({*language, {}});
        table.required(key, out.back().text);
    }
    table.finish();
    return out;
}

void read_withdrawal(TomlTable table, WithdrawalPath& out) {
    table.optional("steps", out.steps);
    table.optional("consent_steps", out.consent_steps);
    table.optional("login", out.login);
    table.optional("payment", out.payment);
    table.optional("same_channel", out.same_channel);
    table.finish();
    for (const auto& [key, steps] :
         {std::pair{"steps", out.steps}, {"consent_steps", out.consent_steps}}) {
        if (steps < 1 || steps > 1000) table.refuse(key, "want a number from 1 to 1000");
    }
}

void read_unsubscribe(TomlTable table, UnsubscribeHandler& out) {
    table.optional("login", out.login);
    table.optional("get_changes_state", out.get_changes_state);
    table.optional("redirect", out.redirect);
    table.optional("cookie", out.cookie);
    table.finish();
}

/// `9(2)(a)` to `9(2)(j)`: the conditions there are.
bool is_art9_condition(std::string_view text) {
    return text.size() == 7 && text.starts_with("9(2)(") && text[5] >= 'a' && text[5] <= 'j' &&
           text[6] == ')';
}

void require_meaning(const TomlTable& table, const Purpose& purpose) {
    if (!is_purpose_id(purpose.id)) {
        table.refuse("id", "want lower-case letters, digits and hyphens");
    }
    if (!std::all_of(purpose.compatible_with.begin(), purpose.compatible_with.end(),
                     is_purpose_id)) {
        table.refuse("compatible_with", "want lower-case letters, digits and hyphens");
    }
    if (purpose.titles.empty()) table.refuse("titles", "want a title in at least one language");
    if (!purpose.art9_condition.empty() && !is_art9_condition(purpose.art9_condition)) {
        table.refuse("art9_condition", "want 9(2)(a) to 9(2)(j)");
    }
    const auto& exceptions = art18_exceptions;
    if (!purpose.art18_exception.empty() &&
        std::find(exceptions.begin(), exceptions.end(), purpose.art18_exception) ==
            exceptions.end()) {
        table.refuse("art18_exception",
                     fmt::format("unknown name '{}'; want {}", purpose.art18_exception,
                                 fmt::join(exceptions, ", ")));
    }
}

Purpose read_purpose(TomlTable& table) {
    Purpose out;
    table.required("id", out.id);
    table.required("content", out.content);
    table.required("bases", out.bases);
    table.required("channels", out.channels);
    table.optional("validity", out.validity);
    table.optional("refresh_interval", out.refresh_interval);
    table.optional("double_opt_in", out.double_opt_in);
    table.optional("special_category", out.special_category);
    table.optional("art9_condition", out.art9_condition);
    table.optional("criminal_data", out.criminal_data);
    table.optional("art10_authorisation", out.art10_authorisation);
    table.optional("information_society_service", out.information_society_service);
    table.optional("help_service", out.help_service);
    table.optional("within_public_task", out.within_public_task);
    table.optional("asks_consent", out.asks_consent);
    table.optional("consent_conditional", out.consent_conditional);
    table.optional("art18_exception", out.art18_exception);
    table.optional("scope_changed", out.scope_changed);
    table.optional("compatible_with", out.compatible_with);
    if (auto titles = table.table("titles")) {
        out.titles = read_titles(std::move(*titles));
    } else {
        table.require("titles");
    }
    if (auto path = table.table("withdrawal")) read_withdrawal(std::move(*path), out.withdrawal);
    if (auto handler = table.table("unsubscribe")) {
        read_unsubscribe(std::move(*handler), out.unsubscribe);
    }
    table.finish();
    require_meaning(table, out);
    return out;
}

void read_purposes(TomlTable& root, Policy& policy) {
    for (auto& table : root.tables("purposes")) {
        auto purpose = read_purpose(table);
        if (std::any_of(policy.purposes.begin(), policy.purposes.end(),
                        [&](const Purpose& other) { return other.id == purpose.id; })) {
            table.refuse("id", fmt::format("purpose '{}' is declared twice", purpose.id));
        }
        policy.purposes.push_back(std::move(purpose));
    }
    if (policy.purposes.empty()) root.require("purposes");
}

}  // namespace

PolicyFile read_policy(const std::filesystem::path& file) {
    const exchange::TomlFile toml(file, ErrorCode::invalid_policy);
    TomlTable root(toml);
    PolicyFile out;
    auto& policy = out.policy;
    // Named first, so that a misspelt table is called that and not what follows from it.
    auto controller = root.table("controller");
    if (!controller) root.require("controller");
    auto addresses = root.table("addresses");
    for (const auto* key : {"purposes", "notices", "organisation_bases", "retention"}) {
        static_cast<void>(root.tables(key));
    }
    root.finish();
    policy.controller = read_controller(std::move(*controller));
    if (addresses) {
        addresses->optional("local_part_case", policy.local_part_case);
        addresses->finish();
    }
    read_purposes(root, policy);
    root.finish();
    exchange::read_notices(root, file.parent_path(), out);
    exchange::read_organisation_bases(root, policy);
    exchange::read_retention(root, policy);
    return out;
}

}  // namespace lawful
