// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/zone.hpp"
#include "registry/properties/operation.hpp"
#include "registry/properties/village.hpp"
#include "registry/support.hpp"

namespace properties {

/// How often things happened, so that no property holds because nothing did.
struct Tally {
    std::uint64_t applied = 0;
    std::uint64_t refused = 0;
    std::uint64_t allowed = 0;
    std::uint64_t denied = 0;
};

struct Asked {
    const Question* question;
    std::string address;
    lawful::Decision decision;
};

/// One registry and its clock, and what an operation does to them. People, addresses and
/// organisations come to be when an operation first names them.
class World {
public:
    World(std::uint64_t seed, Tally& tally);

    /// Makes whom and what the operation names. Safe to repeat.
    void prepare(const Operation& operation);
    /// False when the library refuses it, or it names an earlier event and there is none.
    bool apply(const Operation& operation);

    /// Every question about every address, now or as of an instant.
    [[nodiscard]] std::vector<Asked> answers(std::optional<lawful::Instant> as_of = {}) const;

    /// The instant that an event would be recorded at.
    [[nodiscard]] lawful::Instant now() const;
    [[nodiscard]] lawful::Day today() const { return zone_.day_of(now()); }
    [[nodiscard]] lawful::RecipientId who(std::size_t number) { return person_id(number); }
    [[nodiscard]] std::size_t holders_today(std::size_t address) const;

    [[nodiscard]] lawful::Registry& registry() { return registry_; }
    [[nodiscard]] const lawful::Registry& registry() const { return registry_; }
    [[nodiscard]] support::ManualClock& clock() { return *clock_; }

private:
    [[nodiscard]] lawful::RecipientId person_id(std::size_t number);
    [[nodiscard]] lawful::AddressId address_id(std::size_t number);
    [[nodiscard]] lawful::OrganisationId organisation_id(std::size_t number);
    [[nodiscard]] lawful::Subject subject(const Operation& operation);

    void perform(const Operation& operation);
    void perform_consent(const Operation& operation);
    void perform_denial(const Operation& operation);
    void perform_fact(const Operation& operation);
    void perform_change(const Operation& operation);
    void perform_erasure(const Operation& operation);
    void perform_pair(const Operation& operation);
    void perform_message(const Operation& operation);
    /// With whom they were merged.
    [[nodiscard]] bool is_gone(lawful::RecipientId who) const;
    void record(const Operation& operation, const lawful::EventBody& body);
    /// The subject's earlier event of that kind that the variant names. Throws `unknown_id`.
    template <class... Bodies>
    [[nodiscard]] lawful::EventIndex earlier(const Operation& operation);

    std::uint64_t seed_;
    Tally& tally_;
    std::shared_ptr<support::ManualClock> clock_;
    lawful::Registry registry_;
    lawful::Zone zone_{"Europe/Amsterdam"};
    lawful::Instant recorded_{};
    std::array<std::optional<lawful::RecipientId>, people> people_{};
    std::vector<lawful::EventIndex> releases_;
};

/// A folder of this process in memory where there is one, gone when the process ends.
[[nodiscard]] const std::filesystem::path& scratch();
/// A registry with the village's policy, of its own file, with randomness of that seed.
[[nodiscard]] lawful::Registry fresh_registry(const char* name,
                                              std::shared_ptr<lawful::Clock> clock,
                                              std::uint64_t seed);

}  // namespace properties
