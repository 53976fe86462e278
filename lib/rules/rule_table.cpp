// SPDX-License-Identifier: Apache-2.0
#include "rules/rule_table.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <utility>

#include <lawful/error.hpp>

namespace lawful::rules {
namespace {

struct Rule {
    std::string_view id;
    std::string_view code = {};
    std::string_view article = {};
    Stage stage = Stage::may_send;
};

constexpr auto table = std::to_array<Rule>({
    {"G0-1", "E_ADDR_INVALID", "RFC 5321 4.1.2, 4.5.3.1"},
    {"G0-2", "E_PURPOSE_UNREGISTERED", "GDPR 5(1)(b), 5(2), 30(1)(b)"},
    {"G0-3", "W_JURISDICTION_UNKNOWN", "ePD 13(5)"},
    {"G0-4", "W_TWO_JURISDICTIONS", "Dir. 2000/31 art 3(3)+Annex"},
    {"G1-1", "E_OBJECTED_DM", "GDPR 21(2), 21(3)"},
    {"G1-2", "E_SUPPRESSED", "GDPR 21(3), 5(1)(c)"},
    {"G1-3", "E_OBJECTION_PENDING", "GDPR 21(1), 18(1)(d)"},
    {"G1-4", "E_RESTRICTED", "GDPR 18(1)-(2)"},
    {"G1-5", "E_ERASED", "GDPR 17(1)"},
    {"G1-6", "E_RETENTION_EXPIRED", "GDPR 5(1)(e)"},
    {"G1-7", "E_CONSENT_REFUSED", "GDPR 7(3), 21"},
    {"G1-7", "E_CONSENT_WITHDRAWN", "GDPR 7(3), 21"},
    {"G1-7", "E_OBJECTED", "GDPR 7(3), 21"},
    {"G1-8", "E_UNKNOWN_ADDRESS", "GDPR 5(2)"},
    {"G2-1", "E_NO_BASIS", "GDPR 6(1), 5(2)"},
    {"G2-2", "A_CONSENT", "GDPR 6(1)(a)"},
    {"G2-3", "E_CONSENT_NONE", "GDPR 6(1)(a)"},
    {"G2-3", "E_CONSENT_REQUESTED", "GDPR 6(1)(a)"},
    {"G2-3", "E_CONSENT_REFUSED", "GDPR 6(1)(a)"},
    {"G2-3", "E_CONSENT_WITHDRAWN", "GDPR 6(1)(a)"},
    {"G2-3", "E_CONSENT_EXPIRED", "GDPR 6(1)(a)"},
    {"G2-3", "E_CONSENT_INVALIDATED", "GDPR 6(1)(a)"},
    {"G2-3", "E_CONSENT_UNCONFIRMED", "GDPR 6(1)(a)"},
    {"G2-4", "E_CONSENT_NOT_DEMONSTRABLE", "GDPR 7(1), Rec 42"},
    {"G2-5", "E_CONSENT_NOT_UNAMBIGUOUS", "GDPR 4(11), Rec 32"},
    {"G2-6", "E_CONSENT_NOT_SPECIFIC", "GDPR 7(2), Rec 32, Rec 43"},
    {"G2-7", "E_CONSENT_NOT_FREE", "GDPR 7(4), Rec 43", Stage::policy_lint},
    {"G2-8", "W_CONSENT_IMBALANCE", "Rec 43"},
    {"G2-9", "E_CONSENT_WITHDRAWN", "GDPR 7(3)"},
    {"G2-10", "E_WITHDRAWAL_HARDER", "GDPR 7(3)", Stage::policy_lint},
    {"G2-11", "E_CONSENT_SCOPE_CHANGED", "EDPB 05/2020 para 110"},
    {"G2-12", "W_CONSENT_REFRESH_DUE", "EDPB 05/2020 paras 110-111"},
    {"G2-13", "E_BASIS_SWAP", "EDPB 05/2020"},
    {"G2-14", "E_CHILD_CONSENT", "GDPR 8(1)-(2)"},
    {"G2-15", "E_REPRESENTATIVE_REQUIRED", "UAVG art 5(1),(2),(5)"},
    {"G2-16", "E_SPECIAL_CATEGORY", "GDPR 9(1)-(2)"},
    {"G2-17", "E_CRIMINAL_DATA", "GDPR 10"},
    {"G2-18", "E_LI_PUBLIC_AUTHORITY", "GDPR 6(1) second subparagraph"},
    {"G2-19", "E_LIA_MISSING", "GDPR 6(1)(f), 5(2)"},
    {"G2-20", "E_NO_LEGAL_PROVISION", "GDPR 6(3)"},
    {"G2-21", "E_BASIS_UNSUITABLE", "GDPR 6(1)(b),(d)"},
    {"G2-22", "E_PURPOSE_INCOMPATIBLE", "GDPR 5(1)(b), 6(4)"},
    {"EU-0"},
    {"EU-1"},
    {"EU-2"},
    {"EU-3"},
    {"EU-4", {}, {}, Stage::release},
    {"EU-5"},
    {"NL-1"},
    {"NL-2"},
    {"NL-3"},
    {"NL-4"},
    {"NL-5"},
    {"NL-6"},
    {"NL-7", {}, {}, Stage::release},
    {"NL-8"},
    {"BE-1"},
    {"BE-2"},
    {"BE-3"},
    {"BE-4"},
    {"BE-5", {}, {}, Stage::release},
    {"BE-6"},
    {"BE-7", {}, {}, Stage::release},
    {"DE-1"},
    {"DE-2"},
    {"DE-3"},
    {"DE-4"},
    {"FR-1"},
    {"FR-2"},
    {"FR-3"},
    {"FR-4"},
    {"FR-5"},
    {"XX-1"},
    {"XX-2"},
    {"G4-1", "E_ART13_MISSING", "GDPR 13(1)-(2)"},
    {"G4-2", "E_ART14_OVERDUE", "GDPR 14(3)(a)-(c)"},
    {"G4-3", "E_ART14_FIRST_MESSAGE", "GDPR 14(3)(b)", Stage::release},
    {"G4-4", "E_ART21_4", "GDPR 21(4)", Stage::release},
    {"G4-5", "E_ART14_EXEMPTION_UNDOCUMENTED", "GDPR 14(5), 5(2)"},
    {"G4-6", "W_NOTICE_CHANGE", "WP260 paras 29-31"},
    {"G5-1", "W_NO_ONE_CLICK", "RFC 8058 3.1", Stage::release},
    {"G5-2", "E_UNSUB_NOT_ONE_CLICK", "RFC 8058 3.1", Stage::policy_lint},
});

/// Places in the table, sorted by id: rules are looked up many times an answer.
constexpr auto by_id = [] {
    std::array<std::size_t, table.size()> places{};
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::sort(places.begin(), places.end(), [](std::size_t left, std::size_t right) {
        return std::pair(table[left].id, left) < std::pair(table[right].id, right);
    });
    return places;
}();

/// Where the entries of that id would begin.
auto entries_from(std::string_view id) {
    return std::lower_bound(by_id.begin(), by_id.end(), id, [](std::size_t place, std::string_view one) {
        return table[place].id < one;
    });
}

const Rule* first_of(std::string_view id) {
    const auto found = entries_from(id);
    return found == by_id.end() || table[*found].id != id ? table.end() : &table[*found];
}

}  // namespace

std::size_t rule_order(std::string_view rule) {
    return static_cast<std::size_t>(first_of(rule) - table.begin());
}

Stage stage_of(std::string_view rule) {
    const Rule* found = first_of(rule);
    return found == table.end() ? Stage::may_send : found->stage;
}

std::string_view article_of(std::string_view rule, std::string_view code) {
    for (auto at = entries_from(rule); at != by_id.end() && table[*at].id == rule; ++at) {
        if (table[*at].code == code) return table[*at].article;
    }
    throw Error(ErrorCode::internal, "no article for rule " + std::string(rule));
}

std::vector<std::string_view> codes() {
    std::vector<std::string_view> out{"A_BASIS", "E_RESTORED_WITHOUT_JOURNAL"};
    for (const auto& rule : table) {
        if (!rule.code.empty()) out.push_back(rule.code);
    }
    return out;
}

}  // namespace lawful::rules
