// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/view.hpp"

namespace lawful::registry {

/// Whose request, as it stands before the event.
struct Requester {
    const View& view;
    Subject subject;
    rules::SubjectState state;
};

/// What each event of a request asks of its fields; a day left out becomes today. Throws `unknown_id`,
/// `already_done`, `future_event`, `invalid_record`.
void require_request(const Requester& by, RequestOpened& opened);
void require_request(const Requester& by, RequestIdentityAsked& asked);
void require_request(const Requester& by, RequestIdentityVerified& verified);
void require_request(const Requester& by, RequestExtended& extended);
void require_request(const Requester& by, RequestRefused& refused);
void require_request(const Requester& by, RequestClosed& closed);

}  // namespace lawful::registry
