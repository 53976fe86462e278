// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include <lawful/id.hpp>
#include <lawful/terms.hpp>
#include <lawful/time.hpp>

/// Who there is: the records that events add and change.
namespace lawful {

/// Whose event it is.
enum class SubjectKind : std::uint8_t { registry = 1, organisation, recipient, address };
LAWFUL_TERMS(SubjectKind, "registry", "organisation", "recipient", "address");

struct Subject {
    SubjectKind kind = SubjectKind::registry;
    std::array<std::uint8_t, 16> id{};

    Subject() = default;
    Subject(RegistryId registry) : kind(SubjectKind::registry), id(registry.bytes) {}
    Subject(OrganisationId organisation) : kind(SubjectKind::organisation), id(organisation.bytes) {}
    Subject(RecipientId recipient) : kind(SubjectKind::recipient), id(recipient.bytes) {}
    Subject(AddressId address) : kind(SubjectKind::address), id(address.bytes) {}

    // NOLINTNEXTLINE(modernize-use-nullptr): as for Id.
    auto operator<=>(const Subject&) const = default;
};

/// A partner body. A legal person unless said otherwise.
struct Organisation {
    std::string name{};
    std::string country{};            ///< ISO 3166-1 alpha-2; empty: unknown, the strictest law
    std::string sector{};
    bool legal_person = true;
    bool public_authority = false;

    bool operator==(const Organisation&) const = default;
};

/// Where and when a person's data was obtained.
struct Source {
    SourceKind kind = SourceKind::third_party;
    Day obtained{};
    std::string detail{};
    std::string collected_for{};      ///< purpose id at collection, where known (GDPR 6(4))
    std::string art14_exemption{};    ///< `14(5)(a)` to `(d)` where relied on
    std::string exemption_reason{};   ///< its recorded reason

    bool operator==(const Source&) const = default;
};

/// A natural person who may be written to.
struct Recipient {
    std::string name{};
    std::string role{};               ///< job, as the list says
    std::string language{};           ///< BCP 47
    std::string country{};            ///< ISO 3166-1 alpha-2; empty: the organisation's
    std::optional<OrganisationId> organisation{};
    Source source{};
    std::optional<Day> born{};        ///< only where age matters
    bool under_guardianship = false;  ///< UAVG 5(2)
    bool employee = false;            ///< of the controller (recital 43)

    bool operator==(const Recipient&) const = default;
};

/// A mailbox, phone number or postal address.
struct Address {
    Medium medium = Medium::email;
    std::string text{};               ///< as to be written to; normalised when added
    AddressKind kind = AddressKind::personal;
    std::optional<OrganisationId> organisation{};  ///< of a role address
    SourceKind source = SourceKind::subject;     ///< `public_source`: found on a page

    bool operator==(const Address&) const = default;
};

}  // namespace lawful
