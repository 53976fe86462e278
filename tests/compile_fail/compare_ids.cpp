// SPDX-License-Identifier: Apache-2.0
// expect: no match for .operator==.|invalid operands to binary expression
#include <lawful/id.hpp>

int main() {
    return lawful::RecipientId{} == lawful::OrganisationId{};
}
