// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rules/gates.hpp"

namespace lawful::rules {

/// What is wrong with one consent by itself, whatever was refused or given beside it: G2-3 to G2-6,
/// G2-11, G2-14, G2-15.
[[nodiscard]] std::vector<Failure> faults_of(const View& view, const Consent& consent);

/// The instants at which that may change by time alone.
void note_changes(const View& view, const Consent& consent, Answer& answer);

}  // namespace lawful::rules
