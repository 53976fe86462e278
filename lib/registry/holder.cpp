// SPDX-License-Identifier: Apache-2.0
#include "registry/holder.hpp"

#include <algorithm>

#include "registry/looking.hpp"
#include "registry/record.hpp"
#include "rules/information.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

/// An end told before is not moved to a later day: in between the address was not theirs.
void require_reader(const Writer& writer, AddressId address, RecipientId who, Day on) {
    const auto holdings = writer.view().holdings(address);
    const bool reads = std::any_of(holdings.begin(), holdings.end(), [&](const auto& one) {
        return one.recipient == who && one.since <= on && (!one.until || *one.until >= on);
    });
    if (!reads) throw Error(ErrorCode::not_holder, "the person did not hold the address until that day");
}

/// GDPR 14(3)(a): that somebody reads the address was told by others, on that day at the latest. Whoever
/// gave their own data is under Art. 13, which allows nothing before they are informed.
void begin_art14(const Context& context, Writer& writer, RecipientId who, Day on, Instant occurred,
                 EventIndex cause) {
    Recipient person = show(context, writer.transaction(), who).recipient;
    if (rules::is_from_subject(person.source.kind) || person.source.obtained <= on) return;
    person.source.obtained = on;
    writer.append(who, RecipientChanged{person}, occurred, {Origin::linked, cause});
}

}  // namespace

EventIndex replace_holder(const Context& context, Writer& writer, AddressId address, RecipientId from,
                          RecipientId to, Day on, Instant occurred) {
    if (from == to) throw Error(ErrorCode::invalid_record, "to: nobody succeeds themselves");
    if (!on.ok()) throw Error(ErrorCode::invalid_record, "on: not a day of the calendar");
    require_reader(writer, address, from, on);
    record(writer, from, HolderEnded{address, on}, occurred, Origin::direct);
    const auto begun = record(writer, to, HolderAdded{address, on}, occurred, Origin::direct);
    begin_art14(context, writer, to, on, occurred, begun);
    return begun;
}

}  // namespace lawful::registry
