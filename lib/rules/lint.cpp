// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "rules/rule_table.hpp"
#include "rules/view.hpp"

#include <lawful/policy.hpp>

namespace lawful {
namespace {

bool has_electronic_channel(const Purpose& purpose) {
    return std::any_of(purpose.channels.begin(), purpose.channels.end(), [](Channel channel) {
        return channel == Channel::email || channel == Channel::sms ||
               channel == Channel::automated_call;
    });
}

bool is_harder_than_consenting(const WithdrawalPath& path) {
    return path.steps > path.consent_steps || path.login || path.payment || !path.same_channel;
}

bool is_one_click(const UnsubscribeHandler& handler) {
    return !handler.login && !handler.get_changes_state && !handler.redirect && !handler.cookie;
}

class Linter {
public:
    explicit Linter(const Policy& policy) : policy_(policy) {}

    std::vector<LintFinding> findings() {
        for (const auto& purpose : policy_.purposes) {
            where_ = "purposes." + purpose.id;
            if (rules::allows(purpose, Basis::consent)) check_consent(purpose);
            check_interest(purpose);
            check_marketing(purpose);
            check_retention(purpose);
        }
        for (const auto& basis : policy_.organisation_bases) check(basis);
        for (const auto& rule : policy_.retention) check(rule);
        return std::move(findings_);
    }

private:
    void add(std::string code, std::string article, std::string message, bool blocking = false) {
        findings_.push_back(
            {std::move(code), std::move(article), where_, std::move(message), blocking});
    }

    void block(std::string code, std::string article, std::string message) {
        add(std::move(code), std::move(article), std::move(message), true);
    }

    void add_rule(std::string_view rule, std::string_view code, std::string message,
                  bool blocking = false) {
        add(std::string(code), std::string(rules::article_of(rule, code)), std::move(message),
            blocking);
    }

    void check_consent(const Purpose& purpose) {
        if (purpose.consent_conditional) {
            add_rule("G2-7", "E_CONSENT_NOT_FREE",
                     "a service depends on consent that it does not need", true);
        }
        if (is_harder_than_consenting(purpose.withdrawal)) {
            add_rule("G2-10", "E_WITHDRAWAL_HARDER", "withdrawing is harder than consenting");
        }
        const bool noticed = std::any_of(
            policy_.notices.begin(), policy_.notices.end(),
            [&](const Notice& notice) { return notice.purpose == purpose.id; });
        if (!noticed) {
            add("L_CONSENT_WITHOUT_NOTICE", "GDPR 7(1)",
                "no notice is declared, so no consent can be shown to be informed");
        }
        if (!purpose.validity && !purpose.refresh_interval) {
            add("L_CONSENT_NEVER_REFRESHED", "EDPB 05/2020 paras 110-111",
                "consent neither ends nor is ever refreshed");
        }
    }

    void check_interest(const Purpose& purpose) {
        if (!rules::allows(purpose, Basis::legitimate_interest)) return;
        if (policy_.controller.public_authority && purpose.within_public_task) {
            add("L_LI_PUBLIC_AUTHORITY", "GDPR 6(1) second subparagraph",
                "a public authority has no legitimate interest in the performance of its tasks");
        }
        if (purpose.bases.size() == 1 && rules::is_marketing(purpose) &&
            has_electronic_channel(purpose)) {
            add("L_LI_ELECTRONIC_MARKETING", "ePD 13(1)",
                "legitimate interest alone does not open an electronic channel to marketing");
        }
    }

    void check_marketing(const Purpose& purpose) {
        if (!rules::is_marketing(purpose)) return;
        if (policy_.controller.stop_address.empty()) {
            add("L_NO_STOP_ADDRESS", "ePD 13(4)",
                "the controller declares no address for stop requests");
        }
        if (!is_one_click(purpose.unsubscribe)) {
            add_rule("G5-2", "E_UNSUB_NOT_ONE_CLICK",
                     "unsubscribing needs a login, a cookie, a redirect or works by GET");
        }
    }

    void check_retention(const Purpose& purpose) {
        const bool kept = std::any_of(
            policy_.retention.begin(), policy_.retention.end(),
            [&](const RetentionRule& rule) { return rule.purpose == purpose.id; });
        if (!kept) block("L_NO_RETENTION", "GDPR 5(1)(e)", "no retention rule is declared");
    }

    void check(const RetentionRule& rule) {
        where_ = rule.purpose.empty() ? "retention" : "retention." + rule.purpose;
        const auto wants = [&](bool sound, const char* message) {
            if (!sound) block("L_RETENTION_RULE", "GDPR 5(1)(e)", message);
        };
        const bool of_category = rule.action == RetentionAction::erase_category;
        wants(rule.category.has_value() == of_category || rule.action == RetentionAction::review,
              "a category of data is what erase_category erases, and nothing else does");
        using enum DataCategory;
        wants(!rule.category || rule.category == messages || rule.category == requests || rule.category == disclosures,
              "messages, closed requests and disclosures are what can be erased apart");
        wants(!rule.category || rule.purpose.empty(), "a category of data has no purpose");
        wants(rule.action != RetentionAction::erase_purpose || !rule.purpose.empty(),
              "erase_purpose needs a purpose");
        wants(!rule.proof_kept || rule.action == RetentionAction::erase_purpose ||
                  rule.action == RetentionAction::erase_person,
              "proof is kept of what is erased");
    }

    /// By purpose: an organisation's name has no place in a finding.
    void check(const OrganisationBasis& basis) {
        where_ = "organisation_bases." + basis.purpose;
        const bool by_law =
            basis.basis == Basis::public_task || basis.basis == Basis::legal_obligation;
        if (by_law && basis.provision.empty()) {
            add("L_BASIS_WITHOUT_PROVISION", "GDPR 6(3)", "the basis cites no law");
        }
    }

    const Policy& policy_;
    std::string where_;
    std::vector<LintFinding> findings_;
};

}  // namespace

std::vector<LintFinding> lint(const Policy& policy) { return Linter(policy).findings(); }

}  // namespace lawful
