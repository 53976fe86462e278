// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "rules/answer.hpp"
#include "rules/view.hpp"

/// The gates, each a pure function that says its reasons. Only gate 3 lifts, and only its own rows.
namespace lawful::rules {

/// A reason why a consent or a basis does not hold; whether it blocks depends on the others.
struct Failure {
    std::string_view rule;
    std::string_view code;
    Behind behind = {};
};

/// The consent in use, or what is wrong with the best one there is.
struct ConsentFinding {
    const Consent* valid = nullptr;
    bool recorded = false;            ///< given or requested at some time, for the purpose
    std::vector<Failure> failures;    ///< empty only when `valid`
};

/// What the later gates read of the earlier ones.
struct Findings {
    bool denied = false;              ///< a denial stands, whoever it is of
    ConsentFinding consent;
    std::vector<Basis> bases;         ///< all that hold, consent first
};

/// G0-2: the purpose is declared, for this channel. False ends the questioning.
[[nodiscard]] bool gate0_purpose(const Facts& facts, Answer& answer);
/// G0-3.
void gate0_jurisdiction(const View& view, Answer& answer);

/// G1-1 to G1-7. True when a denial stands.
bool gate1_stops(const View& view, Answer& answer);
/// G1-6.
void gate1_retention(const View& view, Answer& answer);

/// G2-3 to G2-6, G2-9, G2-11, G2-14, G2-15. Says nothing yet.
[[nodiscard]] ConsentFinding gate2_consent(const View& view, Answer& answer);
/// G2-1, G2-2, G2-8, G2-12, G2-13, G2-18 to G2-21. The bases that hold, consent first.
[[nodiscard]] std::vector<Basis> gate2_basis(const View& view, const Findings& findings,
                                             Answer& answer);
/// G2-16, G2-17, G2-22: what no basis makes good.
void gate2_conditions(const View& view, const Findings& findings, Answer& answer);

/// EU-0 to XX-2, over the rows in force.
void gate3_channel(const View& view, const Findings& findings, Answer& answer);
/// EU-2: the soft opt-in stands in for a missing basis (C-654/23).
[[nodiscard]] bool gate3_soft_opt_in(const View& view, bool denied);

/// G4-1 to G4-6: about natural persons only.
void gate4_information(const View& view, Answer& answer);

/// G5-1.
void gate5_message(const Facts& facts, Answer& answer);

}  // namespace lawful::rules
