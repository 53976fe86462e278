// SPDX-License-Identifier: Apache-2.0
// expect: use of deleted function .*SecretKey\(const|call to deleted constructor of
#include <lawful/secret.hpp>

// A copy would be one more key to wipe.
int main() {
    const auto key = lawful::SecretKey::generate();
    const lawful::SecretKey copy = key;
    return copy.expose()[0];
}
