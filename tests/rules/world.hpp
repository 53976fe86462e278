// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rules/facts.hpp"
#include "rules/national_rows.hpp"

/// A small registry without a store: events are folded, then asked about.
namespace lawful::rules::testing {

/// `2026-11-23` (midnight UTC) or a full instant.
[[nodiscard]] Instant at(std::string_view text);

/// The `n`th id of its kind.
template <class SomeId>
[[nodiscard]] SomeId nth(std::uint8_t n) {
    SomeId id;
    id.bytes.back() = n;
    return id;
}

struct World {
    Policy policy;                    ///< a Dutch private foundation with a partner newsletter
    std::vector<NationalRow> rows = national_rows();
    Channel channel = Channel::email;
    Instant now = at("2026-11-23T12:00:00Z");

    AddressId address = nth<AddressId>(1);
    OrganisationId organisation = nth<OrganisationId>(1);
    RecipientId person = nth<RecipientId>(1);
    std::vector<RecipientId> holders;
    std::vector<RelatedFacts> related;
    std::vector<SuppressionFact> suppressions;
    std::vector<RecordedEvent> log;
    EventIndex next = 0;

    World();

    [[nodiscard]] Purpose& purpose() { return policy.purposes.front(); }
    [[nodiscard]] Controller& controller() { return policy.controller; }

    EventIndex record(Subject subject, std::string_view when, EventBody body,
                      Origin origin = Origin::direct);

    void add_organisation(std::string country, bool legal_person = true);
    void add_address(AddressKind kind, SourceKind source = SourceKind::subject);
    /// Becomes a holder of the address.
    void add_person(const Recipient& person);
    void add_person(RecipientId id, const Recipient& person);
    EventIndex merge(RecipientId one, RecipientId other, std::string_view when = "2026-02-01");
    EventIndex inform(InformationDuty duty = InformationDuty::art13,
                      std::string_view when = "2025-01-10");

    /// A signed form with everything that makes it proof.
    [[nodiscard]] ConsentGiven form() const;
    EventIndex consent(std::string_view when = "2026-01-05");
    EventIndex basis(Subject subject, Basis basis, std::string_view when = "2026-01-05");
    EventIndex ground(Subject subject, GroundKind kind, std::string_view when = "2026-01-05");

    [[nodiscard]] SubjectState state(const Subject& subject) const;
    [[nodiscard]] Facts facts() const;
    [[nodiscard]] Decision ask() const;
    [[nodiscard]] Decision ask(std::string_view when);
    [[nodiscard]] Decision release(std::vector<std::string> fulfilled) const;
};

/// An employee of a Dutch municipality at an address of their own, told of Art. 13; no consent.
[[nodiscard]] World municipal_contact();
/// The same, with a signed form.
[[nodiscard]] World consenting_contact();
/// The role address of an organisation.
[[nodiscard]] World role_address(std::string country, SourceKind source = SourceKind::subject);

[[nodiscard]] bool says(const Decision& decision, std::string_view rule, std::string_view code,
                        Effect effect);
[[nodiscard]] bool says(const Decision& decision, std::string_view code);
[[nodiscard]] bool blocks(const Decision& decision, std::string_view rule, std::string_view code);
/// `RULE CODE effect` each, for messages and comparisons.
[[nodiscard]] std::string print(const Decision& decision);
/// Codes of the reasons that block, in order, with a space between.
[[nodiscard]] std::string blocks_of(const Decision& decision);
[[nodiscard]] std::string obligations_of(const Decision& decision);

}  // namespace lawful::rules::testing
