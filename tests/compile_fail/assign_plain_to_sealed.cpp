// SPDX-License-Identifier: Apache-2.0
// expect: no match for .operator=.|no viable overloaded '='
#include <string>

#include "crypto/sealed.hpp"

// Text becomes sealed by `seal`, never by assignment.
int main() {
    lawful::crypto::Sealed column;
    column = std::string("anna@example.org");
}
