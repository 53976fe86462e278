// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "rules/facts.hpp"

namespace lawful::rules {

/// Whose consent may lift a denial, and the first event that counts.
struct Voice {
    const SubjectState* state = nullptr;
    EventIndex from = 0;
};

/// The person of a view under another id, and whose consent may lift what was denied there.
struct Member {
    RecipientId id;
    const SubjectState* state = nullptr;
    std::vector<Voice> voices;
};

/// One of those who must all pass: a present holder, or the role address itself.
struct View {
    const Facts& facts;
    const SubjectState* person = nullptr;        ///< none: a role address
    std::optional<RecipientId> id{};
    const SubjectState* organisation = nullptr;  ///< the person's, or the role address's
    std::vector<const SubjectState*> own;        ///< whose consent and retention count
    std::vector<const SubjectState*> involved;   ///< whose bases and grounds count
    std::vector<const SubjectState*> denying;    ///< whose denials count
    std::vector<Voice> voices{};                 ///< whose consent lifts them, but those of `merged`
    std::vector<Member> merged{};                ///< with `own`, whose consent counts

    [[nodiscard]] const Purpose& purpose() const { return *facts.purpose; }
    [[nodiscard]] Day today() const { return facts.zone->day_of(facts.now); }

    /// ISO 3166-1 alpha-2 of the recipient; empty: unknown.
    [[nodiscard]] std::string_view country() const;
    /// A role address of a legal person.
    [[nodiscard]] bool is_legal_person() const;
};

/// Everyone behind the address; none when nobody is known to be (G1-8).
[[nodiscard]] std::vector<View> views_of(const Facts& facts);

/// An address with nobody behind it: only its own denials speak, and nothing lifts them.
[[nodiscard]] View unheld(const Facts& facts);

/// True where 6(1)(e) or (f) is declared for the purpose, valid or not: GDPR 21(1) speaks of both.
[[nodiscard]] bool rests_on_balance(const View& view);

/// Direct marketing, or the request for consent to it (EU-5).
[[nodiscard]] bool is_marketing(const Purpose& purpose);

[[nodiscard]] bool allows(const Purpose& purpose, Basis basis);

/// The scope of a denial: nothing said means everything.
template <class Scoped>
[[nodiscard]] bool covers(const Scoped& denial, const Facts& facts) {
    return (!denial.purpose || *denial.purpose == facts.purpose->id) &&
           (!denial.channel || *denial.channel == facts.channel);
}

/// A list of purposes where none means every one.
[[nodiscard]] inline bool covers(const std::vector<std::string>& purposes, const Purpose& purpose) {
    return purposes.empty() ||
           std::find(purposes.begin(), purposes.end(), purpose.id) != purposes.end();
}

}  // namespace lawful::rules
