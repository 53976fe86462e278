// SPDX-License-Identifier: Apache-2.0
#include "registry/duty_lists.hpp"
#include "registry/pages.hpp"
#include "rules/ageing.hpp"

namespace lawful::registry {
namespace {

class AgeingList {
public:
    AgeingList(const View& view, std::int32_t within_days, const std::function<void(const AgeingConsent&)>& each)
        : policy_(view.policy()), now_(view.now()), today_(policy_->zone.day_of(now_)),
          until_(add(today_, Period{.days = within_days})), each_(each) {}

    void add_subject(const store::SubjectRow& row) const {
        if (is_erased(row)) return;
        const auto state = rules::decode_state(row.state);
        for (const auto* consent : rules::standing_consents(state, policy_->policy, policy_->zone, today_)) {
            add_consent(row.subject, *consent);
        }
    }

private:
    void add_consent(const Subject& subject, const rules::Consent& consent) const {
        const auto& purpose = policy_->purpose(consent.purpose);
        const auto end = rules::consent_end(consent, purpose, policy_->zone);
        const auto refresh = rules::refresh_due(consent, purpose, policy_->zone);
        AgeingConsent row{.subject = subject,
                          .consent = consent.index,
                          .purpose = consent.purpose,
                          .channel = consent.channel,
                          .given = policy_->zone.day_of(consent.occurred),
                          .last_day = last_day(end),
                          .refresh_by = last_day(refresh),
                          .expired = end && *end <= now_,
                          .refresh_due = refresh && *refresh <= now_};
        const auto is_near = [&](const std::optional<Day>& day) { return day && *day <= until_; };
        if (is_near(row.last_day) || is_near(row.refresh_by)) each_(row);
    }

    [[nodiscard]] std::optional<Day> last_day(const std::optional<Instant>& end) const {
        if (!end) return std::nullopt;
        return policy_->zone.day_of(*end - std::chrono::milliseconds{1});
    }

    PolicyPointer policy_;
    Instant now_;
    Day today_;
    Day until_;
    const std::function<void(const AgeingConsent&)>& each_;
};

}  // namespace

void list_ageing(const store::ReadTransaction& from, const View& view, std::int32_t within_days,
                 const std::function<void(const AgeingConsent&)>& each) {
    const AgeingList list(view, within_days, each);
    for (const auto kind : {SubjectKind::recipient, SubjectKind::address, SubjectKind::organisation}) {
        each_subject(from, kind, [&](const auto& id) { list.add_subject(from.subject(id).value()); });
    }
}

}  // namespace lawful::registry
