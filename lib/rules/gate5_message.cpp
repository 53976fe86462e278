// SPDX-License-Identifier: Apache-2.0
#include "rules/gates.hpp"

namespace lawful::rules {

void gate5_message(const Facts& facts, Answer& answer) {
    if (facts.channel == Channel::email && is_marketing(*facts.purpose)) {
        answer.add("G5-1", "W_NO_ONE_CLICK", Effect::obligation);
    }
}

}  // namespace lawful::rules
