// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/writer.hpp"

namespace lawful::registry {

/// Checks a body against what is recorded, fills in what the registry knows (a notice's SHA-256),
/// appends it, and binds the present holders where a denial names an address. For verbs and import.
EventIndex record(Writer& writer, const Subject& subject, EventBody body, Instant occurred,
                  Origin origin);

/// A text that is also the information notice informs the person who was shown it (GDPR 13, 14);
/// what is on record for that instant is not said twice.
void inform(Writer& writer, RecipientId person, const Notice& notice, Instant occurred,
            const Writer::Extra& extra);

OrganisationId add(const Context& context, Writer& writer, const Organisation& organisation,
                   Instant occurred, Origin origin);
RecipientId add(Writer& writer, const Recipient& recipient, Instant occurred, Origin origin);
/// Throws `invalid_address`, `address_taken`.
AddressId add(const Context& context, Writer& writer, Address address, Instant occurred,
              Origin origin);

EventIndex suppress(const Context& context, Writer& writer, std::string_view address, Medium medium,
                    SuppressionReason reason, const std::vector<std::string>& purposes);

/// What the policy rests on an organisation of that name (GDPR 6(1)).
void declare_policy_bases(const Context& context, Writer& writer, const Policy& policy,
                          OrganisationId organisation, std::string_view name);

}  // namespace lawful::registry
