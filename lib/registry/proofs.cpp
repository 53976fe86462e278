// SPDX-License-Identifier: Apache-2.0
#include "registry/proofs.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ledger/commitment.hpp"
#include "model/canonical.hpp"
#include "model/kind.hpp"
#include "rules/retention.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

crypto::Xaes256Gcm above(const Context& context) {
    return context.keys().sealing("lawful/proof-keys/v1", {});
}

crypto::SealContext key_place(const RegistryId& id, const std::string& day) {
    return {"proof_keys", "sealed", id.bytes, id.bytes, as_bytes(day)};
}

/// Position and loose key: the row.
Bytes row_name(const store::ProofRow& row) {
    Bytes name;
    const auto position = fmt::format("{:020}", row.position);
    const auto text = as_bytes(position);
    name.insert(name.end(), text.begin(), text.end());
    name.insert(name.end(), row.loose_key.value.begin(), row.loose_key.value.end());
    return name;
}

crypto::SealContext proof_place(const RegistryId& id, ByteView row) {
    return {"proofs", "sealed", id.bytes, id.bytes, row};
}

crypto::SubKey open_key(const Context& context, const store::ProofKeyRow& row) {
    const auto id = context.id();
    const auto day = to_string(row.expires);
    const auto plain = crypto::unseal(above(context), key_place(id, day), row.sealed);
    return crypto::SubKey(plain);
}

crypto::SubKey key_of(const Context& context, Writer& writer, Day expires) {
    if (const auto row = writer.transaction().proof_key(expires)) return open_key(context, *row);
    auto key = crypto::SubKey::generate(context.random());
    const auto id = context.id();
    const auto day = to_string(expires);
    writer.transaction().put_proof_key(
        {expires, crypto::seal(above(context), context.random(), key_place(id, day), key.view())});
    return key;
}

struct Opened {
    Digest r{};
    std::string m;
};

Opened open_proof(const Context& context, const crypto::SubKey& key, const store::ProofRow& row) {
    const auto id = context.id();
    const auto name = row_name(row);
    const auto plain = crypto::unseal(crypto::Xaes256Gcm(key.view()), proof_place(id, name), row.sealed);
    if (plain.size() <= sizeof(Digest)) throw Error(ErrorCode::corrupt, "a proof is too short");
    Opened opened;
    std::copy_n(plain.begin(), opened.r.size(), opened.r.begin());
    opened.m = as_text(ByteView(plain).subspan(opened.r.size()));
    return opened;
}

/// The consent's purpose and the addresses it names.
struct Consent {
    std::string purpose;
    std::vector<AddressId> addresses;
};

std::optional<Consent> consent_of(const EventBody& body) {
    if (const auto* given = model::consent_in(body)) return Consent{given->purpose, given->addresses};
    if (const auto* confirmed = std::get_if<ConsentConfirmed>(&body)) {
        return Consent{confirmed->purpose, confirmed->addresses};
    }
    if (const auto* withdrawn = std::get_if<ConsentWithdrawn>(&body); withdrawn && withdrawn->purpose) {
        return Consent{*withdrawn->purpose, {}};
    }
    return std::nullopt;
}

class Keeper {
public:
    Keeper(const Context& context, Writer& writer) : context_(context), writer_(writer) {}

    void keep(const store::EventRow& row, const crypto::SubKey& subject_key, const Consent& consent,
              std::span<const AddressId> addresses) {
        const auto policy = writer_.view().policy();
        const auto period = rules::proof_period(policy->policy, consent.purpose);
        if (!period) return;
        const auto expires = policy->zone.day_of(policy->zone.end_after(writer_.now(), *period));
        const auto opening = context_.open_commitment(row, subject_key);
        Bytes plain(opening.r.begin(), opening.r.end());
        plain.insert(plain.end(), opening.m.begin(), opening.m.end());
        const auto key = key_of(context_, writer_, expires);
        const auto id = context_.id();
        bool kept = false;
        for (const auto& address : consent.addresses.empty() ? addresses : std::span(consent.addresses)) {
            const auto where = writer_.transaction().address(address);
            if (!where) continue;
            store::ProofRow proof{.position = row.position, .loose_key = where->loose_key, .epoch = where->epoch,
                                  .expires = expires, .sealed = {}};
            const auto name = row_name(proof);
            proof.sealed = crypto::seal(crypto::Xaes256Gcm(key.view()), context_.random(),
                                        proof_place(id, name), plain);
            writer_.transaction().put_proof(proof);
            kept = true;
        }
        if (kept) ++count;
    }

    std::uint64_t count = 0;

private:
    const Context& context_;
    Writer& writer_;
};

}  // namespace

std::uint64_t keep_proofs(const Context& context, Writer& writer, const Subject& subject,
                          std::span<const EventIndex> doomed, std::span<const AddressId> addresses) {
    const auto& rules = writer.view().policy()->policy.retention;
    if (std::none_of(rules.begin(), rules.end(), [](const auto& rule) { return rule.proof_kept.has_value(); })) {
        return 0;
    }
    Keeper keeper(context, writer);
    const auto key = context.subject_key(writer.transaction().subject(subject.id).value());
    for (const auto position : doomed) {
        const auto row = writer.transaction().event(position).value();
        if (!row.m) continue;
        const auto body = context.open_event(row, key).event.body;
        if (const auto consent = consent_of(body)) keeper.keep(row, key, *consent, addresses);
    }
    return keeper.count;
}

std::vector<RecordedEvent> read_proofs(const Context& context, Writer& writer, const crypto::Probes& loose,
                                       std::string_view claim) {
    if (trim(claim).empty()) throw Error(ErrorCode::invalid_record, "claim: want which legal claim (GDPR 17(3)(e))");
    std::map<EventIndex, RecordedEvent> read;
    for (const auto& row : writer.transaction().proofs(loose)) {
        const auto key = writer.transaction().proof_key(row.expires);
        if (!key) throw Error(ErrorCode::corrupt, "the key of a proof is missing");
        const auto opened = open_proof(context, open_key(context, *key), row);
        read.insert_or_assign(row.position, RecordedEvent{row.position, model::parse_event(opened.m)});
    }
    if (read.empty()) throw Error(ErrorCode::unknown_id, "no proof is kept of that address");
    ProofRead said{.leaves = {}, .claim = std::string(claim)};
    std::vector<RecordedEvent> events;
    for (auto& [index, event] : read) {
        said.leaves.push_back(index);
        events.push_back(std::move(event));
    }
    writer.append(context.id(), said, writer.now());
    return events;
}

std::vector<ProofDestroyed> expired_proofs(const store::ReadTransaction& from, Day today) {
    std::vector<ProofDestroyed> out;
    for (const auto& key : from.proof_keys()) {
        if (key.expires > today) continue;
        ProofDestroyed expired{.expired = key.expires, .leaves = {}};
        for (const auto& row : from.proofs_of(key.expires)) {
            if (expired.leaves.empty() || expired.leaves.back() != row.position) expired.leaves.push_back(row.position);
        }
        out.push_back(std::move(expired));
    }
    return out;
}

void destroy_proofs(const Context& context, Writer& writer, const ProofDestroyed& expired) {
    writer.transaction().drop_proofs(expired.expired);
    writer.append(context.id(), expired, writer.now());
}

void check_proofs(const Context& context, const store::ReadTransaction& from,
                  const std::function<void(std::string)>& fault) {
    for (const auto& key_sealed : from.proof_keys()) {
        const auto key = open_key(context, key_sealed);
        for (const auto& row : from.proofs_of(key_sealed.expires)) {
            const auto event = from.event(row.position);
            const auto opened = open_proof(context, key, row);
            if (!event || event->m || ledger::commit(opened.r, opened.m) != event->commitment) {
                fault(fmt::format("event {}: the proof kept of it is not what the ledger commits to", row.position));
            }
        }
    }
}

}  // namespace lawful::registry
