// SPDX-License-Identifier: Apache-2.0
#include "registry/context.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ledger/commitment.hpp"
#include "model/canonical.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

std::array<std::uint8_t, 8> big_endian(EventIndex index) {
    std::array<std::uint8_t, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<std::uint8_t>(index >> (56U - 8U * i));
    }
    return bytes;
}

crypto::SubKey unwrap(const store::KeyEpochRow& row, RegistryId id, ByteView key) {
    if (!row.wrapped) throw Error(ErrorCode::corrupt, "registry file: a key epoch is over");
    return crypto::unwrap_registry_key(key, id.bytes, *row.wrapped);
}

/// The same under every epoch; `rows` begin with the newest.
crypto::SubKey registry_subject_key(const std::vector<store::KeyEpochRow>& rows, RegistryId id,
                                    ByteView key) {
    if (rows.empty() || !rows.front().subject) {
        throw Error(ErrorCode::corrupt, "registry file: its key is missing");
    }
    const auto& newest = rows.front();
    const crypto::EpochKeys keys(newest.epoch, unwrap(newest, id, key), id.bytes);
    return keys.unwrap(id.bytes, *newest.subject);
}

/// What cannot be a purpose may be an address that was typed in its place: it is not repeated.
std::string quoted(std::string_view id) {
    constexpr auto letters = "abcdefghijklmnopqrstuvwxyz0123456789-";
    if (id.empty() || id.find_first_not_of(letters) != std::string_view::npos) return {};
    return fmt::format(" '{}'", id);
}

}  // namespace

const Purpose& PolicyInForce::purpose(std::string_view id) const {
    for (const auto& purpose : policy.purposes) {
        if (purpose.id == id) return purpose;
    }
    throw Error(ErrorCode::unknown_purpose,
                fmt::format("the policy declares no such purpose{}", quoted(id)));
}

const Notice& PolicyInForce::notice(std::string_view purpose, const NoticeRef& ref) const {
    for (const auto& notice : policy.notices) {
        if (notice.purpose == purpose && notice.language == ref.language &&
            notice.version == ref.version) {
            return notice;
        }
    }
    throw Error(ErrorCode::unknown_notice,
                fmt::format("the policy declares no such notice for the purpose{}", quoted(purpose)));
}

Context::Context(store::Store& store, RegistryId id, ByteView key, std::shared_ptr<Clock> clock,
                 std::shared_ptr<Random> random)
    : store_(store),
      id_(id),
      above_(key),
      keys_(registry_subject_key(store.read().key_epochs(), id, key)),
      clock_(std::move(clock)),
      random_(std::move(random)),
      journal_(store::JournalFile(store.file(), store::base_vfs_of(store.options())), keys_, id,
               *random_) {
    const auto from = store.read();
    learn_epochs(from, from.ledger().key_epoch);
}

void Context::learn_epochs(const store::ReadTransaction& from, std::int64_t newest) const {
    if (newest <= keys_.newest()) return;
    const auto rows = from.key_epochs();
    const crypto::EpochKeys newest_keys(newest, registry_key(rows.at(0)), id_.bytes);
    // The newest comes last: what fails before it is tried again.
    std::for_each(rows.rbegin(), rows.rend(), [&](const auto& row) {
        if (row.wrapped) {
            keys_.add(row.epoch, registry_key(row), id_.bytes);
        } else if (row.indexes) {
            keys_.add_retired(row.epoch, newest_keys.unwrap_indexes(row.epoch, *row.indexes).bytes);
        }
    });
}

crypto::SubKey Context::registry_key(const store::KeyEpochRow& row) const {
    return unwrap(row, id_, above_->view());
}

crypto::Sealed Context::wrap_registry_key(const crypto::SubKey& registry_key) const {
    return crypto::wrap_registry_key(above_->view(), id_.bytes, *random_, registry_key);
}

bool Context::journal_lost(const store::ReadTransaction& from) const {
    if (!journal_lost_) return false;
    journal_lost_ = journal_.standing(journal_mark(from)) == JournalStanding::lost;
    return journal_lost_;
}

PolicyPointer Context::policy_at(const store::ReadTransaction& from, EventIndex event) const {
    const std::lock_guard lock(cache_lock_);
    auto& kept = policies_[event];
    if (!kept) {
        const auto recorded = open_event(from.event(event).value(), keys_.registry_subject_key());
        kept = std::make_shared<PolicyInForce>(event,
                                               std::get<PolicyApplied>(recorded.event.body).policy);
    }
    return kept;
}

RowsPointer Context::rows_at(const store::ReadTransaction& from, EventIndex event) const {
    const std::lock_guard lock(cache_lock_);
    auto& kept = rows_[event];
    if (!kept) {
        const auto recorded = open_event(from.event(event).value(), keys_.registry_subject_key());
        kept = std::make_shared<RowsAdopted>(std::get<RowsAdopted>(recorded.event.body));
    }
    return kept;
}

crypto::SubKey Context::subject_key(const store::SubjectRow& row) const {
    if (is_erased(row)) {
        throw Error(ErrorCode::erased,
                    fmt::format("the {} was erased", wire_name(row.subject.kind)));
    }
    if (!row.key) return keys_.registry_subject_key();
    return keys_.of(row.key_epoch)->unwrap(row.subject.id, *row.key);
}

void Context::seal_event(store::EventRow& row, const crypto::SubKey& key, const Digest& r,
                         std::string_view m) const {
    const auto place = big_endian(row.position);
    row.m = crypto::seal(crypto::Xaes256Gcm(crypto::event_key(key, r).view()), *random_,
                         {"events", "m", id_.bytes, row.subject, place}, as_bytes(m));
    const auto keys = keys_.current();
    row.r = keys->wrap_r(*random_, row.subject, place, r);
    row.r_epoch = keys->epoch();
}

void Context::reseal_r(store::SealedR& row) const {
    const auto place = big_endian(row.position);
    const auto r = keys_.of(row.epoch)->unwrap_r(row.subject, place, row.r);
    const auto keys = keys_.current();
    row.r = keys->wrap_r(*random_, row.subject, place, r);
    row.epoch = keys->epoch();
}

Context::Opening Context::open_commitment(const store::EventRow& row,
                                          const crypto::SubKey& key) const {
    if (!row.m || !row.r) throw Error(ErrorCode::corrupt, "an event was erased");
    const auto place = big_endian(row.position);
    const auto r = keys_.of(row.r_epoch)->unwrap_r(row.subject, place, *row.r);
    auto m = crypto::unseal(crypto::Xaes256Gcm(crypto::event_key(key, r).view()),
                            {"events", "m", id_.bytes, row.subject, place}, *row.m);
    if (ledger::commit(r, as_text(m)) != row.commitment) {
        throw Error(ErrorCode::corrupt, "an event is not the one its ledger leaf commits to");
    }
    return {r, std::move(m)};
}

RecordedEvent Context::open_event(const store::EventRow& row, const crypto::SubKey& key) const {
    return {row.position, model::parse_event(as_text(open_commitment(row, key).m))};
}

crypto::Sealed Context::seal_profile(const crypto::SubKey& key, const Subject& subject,
                                     std::string_view text) const {
    return crypto::seal(crypto::Xaes256Gcm(key.view()), *random_,
                        {"profiles", "sealed", id_.bytes, subject.id, subject.id}, as_bytes(text));
}

std::string Context::open_profile(const store::ReadTransaction& from,
                                  const store::SubjectRow& row) const {
    const auto key = subject_key(row);
    const auto sealed = from.profile(row.subject.id);
    if (!sealed) throw Error(ErrorCode::corrupt, "a profile is missing");
    const auto& id = row.subject.id;
    const auto plain = crypto::unseal(crypto::Xaes256Gcm(key.view()),
                                      {"profiles", "sealed", id_.bytes, id, id}, *sealed);
    return std::string(as_text(plain));
}

crypto::Probes Context::identity_keys(std::string_view identity) const {
    return keys_.identity(as_bytes(identity));
}

crypto::Probes Context::loose_keys(std::string_view loose) const {
    return keys_.suppression(as_bytes(loose));
}

crypto::Probes Context::organisation_keys(std::string_view name) const {
    return keys_.identity(as_bytes("organisation:" + to_lower_ascii(trim(name))));
}

crypto::Probes Context::import_keys(std::string_view row) const {
    return keys_.imported(as_bytes(row));
}

}  // namespace lawful::registry
