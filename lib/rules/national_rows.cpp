// SPDX-License-Identifier: Apache-2.0
#include "rules/national_rows.hpp"

#include <array>
#include <span>

#include "base/text.hpp"

#include <lawful/decision.hpp>

namespace lawful::rules {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

constexpr auto electronic =
    std::to_array<Channel>({Channel::email, Channel::sms, Channel::automated_call});
/// ePD 13(2): the soft opt-in is for electronic mail; no machine may phone on it.
constexpr auto mail = std::to_array<Channel>({Channel::email, Channel::sms});
constexpr auto call = std::to_array<Channel>({Channel::call});
constexpr auto every = std::to_array<Channel>(
    {Channel::email, Channel::sms, Channel::call, Channel::automated_call, Channel::post});

/// As the rules file writes it. An empty country speaks whatever the countries are.
struct Row {
    std::string_view id;
    std::string_view country = {};
    std::string_view when;
    std::string_view code;
    std::string_view article;
    Effect effect = Effect::block;
    std::string_view audience = "any";
    std::string_view ground = {};
    std::string_view lifts = {};
    std::span<const Channel> channels = electronic;
    std::optional<Day> valid_from = {};
    std::optional<Day> valid_to = {};
};

constexpr Day nl_calls_restricted = year{2026} / month{7} / day{1};
constexpr Day fr_calls_restricted = year{2026} / month{8} / day{11};
constexpr Day de_renumbered = year{2022} / month{5} / day{28};

constexpr auto european = std::to_array<Row>({
    {.id = "EU-0", .when = "not_marketing", .code = "A_NOT_DM", .article = "ePD 13(1)",
     .effect = Effect::skip, .channels = every},
    {.id = "EU-1", .country = "EU", .when = "no_consent", .code = "E_EPRIV_CONSENT",
     .article = "ePD 13(1), 13(5)"},
    {.id = "EU-2", .when = "soft_opt_in", .code = "A_SOFT_OPT_IN", .article = "ePD 13(2)",
     .effect = Effect::allow, .ground = "soft_opt_in",
     .lifts = "EU-1 NL-1 BE-1 DE-1 FR-1 XX-1 G2-1", .channels = mail},
    {.id = "EU-3", .when = "soft_opt_in_not_own", .code = "E_SOFT_OPT_IN_NOT_OWN",
     .article = "ePD 13(2)", .ground = "soft_opt_in"},
    {.id = "EU-3", .when = "soft_opt_in_not_needed", .code = "E_SOFT_OPT_IN_NOT_OWN",
     .article = "ePD 13(2)", .effect = Effect::info, .ground = "soft_opt_in"},
    {.id = "EU-4", .when = "always", .code = "E_SENDER_HIDDEN", .article = "ePD 13(4)",
     .effect = Effect::obligation},
    {.id = "EU-4", .when = "always", .code = "E_NO_STOP_ADDRESS", .article = "ePD 13(4)",
     .effect = Effect::obligation},
    {.id = "EU-5", .when = "request_unmailable", .code = "E_CONSENT_REQUEST_IS_DM",
     .article = "ePD 13(1)"},
});

constexpr auto dutch = std::to_array<Row>({
    {.id = "NL-1", .country = "NL", .when = "no_consent", .code = "E_NL_CONSENT",
     .article = "Tw 11.7(1)"},
    {.id = "NL-2", .country = "NL", .when = "ground", .code = "A_NL_DESIGNATED",
     .article = "Tw 11.7(3)(a)", .effect = Effect::allow, .audience = "legal",
     .ground = "designated", .lifts = "NL-1 NL-3"},
    {.id = "NL-2", .country = "NL", .when = "ground", .code = "A_NL_DESIGNATED",
     .article = "Tw 11.7(3)(a)", .effect = Effect::allow, .audience = "professional",
     .ground = "designated", .lifts = "NL-1 NL-3"},
    {.id = "NL-3", .country = "NL", .when = "published", .code = "E_NL_NOT_DESIGNATED",
     .article = "Tw 11.7(3)(a)"},
    {.id = "NL-4", .country = "NL", .when = "outside_eea", .code = "A_NL_OUTSIDE_EEA",
     .article = "Tw 11.7(3)(b)", .effect = Effect::allow, .ground = "outside_eea",
     .lifts = "NL-1"},
    {.id = "NL-5", .country = "NL", .when = "soft_opt_in", .code = "A_SOFT_OPT_IN",
     .article = "Tw 11.7(4)-(5)", .effect = Effect::allow, .ground = "soft_opt_in",
     .lifts = "NL-1", .channels = mail},
    {.id = "NL-6", .country = "NL", .when = "no_consent_nor_customer", .code = "E_NL_CALL_CONSENT",
     .article = "Tw 11.7(2)", .audience = "natural", .ground = "call_exception",
     .channels = call, .valid_to = nl_calls_restricted},
    {.id = "NL-6", .country = "NL", .when = "no_consent_nor_ground", .code = "E_NL_CALL_CONSENT",
     .article = "Tw 11.7(2)", .audience = "natural", .ground = "call_exception",
     .channels = call, .valid_from = nl_calls_restricted},
    {.id = "NL-7", .country = "NL", .when = "always", .code = "E_NL_IDENTITY",
     .article = "Tw 11.7(7)", .effect = Effect::obligation},
    {.id = "NL-8", .country = "NL", .when = "not_marketing", .code = "A_NL_OUT_OF_SCOPE",
     .article = "Tw 11.7(1)", .effect = Effect::allow, .lifts = "NL-1 NL-3"},
});

constexpr auto belgian = std::to_array<Row>({
    {.id = "BE-1", .country = "BE", .when = "no_consent", .code = "E_BE_CONSENT",
     .article = "CEL/WER XII.13 par.1"},
    {.id = "BE-2", .country = "BE", .when = "ground", .code = "A_BE_IMPERSONAL",
     .article = "Royal Decree 4 Apr 2003 art 1, 2°", .effect = Effect::allow,
     .audience = "legal", .ground = "impersonal", .lifts = "BE-1", .channels = mail},
    {.id = "BE-3", .country = "BE", .when = "named", .code = "E_BE_NAMED_ADDRESS",
     .article = "RD 4 Apr 2003"},
    {.id = "BE-4", .country = "BE", .when = "soft_opt_in", .code = "A_SOFT_OPT_IN",
     .article = "RD 4 Apr 2003 art 1, 1° a)-c)", .effect = Effect::allow,
     .ground = "soft_opt_in", .lifts = "BE-1 BE-3", .channels = mail},
    {.id = "BE-5", .country = "BE", .when = "always", .code = "E_BE_NO_OPTOUT",
     .article = "XII.13 par.2", .effect = Effect::obligation},
    {.id = "BE-6", .country = "BE", .when = "denied", .code = "O_BE_ACK",
     .article = "RD 4 Apr 2003 art 2", .effect = Effect::obligation, .channels = mail},
    {.id = "BE-7", .country = "BE", .when = "always", .code = "E_BE_NOT_IDENTIFIABLE",
     .article = "XII.12", .effect = Effect::obligation},
});

constexpr auto german = std::to_array<Row>({
    {.id = "DE-1", .country = "DE", .when = "no_consent", .code = "E_DE_CONSENT",
     .article = "UWG 7(2) Nr. 3", .valid_to = de_renumbered},
    {.id = "DE-1", .country = "DE", .when = "no_consent", .code = "E_DE_CONSENT",
     .article = "UWG 7(2) Nr. 2", .valid_from = de_renumbered},
    {.id = "DE-2", .country = "DE", .when = "soft_opt_in", .code = "A_SOFT_OPT_IN",
     .article = "UWG 7(3) Nr. 1-4", .effect = Effect::allow, .ground = "soft_opt_in",
     .lifts = "DE-1", .channels = mail},
    {.id = "DE-3", .country = "DE", .when = "no_consent", .code = "E_DE_CALL",
     .article = "UWG 7(2) Nr. 1", .audience = "consumer", .channels = call},
    {.id = "DE-3", .country = "DE", .when = "no_consent_nor_ground", .code = "E_DE_CALL",
     .article = "UWG 7(2) Nr. 1", .audience = "professional", .ground = "presumed_consent",
     .channels = call},
    {.id = "DE-3", .country = "DE", .when = "no_consent_nor_ground", .code = "E_DE_CALL",
     .article = "UWG 7(2) Nr. 1", .audience = "legal", .ground = "presumed_consent",
     .channels = call},
    {.id = "DE-4", .country = "DE", .when = "consent_used", .code = "O_DE_7A",
     .article = "UWG 7a(1)-(2)", .effect = Effect::obligation, .audience = "consumer",
     .channels = call},
});

constexpr auto french = std::to_array<Row>({
    {.id = "FR-1", .country = "FR", .when = "no_consent", .code = "E_FR_CONSENT",
     .article = "CPCE L34-5 al. 1", .audience = "natural"},
    {.id = "FR-2", .country = "FR", .when = "ground", .code = "A_FR_B2B",
     .article = "CNIL page of 10 Jun 2026", .effect = Effect::allow,
     .audience = "professional", .ground = "professional", .lifts = "FR-1", .channels = mail},
    {.id = "FR-3", .country = "FR", .when = "ground", .code = "A_FR_GENERIC", .article = "CNIL",
     .effect = Effect::allow, .audience = "legal", .ground = "impersonal", .lifts = "FR-1",
     .channels = mail},
    {.id = "FR-4", .country = "FR", .when = "soft_opt_in", .code = "A_SOFT_OPT_IN",
     .article = "CPCE L34-5 al. 4", .effect = Effect::allow, .ground = "soft_opt_in",
     .lifts = "FR-1", .channels = mail},
    {.id = "FR-5", .country = "FR", .when = "no_consent_nor_ground", .code = "E_FR_CALL",
     .article = "C. conso L223-1", .audience = "consumer", .ground = "call_exception",
     .channels = call, .valid_from = fr_calls_restricted},
});

constexpr auto others = std::to_array<Row>({
    {.id = "XX-1", .country = "AT", .when = "no_consent", .code = "E_AT_CONSENT",
     .article = "TKG 2021 174(3)"},
    {.id = "XX-1", .country = "ES", .when = "no_consent", .code = "E_ES_CONSENT",
     .article = "LSSI 21"},
    {.id = "XX-1", .country = "IT", .when = "no_consent", .code = "E_IT_CONSENT",
     .article = "Codice Privacy 130"},
    {.id = "XX-1", .country = "IE", .when = "no_consent", .code = "E_IE_CONSENT",
     .article = "S.I. 336/2011 reg 13"},
    {.id = "XX-2", .country = "IE", .when = "not_denied", .code = "A_IE_BUSINESS",
     .article = "S.I. 336/2011 reg 13(2),(4)", .effect = Effect::allow, .audience = "legal",
     .lifts = "XX-1", .channels = mail},
    {.id = "XX-2", .country = "IE", .when = "ground", .code = "A_IE_BUSINESS",
     .article = "S.I. 336/2011 reg 13(2),(4)", .effect = Effect::allow,
     .audience = "professional", .ground = "business_activity", .lifts = "XX-1",
     .channels = mail},
});

NationalRow record_of(const Row& row) {
    return {.id = std::string(row.id),
            .country = std::string(row.country),
            .when = std::string(row.when),
            .ground = std::string(row.ground),
            .audience = std::string(row.audience),
            .channels = {row.channels.begin(), row.channels.end()},
            .effect = std::string(wire_name(row.effect)),
            .code = std::string(row.code),
            .lifts = row.lifts.empty() ? std::vector<std::string>{} : split(row.lifts, ' '),
            .article = std::string(row.article),
            .valid_from = row.valid_from,
            .valid_to = row.valid_to};
}

std::vector<NationalRow> all_rows() {
    std::vector<NationalRow> rows;
    const auto add = [&](std::span<const Row> some) {
        for (const auto& row : some) rows.push_back(record_of(row));
    };
    for (const auto& some : {std::span<const Row>(european), std::span<const Row>(dutch),
                             std::span<const Row>(belgian), std::span<const Row>(german),
                             std::span<const Row>(french), std::span<const Row>(others)}) {
        add(some);
    }
    return rows;
}

}  // namespace

const std::vector<NationalRow>& national_rows() {
    static const std::vector<NationalRow> rows = all_rows();
    return rows;
}

std::string_view national_rows_version() { return "2026-11-23"; }

}  // namespace lawful::rules
