// SPDX-License-Identifier: Apache-2.0
// The right use of what the other files misuse: must compile under the same flags.
#include <utility>

#include "base/bytes.hpp"
#include "crypto/sealed.hpp"

#include <lawful/lawful.hpp>

namespace {

void bind_personal_column(const lawful::crypto::Sealed&) {}

}  // namespace

int main() {
    bind_personal_column(lawful::crypto::Sealed(lawful::Bytes{1, 2, 3}));

    auto key = lawful::SecretKey::generate();
    const lawful::SecretKey moved = std::move(key);
    moved.write_file("registry.key");

    const auto registry =
        lawful::Registry::open("file.lawful", lawful::SecretKey::read_file("registry.key"));
    const lawful::RecipientId recipient{};
    const auto answers =
        registry.may_send(recipient, "partner-newsletter", lawful::Channel::email,
                          lawful::Instant(std::chrono::milliseconds(1'767'225'600'000)));
    for (const auto& answer : answers) {
        if (answer.decision) return 0;
    }
    return 1;
}
