// SPDX-License-Identifier: Apache-2.0
// expect: cannot convert .*Decision|no viable conversion from .*Decision
#include <lawful/decision.hpp>

// A verdict is tested, not counted.
int main() {
    const lawful::Decision decision;
    const int answer = decision;
    return answer;
}
