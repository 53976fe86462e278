// SPDX-License-Identifier: Apache-2.0
// expect: no matching function for call to .*Registry::open|no matching function for call to 'open'|too few arguments
#include <lawful/registry.hpp>

// There is no unencrypted mode.
int main() {
    const auto registry = lawful::Registry::open("file.lawful");
    return registry.ledger_size() > 0;
}
