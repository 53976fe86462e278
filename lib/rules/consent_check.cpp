// SPDX-License-Identifier: Apache-2.0
#include "rules/consent_check.hpp"

#include "rules/ageing.hpp"
#include "rules/denials.hpp"
#include "rules/eea.hpp"

namespace lawful::rules {
namespace {

constexpr int uavg_age = 16;

/// GDPR 8, UAVG 5: recorded minors and people under guardianship. A consent that a child could not
/// give does not heal with age, so the age counts at the day it was given.
class Minority {
public:
    Minority(const View& view, const PersonFacts& person, const Consent& consent)
        : view_(view),
          person_(person),
          given_(view.facts.zone->day_of(consent.occurred)) {}

    /// Art. 8 GDPR: a service offered directly to a child.
    bool needs_parent() const {
        return view_.purpose().information_society_service &&
               is_younger(child_age(view_.country(), given_));
    }

    /// UAVG 5(1), (2), (5): where Art. 8 does not apply. An unknown country may be the Netherlands.
    bool needs_representative() const {
        const bool dutch = view_.country() == "NL" || view_.country().empty();
        if (!dutch || view_.purpose().help_service) return false;
        return person_.under_guardianship ||
               (!view_.purpose().information_society_service && is_younger(uavg_age));
    }

private:
    /// An age on record that cannot be read counts as a child's.
    bool is_younger(int age) const {
        if (!person_.born) return person_.age_recorded;
        return given_ < birthday(*person_.born, age);
    }

    const View& view_;
    const PersonFacts& person_;
    Day given_;
};

class Examination {
public:
    Examination(const View& view, const Consent& consent) : view_(view), consent_(consent) {}

    std::vector<Failure> failures() {
        expect(!consent_.invalidated, "G2-3", "E_CONSENT_INVALIDATED");
        if (consent_.invalidated) return std::move(failures_);
        expect(consent_.demonstrable, "G2-4", "E_CONSENT_NOT_DEMONSTRABLE");
        expect(is_unambiguous(consent_.method), "G2-5", "E_CONSENT_NOT_UNAMBIGUOUS");
        expect(consent_.specific, "G2-6", "E_CONSENT_NOT_SPECIFIC");
        expect(!is_unconfirmed(consent_, view_.purpose()), "G2-3", "E_CONSENT_UNCONFIRMED");
        expect(!has_ended(), "G2-3", "E_CONSENT_EXPIRED");
        expect(!has_outgrown(), "G2-11", "E_CONSENT_SCOPE_CHANGED");
        check_minority();
        return std::move(failures_);
    }

private:
    void expect(bool holds, std::string_view rule, std::string_view code) {
        if (!holds) failures_.push_back({rule, code, behind(consent_)});
    }

    bool has_ended() const {
        const auto end = consent_end(consent_, view_.purpose(), *view_.facts.zone);
        return end && *end <= view_.facts.now;
    }

    bool has_outgrown() const {
        return rules::has_outgrown(consent_, view_.purpose(), *view_.facts.zone, view_.today());
    }

    void check_minority() {
        if (!view_.person || !view_.person->person) return;
        if (consent_.given_by == GivenBy::representative) return;
        check_minority(*view_.person->person);
        for (const auto& member : view_.merged) {
            if (member.state->person) check_minority(*member.state->person);
        }
    }

    void check_minority(const PersonFacts& person) {
        const Minority minority(view_, person, consent_);
        expect(!minority.needs_parent(), "G2-14", "E_CHILD_CONSENT");
        expect(!minority.needs_representative(), "G2-15", "E_REPRESENTATIVE_REQUIRED");
    }

    const View& view_;
    const Consent& consent_;
    std::vector<Failure> failures_;
};

}  // namespace

std::vector<Failure> faults_of(const View& view, const Consent& consent) {
    return Examination(view, consent).failures();
}

void note_changes(const View& view, const Consent& consent, Answer& answer) {
    if (const auto end = consent_end(consent, view.purpose(), *view.facts.zone)) answer.changes_at(*end);
    const auto& changed = view.purpose().scope_changed;
    if (changed) answer.changes_at(view.facts.zone->start_of(*changed));
}

}  // namespace lawful::rules
