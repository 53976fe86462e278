// SPDX-License-Identifier: Apache-2.0
#include "registry/replay.hpp"

#include <algorithm>

#include "model/kind.hpp"
#include "registry/erase.hpp"

namespace lawful::registry {
namespace {

/// The event that an entry speaks of, without the free text that it does not keep.
struct Restore {
    const DenialEntry& entry;

    void operator()(ConsentRefused& refused) const { scope(refused); }
    void operator()(ConsentWithdrawn& withdrawn) const { scope(withdrawn); }
    void operator()(ConsentInvalidated& invalidated) const {
        invalidated.consent = entry.consent.value();
        invalidated.reason = "as the denial journal says";
    }
    void operator()(Objected& objected) const {
        scope(objected);
        objected.kind = entry.objection.value();
    }
    void operator()(Restricted& restricted) const { restricted.ground = entry.restriction.value(); }
    void operator()(PartErased& part) const { part.purpose = entry.purpose.value_or(""); }
    void operator()(RetentionRestricted& restricted) const { restricted.purpose = entry.purpose; }
    template <class Body>
    void operator()(Body&) const {}

    template <class Scoped>
    void scope(Scoped& body) const {
        body.purpose = entry.purpose;
        body.channel = entry.channel;
    }
};

class Replay {
public:
    Replay(const Context& context, Writer& writer) : context_(context), writer_(writer) {}

    void apply(const DenialEntry& entry) {
        if (is_recorded(entry)) return;
        if (entry.suppression) return suppress(entry, *entry.suppression, entry.purposes);
        const auto row = writer_.transaction().subject(entry.subject.id);
        const bool known = row && row->subject.kind == entry.subject.kind;
        if (entry.erasure) return known ? erase(entry) : suppress_unknown(entry);
        if (known && !is_erased(*row)) say(entry);
        suppress_unknown(entry);
    }

private:
    [[nodiscard]] bool is_recorded(const DenialEntry& entry) const {
        const auto row = writer_.transaction().event(entry.index);
        return row && row->commitment == entry.commitment;
    }

    [[nodiscard]] Instant occurred(const DenialEntry& entry) const {
        return std::min(entry.occurred, writer_.now());
    }

    void say(const DenialEntry& entry) {
        auto body = model::body_of_kind(entry.kind);
        std::visit(Restore{entry}, body);
        if (entry.consent && !has_consent(entry)) return;
        const auto index = writer_.append(entry.subject, body, occurred(entry), {Origin::replayed, {}});
        writer_.note_replayed(entry, index);
    }

    [[nodiscard]] bool has_consent(const DenialEntry& entry) const {
        const auto state = writer_.view().state(entry.subject);
        const auto& consents = state.value().consents;
        return std::any_of(consents.begin(), consents.end(),
                           [&](const auto& consent) { return consent.index == *entry.consent; });
    }

    void erase(const DenialEntry& entry) {
        if (entry.purpose || entry.category) return erase_part(entry);
        if (entry.subject.kind == SubjectKind::recipient) {
            registry::erase(context_, writer_, RecipientId{entry.subject.id}, *entry.erasure,
                            Origin::replayed);
        } else {
            registry::erase(context_, writer_, AddressId{entry.subject.id}, *entry.erasure,
                            Origin::replayed);
        }
    }

    void erase_part(const DenialEntry& entry) {
        if (is_erased(writer_.transaction().subject(entry.subject.id).value())) return;
        registry::erase_part(context_, writer_, entry.subject, {entry.purpose.value_or(""), entry.category},
                             *entry.erasure, Origin::replayed);
    }

    /// Addresses that came to the subject after this copy of the registry was made: whoever reads them here,
    /// somebody there said no. What is invalidated there is not here.
    void suppress_unknown(const DenialEntry& entry) {
        if (entry.consent || entry.category) return;
        auto missing = entry;
        // One for one: two spellings have the same key, and of the two one may be missing.
        for (const auto& loose : loose_keys(writer_.transaction(), entry.subject, writer_.now())) {
            const auto found = std::find(missing.loose.begin(), missing.loose.end(), loose);
            if (found != missing.loose.end()) missing.loose.erase(found);
        }
        std::vector<std::string> purposes;
        if (entry.purpose) purposes.push_back(*entry.purpose);
        const auto reason = entry.erasure ? SuppressionReason::erasure : SuppressionReason::objection;
        suppress(missing, reason, purposes);
    }

    void suppress(const DenialEntry& entry, SuppressionReason reason,
                  const std::vector<std::string>& purposes) {
        for (const auto& loose : entry.loose) {
            const auto index = writer_.append(context_.id(),
                           Suppressed{.loose_key = loose.key,
                                      .epoch = loose.epoch,
                                      .reason = reason,
                                      .purposes = purposes},
                           occurred(entry), {Origin::replayed, {}});
            if (entry.kind == kind_of(EventBody(Suppressed{}))) writer_.note_replayed(entry, index);
        }
    }

    const Context& context_;
    Writer& writer_;
};

}  // namespace

void replay(const Context& context, Writer& writer, std::span<const DenialEntry> entries) {
    Replay replay(context, writer);
    for (const auto& entry : entries) replay.apply(entry);
}

bool has_unknown_epoch(std::span<const DenialEntry> entries, std::int64_t newest) {
    return std::any_of(entries.begin(), entries.end(), [&](const DenialEntry& entry) {
        return std::any_of(entry.loose.begin(), entry.loose.end(),
                           [&](const LooseKey& loose) { return loose.epoch > newest; });
    });
}

std::vector<LooseKey> loose_keys(const store::ReadTransaction& from, const Subject& subject,
                                 Instant now) {
    std::vector<AddressId> addresses;
    if (subject.kind == SubjectKind::address) addresses.push_back(AddressId{subject.id});
    if (subject.kind == SubjectKind::recipient) {
        const Day today{std::chrono::floor<std::chrono::days>(now)};
        for (const auto& holding : from.addresses_of(RecipientId{subject.id})) {
            if (!holding.until || *holding.until >= today) addresses.push_back(holding.address);
        }
    }
    std::vector<LooseKey> keys;
    for (const auto& address : addresses) {
        const auto row = from.address(address);
        if (row) keys.push_back({to_base64(row->loose_key.value), row->epoch});
    }
    return keys;
}

}  // namespace lawful::registry
