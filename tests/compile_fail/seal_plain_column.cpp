// SPDX-License-Identifier: Apache-2.0
// expect: invalid initialization of reference of type|no matching function for call to .bind_personal_column
#include "base/bytes.hpp"
#include "crypto/sealed.hpp"

namespace {

void bind_personal_column(const lawful::crypto::Sealed&) {}

}  // namespace

// Clear bytes are no `Sealed`, so a personal column cannot take them.
int main() {
    const lawful::Bytes clear{'A', 'n', 'n', 'a'};
    bind_personal_column(clear);
}
