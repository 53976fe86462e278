// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include "registry/shelf.hpp"

namespace support {

inline constexpr lawful::Period month{0, 1, 0};

/// A policy whose rules for `news` are those, beside a review of `ops`.
inline lawful::PolicyFile keeping(std::vector<lawful::RetentionRule> rules) {
    auto file = policy();
    file.policy.retention = std::move(rules);
    file.policy.retention.push_back({.purpose = "ops", .period = {5, 0, 0}});
    return file;
}

inline lawful::RetentionRule after_consent(lawful::RetentionAction action) {
    return {.purpose = "news", .from = lawful::RetentionStart::consent_ended, .period = month, .action = action};
}

struct Keeping : Fixture {
    explicit Keeping(std::vector<lawful::RetentionRule> rules) {
        registry.apply(keeping(std::move(rules)));
        anna = person("Anna Smit");
        desk = mailbox_of(anna, "desk@school.example");
    }
    explicit Keeping(lawful::RetentionAction action) : Keeping(std::vector{after_consent(action)}) {}

    /// Withdrawn on 1 February: due from 2 March on.
    void withdraw() {
        consent(anna, {desk});
        clock->advance(1h);
        registry.record(anna, lawful::ConsentWithdrawn{"news", {}});
    }
    lawful::Retention retention() { return lawful::Retention(registry); }
    lawful::RetentionRun run() { return retention().apply(retention().plan()); }
    void require_clean() { CHECK(registry.check_store().faults == std::vector<std::string>{}); }

    lawful::RecipientId anna;
    lawful::AddressId desk;
};

inline bool has_event(const lawful::Registry& registry, const lawful::Subject& subject, std::string_view kind) {
    for (const auto& recorded : registry.events(subject)) {
        if (kind_of(recorded.event.body) == kind) return true;
    }
    return false;
}

}  // namespace support
