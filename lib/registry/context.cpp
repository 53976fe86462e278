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

Context::Context(store::Store& store, RegistryId id, const crypto::SubKey& registry_key,
                 std::shared_ptr<Clock> clock, std::shared_ptr<Random> random)
    : store_(store),
      id_(id),
      keys_(registry_key, id.bytes),
      clock_(std::move(clock)),
      random_(std::move(random)),
      journal_(store::JournalFile(store.file(), store::base_vfs_of(store.options())), keys_, id) {}

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
    return keys_.unwrap(row.subject.id, *row.key);
}

void Context::seal_event(store::EventRow& row, const crypto::SubKey& key, const Digest& r,
                         std::string_view m) const {
    const auto place = big_endian(row.position);
    row.m = crypto::seal(crypto::Xaes256Gcm(crypto::event_key(key, r).view()), *random_,
                         {"events", "m", id_.bytes, row.subject, place}, as_bytes(m));
    row.r = keys_.wrap_r(*random_, row.subject, place, r);
}

RecordedEvent Context::open_event(const store::EventRow& row, const crypto::SubKey& key) const {
    if (!row.m || !row.r) throw Error(ErrorCode::corrupt, "an event was erased");
    const auto place = big_endian(row.position);
    const auto r = keys_.unwrap_r(row.subject, place, *row.r);
    const auto m = crypto::unseal(crypto::Xaes256Gcm(crypto::event_key(key, r).view()),
                                  {"events", "m", id_.bytes, row.subject, place}, *row.m);
    if (ledger::commit(r, as_text(m)) != row.commitment) {
        throw Error(ErrorCode::corrupt, "an event is not the one its ledger leaf commits to");
    }
    return {row.position, model::parse_event(as_text(m))};
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

crypto::BlindIndex Context::identity_key(std::string_view identity) const {
    return crypto::BlindIndex{keys_.identity_index().mac(as_bytes(identity))};
}

crypto::BlindIndex Context::loose_key(std::string_view loose) const {
    return crypto::BlindIndex{keys_.suppression_index().mac(as_bytes(loose))};
}

crypto::BlindIndex Context::organisation_key(std::string_view name) const {
    const auto folded = "organisation:" + to_lower_ascii(trim(name));
    return crypto::BlindIndex{keys_.identity_index().mac(as_bytes(folded))};
}

crypto::BlindIndex Context::import_key(std::string_view row) const {
    return crypto::BlindIndex{keys_.import_index().mac(as_bytes(row))};
}

}  // namespace lawful::registry
