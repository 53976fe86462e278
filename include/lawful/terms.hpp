// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// The closed vocabularies of lawful. Every value has one wire name, used in events, JSON, TOML and
/// on the command line, that is never changed. Values start at 1; 0 is no value.
namespace lawful {

template <class E>
struct WireNames;

template <class E>
concept Term = requires { WireNames<E>::names.size(); };

template <Term E>
[[nodiscard]] constexpr std::string_view wire_name(E value) {
    return WireNames<E>::names.at(static_cast<std::size_t>(value) - 1);
}

template <Term E>
[[nodiscard]] constexpr std::optional<E> from_wire_name(std::string_view name) {
    const auto& names = WireNames<E>::names;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) return static_cast<E>(i + 1);
    }
    return std::nullopt;
}

#define LAWFUL_TERMS(Enum, ...)                                               \
    template <>                                                               \
    struct WireNames<Enum> {                                                  \
        static constexpr auto names = std::to_array<std::string_view>({__VA_ARGS__}); \
    }

/// How a message travels. `call` is a person who phones, `automated_call` a machine (ePD 13(1)).
enum class Channel : std::uint8_t { email = 1, sms, call, automated_call, post };
LAWFUL_TERMS(Channel, "email", "sms", "call", "automated_call", "post");

/// What an address is written in: a mailbox, a number, a street.
enum class Medium : std::uint8_t { email = 1, phone, post };
LAWFUL_TERMS(Medium, "email", "phone", "post");

[[nodiscard]] constexpr Medium medium_of(Channel channel) {
    switch (channel) {
        case Channel::email: return Medium::email;
        case Channel::post: return Medium::post;
        default: return Medium::phone;
    }
}

/// Who is behind an address. `personal` becomes `shared` when a second holder comes.
enum class AddressKind : std::uint8_t { personal = 1, shared, role, unassigned };
LAWFUL_TERMS(AddressKind, "personal", "shared", "role", "unassigned");

/// What a purpose's messages are (Tw 11.7(1), ePD 13). The first four are direct marketing.
enum class ContentClass : std::uint8_t {
    commercial = 1, idealistic, charitable, political, operational, service, legal_notice, research
};
LAWFUL_TERMS(ContentClass, "commercial", "idealistic", "charitable", "political", "operational",
             "service", "legal_notice", "research");

[[nodiscard]] constexpr bool is_direct_marketing(ContentClass content) {
    return content <= ContentClass::political;
}

/// GDPR 6(1)(a) to (f).
enum class Basis : std::uint8_t {
    consent = 1, contract, legal_obligation, vital_interest, public_task, legitimate_interest
};
LAWFUL_TERMS(Basis, "consent", "contract", "legal_obligation", "vital_interest", "public_task",
             "legitimate_interest");

/// How somebody agreed. The last five are no consent at all (GDPR recital 32, C-673/17).
enum class ConsentMethod : std::uint8_t {
    signed_form = 1, web_form, email_reply, spoken, in_person, double_opt_in, unknown,
    pre_ticked_box, silence, inactivity, scrolling, terms_accepted
};
LAWFUL_TERMS(ConsentMethod, "signed_form", "web_form", "email_reply", "spoken", "in_person",
             "double_opt_in", "unknown", "pre_ticked_box", "silence", "inactivity", "scrolling",
             "terms_accepted");

/// Who gave the consent: the person, or who speaks for them (GDPR 8, UAVG 5).
enum class GivenBy : std::uint8_t { subject = 1, representative };
LAWFUL_TERMS(GivenBy, "subject", "representative");

/// Where personal data came from (GDPR 13, 14).
enum class SourceKind : std::uint8_t { subject = 1, own_customer, partner, third_party, public_source };
LAWFUL_TERMS(SourceKind, "subject", "own_customer", "partner", "third_party", "public_source");

/// Which law a notice given to a person fulfils.
enum class InformationDuty : std::uint8_t { art13 = 1, art14, notice_change, art18_3 };
LAWFUL_TERMS(InformationDuty, "art13", "art14", "notice_change", "art18_3");

/// GDPR 18(1)(a) to (d).
enum class RestrictionGround : std::uint8_t { accuracy = 1, unlawful, legal_claims, objection };
LAWFUL_TERMS(RestrictionGround, "accuracy", "unlawful", "legal_claims", "objection");

/// GDPR 21(2) needs no reason and has no balancing; 21(1) waits for a decision.
enum class ObjectionKind : std::uint8_t { direct_marketing = 1, own_situation };
LAWFUL_TERMS(ObjectionKind, "direct_marketing", "own_situation");

/// How an objection under GDPR 21(1) ended.
enum class ObjectionOutcome : std::uint8_t { upheld = 1, compelling_grounds };
LAWFUL_TERMS(ObjectionOutcome, "upheld", "compelling_grounds");

/// A recorded fact that a rule of gate 3 (ePrivacy) reads; always with evidence.
enum class GroundKind : std::uint8_t {
    soft_opt_in = 1,        ///< ePD 13(2)
    designated,             ///< Tw 11.7(3)(a): published for receiving such messages
    impersonal,             ///< RD 4 Apr 2003 art. 1, 2° (BE); CNIL generic address (FR)
    professional,           ///< CNIL: subject related to the profession, informed at collection
    outside_eea,            ///< Tw 11.7(3)(b): established outside the EEA, its rules are met
    business_activity,      ///< S.I. 336/2011 reg. 13 (IE)
    presumed_consent,       ///< UWG 7(2) no. 1 (DE): business called with presumed consent
    call_exception          ///< Tw 11.7(2) charities and press (NL); C. conso L223-1 contract (FR)
};
LAWFUL_TERMS(GroundKind, "soft_opt_in", "designated", "impersonal", "professional", "outside_eea",
             "business_activity", "presumed_consent", "call_exception");

/// GDPR 17(1)(a) to (f).
enum class ErasureGround : std::uint8_t {
    unnecessary = 1, consent_withdrawn, objected, unlawful, legal_obligation, child_service
};
LAWFUL_TERMS(ErasureGround, "17(1)(a)", "17(1)(b)", "17(1)(c)", "17(1)(d)", "17(1)(e)", "17(1)(f)");

/// How an event came to be recorded. An `imported` consent never lifts a denial; `replayed`: read
/// from the denial journal after an older copy of the registry was put back.
enum class Origin : std::uint8_t { direct = 1, imported, linked, replayed };
LAWFUL_TERMS(Origin, "direct", "imported", "linked", "replayed");

/// Why a loose key is on the deny list.
enum class SuppressionReason : std::uint8_t { objection = 1, erasure, complaint, bounce, external_list };
LAWFUL_TERMS(SuppressionReason, "objection", "erasure", "complaint", "bounce", "external_list");

/// Which data of a person: what a breach may have laid open (GDPR 33(3)(a), 34), what retention erases apart.
enum class DataCategory : std::uint8_t {
    contact_details = 1, age, guardianship, employment, consent, denials, messages, requests, disclosures,
    special_category, criminal
};
LAWFUL_TERMS(DataCategory, "contact_details", "age", "guardianship", "employment", "consent", "denials", "messages",
             "requests", "disclosures", "special_category", "criminal");

}  // namespace lawful
