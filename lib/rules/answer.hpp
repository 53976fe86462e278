// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include <lawful/decision.hpp>
#include <lawful/events.hpp>

namespace lawful::rules {

/// The event behind a reason, where there is one.
struct Behind {
    std::optional<Instant> since;
    std::optional<EventIndex> event;
};

/// Of anything that the fold dated and numbered.
template <class T>
[[nodiscard]] Behind behind(const T& recorded) {
    return {recorded.occurred, recorded.index};
}

/// Collects what the rules say, then combines it (DESIGN section 3, "How effects combine").
class Answer {
public:
    explicit Answer(Instant now) : now_(now) {}

    /// A rule spoke. Rule and code stand in the rule table.
    void add(std::string_view rule, std::string_view code, Effect effect,
             const Behind& behind = {});
    /// A dated row spoke.
    void add(const NationalRow& row, Effect effect);
    /// A basis other than consent holds (GDPR 6(1)(b) to (f)).
    void add_basis(Basis basis, const Behind& behind);

    /// An older copy was put back without its denial journal: who left since is not known.
    void add_journal_lost();

    /// Time alone may change the answer at that instant; past ones are ignored.
    void changes_at(Instant instant);

    /// The basis that the answer rests on; the first to be said stays.
    void rests_on(Basis basis);

    [[nodiscard]] Decision decision();

private:
    void settle();

    Instant now_;
    Decision decision_;
};

}  // namespace lawful::rules
