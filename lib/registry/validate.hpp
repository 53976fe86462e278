// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/view.hpp"

namespace lawful::registry {

/// What `record` refuses, and what it fills in: the SHA-256 of a declared notice, the address of a
/// consent that an address gives. Throws `unknown_id`, `unknown_purpose`, `unknown_notice`,
/// `not_holder`, `invalid_record`.
void validate(const View& view, const Subject& subject, EventBody& body, Instant occurred);

void require_organisation(const Organisation& organisation);
void require_recipient(const View& view, const Recipient& recipient);
void require_address(const View& view, const Address& address);

/// Throws `unknown_id`, `erased`.
void require_present(const View& view, const Subject& subject);

}  // namespace lawful::registry
