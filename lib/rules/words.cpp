// SPDX-License-Identifier: Apache-2.0
#include "rules/words.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace lawful::rules {
namespace {

struct Meaning {
    std::string_view code;
    std::string_view words;
};

constexpr auto meanings = std::to_array<Meaning>({
    {"E_ADDR_INVALID", "This is not an address."},
    {"E_PURPOSE_UNREGISTERED", "The policy does not declare this purpose for this channel."},
    {"W_JURISDICTION_UNKNOWN", "The country is not on record, so the strictest law is applied."},
    {"W_TWO_JURISDICTIONS", "Sender and recipient are in different countries; both laws are applied."},
    {"E_OBJECTED_DM", "There is an objection to direct marketing. It is absolute."},
    {"E_SUPPRESSED", "The address is on the deny list and may not come back."},
    {"E_OBJECTION_PENDING", "There is an objection that has not been decided yet."},
    {"E_RESTRICTED", "Processing was restricted: the data may be kept and not used."},
    {"E_ERASED", "Somebody concerned was erased. What was on record then can no longer be known."},
    {"E_RESTORED_WITHOUT_JOURNAL",
     "Denials may be missing since a backup was restored, so everything is denied."},
    {"E_RETENTION_EXPIRED", "The retention period is over: the data should no longer be used."},
    {"E_CONSENT_REFUSED", "Consent was asked for and refused."},
    {"E_CONSENT_WITHDRAWN", "Consent was withdrawn."},
    {"E_OBJECTED", "There is an objection to this use."},
    {"E_UNKNOWN_ADDRESS", "Nobody is known to read this address."},
    {"E_NO_BASIS", "There is no lawful basis for this purpose."},
    {"A_CONSENT", "There is valid consent for this purpose, channel and address."},
    {"A_BASIS", "There is a valid lawful basis other than consent."},
    {"E_CONSENT_NONE", "Consent is needed and was never given."},
    {"E_CONSENT_REQUESTED", "Consent was asked for and has not been given."},
    {"E_CONSENT_EXPIRED", "The consent is older than the policy allows."},
    {"E_CONSENT_INVALIDATED", "The consent turned out not to be valid."},
    {"E_CONSENT_UNCONFIRMED", "The consent was not confirmed (double opt-in)."},
    {"E_CONSENT_NOT_DEMONSTRABLE",
     "It cannot be shown who consented, when, how, and to which text."},
    {"E_CONSENT_NOT_UNAMBIGUOUS", "The consent was not a clear affirmative act."},
    {"E_CONSENT_NOT_SPECIFIC", "The consent was not given separately for this purpose."},
    {"E_CONSENT_SCOPE_CHANGED", "The purpose changed after the consent was given."},
    {"W_CONSENT_REFRESH_DUE", "The consent is due to be asked for again."},
    {"W_CONSENT_IMBALANCE", "The parties are unequal: consent may not be free."},
    {"E_BASIS_SWAP", "After a refusal another basis may not take the place of consent."},
    {"E_CHILD_CONSENT", "A child cannot give this consent without a parent."},
    {"E_REPRESENTATIVE_REQUIRED", "A legal representative has to consent."},
    {"E_SPECIAL_CATEGORY", "Special categories of data need explicit consent or an exception."},
    {"E_CRIMINAL_DATA", "Data about criminal offences may not be used for this."},
    {"E_LI_PUBLIC_AUTHORITY", "A public authority cannot rely on legitimate interest for its tasks."},
    {"E_LIA_MISSING", "The balancing test of the legitimate interest is not on file."},
    {"E_NO_LEGAL_PROVISION", "No law is named for the legal obligation or public task."},
    {"E_EPRIV_CONSENT", "Electronic direct marketing needs consent beforehand."},
    {"E_NL_CONSENT", "Dutch law asks for consent before this message."},
    {"A_SOFT_OPT_IN", "An existing customer or donor may be written to about something similar."},
    {"A_NL_DESIGNATED", "The address was published for this kind of message."},
    {"A_NOT_DM", "This is not direct marketing: no consent is needed for the channel."},
    {"E_ART13_MISSING", "The person was not informed when the data were collected."},
    {"E_ART14_OVERDUE", "The person should have been told where the data came from, and was not."},
    {"E_ART14_FIRST_MESSAGE", "The first message has to say where the data came from."},
    {"E_ART14_EXEMPTION_UNDOCUMENTED", "An exemption from informing is claimed without its reason."},
    {"E_ART21_4", "The right to object has to be brought to the person's attention."},
    {"W_NOTICE_CHANGE", "The notice changed since the person was informed."},
    {"E_PURPOSE_INCOMPATIBLE", "The data were collected for another purpose."},
    {"E_UNSUB_NOT_ONE_CLICK", "The message has to offer leaving with one click."},
    {"W_NO_ONE_CLICK", "The message should offer leaving with one click."},
    {"E_SENDER_HIDDEN", "The message has to say who sends it."},
    {"E_NO_STOP_ADDRESS", "The message has to name where to write to stop it."},
    {"E_NL_IDENTITY", "The message has to say who sends it and how to stop it."},
});

std::string scope(const std::optional<std::string>& purpose) {
    return purpose ? fmt::format(" for the purpose {}", *purpose) : " for every purpose";
}

std::string scope(const std::string& purpose) { return " for the purpose " + purpose; }

std::string spaced(std::string_view kind) {
    std::string words(kind);
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::string details(const ConsentGiven& given) {
    auto words = scope(given.purpose) + fmt::format(", by {}", spaced(wire_name(given.method)));
    if (given.notice) {
        words += fmt::format(", with the notice {} version {}", given.notice->language,
                             given.notice->version);
    }
    return words + (given.evidence.empty() ? ", without evidence on file" : ", evidence on file");
}

std::string details(const EventBody& body) {
    return std::visit(
        [](const auto& one) -> std::string {
            if constexpr (requires { one.given_by; }) {
                return details(one);
            } else if constexpr (requires { one.basis; one.purpose; }) {
                return fmt::format("{}, GDPR 6(1), {}", scope(one.purpose),
                                   spaced(wire_name(one.basis)));
            } else if constexpr (std::is_same_v<std::decay_t<decltype(one)>, RequestOpened>) {
                return fmt::format(", {}{}", spaced(wire_name(one.type)), one.kind ? scope(one.purpose) : "");
            } else if constexpr (requires { one.purpose; }) {
                return scope(one.purpose);
            } else {
                return {};
            }
        },
        body);
}

}  // namespace

std::string words_of(const Reason& reason) {
    const auto* found = std::find_if(meanings.begin(), meanings.end(), [&](const Meaning& one) {
        return one.code == reason.code;
    });
    auto words = found != meanings.end()
                     ? std::string(found->words)
                     : fmt::format("Rule {} of {} applies.", reason.rule, reason.article);
    if (reason.effect == Effect::info) words += " (This did not change the answer.)";
    return words;
}

std::string words_of(const Decision& decision) {
    switch (decision.verdict) {
        case Verdict::allow: return "The message may be sent.";
        case Verdict::allow_with_obligations:
            return "The message may be sent, if what is listed under obligations is done.";
        case Verdict::deny: break;
    }
    return "The message may not be sent.";
}

std::string words_of(const RecordedEvent& recorded) {
    const auto& event = recorded.event;
    auto words = fmt::format("{}{}: happened {}, recorded {}", spaced(kind_of(event.body)),
                             details(event.body), to_string(event.occurred),
                             to_string(event.recorded));
    if (event.origin != Origin::direct) words += fmt::format(" ({})", wire_name(event.origin));
    return words;
}

}  // namespace lawful::rules
