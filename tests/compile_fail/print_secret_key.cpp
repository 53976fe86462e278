// SPDX-License-Identifier: Apache-2.0
// expect: no match for .operator<<.|invalid operands to binary expression
#include <iostream>

#include <lawful/secret.hpp>

// A key has no `operator<<` and converts to nothing that has one.
int main() {
    std::cout << lawful::SecretKey::generate();
}
