// SPDX-License-Identifier: Apache-2.0
// expect: ignoring return value of .*may_send|ignoring return value of function declared with
#include <lawful/registry.hpp>

// To ask and not to look at the answer is to send without asking.
void notify(const lawful::Registry& registry) {
    registry.may_send("anna@example.org", "partner-newsletter", lawful::Channel::email);
}
