// SPDX-License-Identifier: Apache-2.0
#include "registry/rotate.hpp"

#include <algorithm>

#include "registry/looking.hpp"
#include "registry/tables.hpp"
#include "registry/writer.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

constexpr int rows_a_transaction = 500;

std::ptrdiff_t in_use(const std::vector<store::KeyEpochRow>& rows) {
    return std::count_if(rows.begin(), rows.end(),
                         [](const auto& row) { return row.wrapped.has_value(); });
}

/// Two epochs are in use from the first transaction to the last. In between everybody writes under
/// the new one and looks under both, so each batch may be the last before a power cut.
class Rotation {
public:
    Rotation(const Context& context, const Progress& progress)
        : context_(context), progress_(progress) {}

    std::int64_t run() {
        begin();
        count();
        for (auto before = done_; !end(); before = done_) {
            every_table();
            if (done_ == before && !end()) {
                throw Error(ErrorCode::corrupt, "registry file: a row kept its old key epoch");
            }
        }
        return context_.keys().newest();
    }

private:
    using Transaction = store::WriteTransaction;

    void every_table() {
        subject_ = {};
        event_ = -1;
        address_ = {};
        while (batch([this](auto& to) { return wrap_subjects(to); })) {}
        while (batch([this](auto& to) { return wrap_events(to); })) {}
        while (batch([this](auto& to) { return hash_addresses(to); })) {}
        while (batch([this](auto& to) { return hash_names(to); })) {}
    }

    void begin() {
        Writer writer(context_);
        auto& to = writer.transaction();
        const auto rows = to.key_epochs();
        if (in_use(rows) > 1) return;  // begun before, and interrupted
        const auto id = context_.id().bytes;
        auto& random = context_.random();
        const auto registry_key = crypto::SubKey::generate(random);
        const crypto::EpochKeys fresh(rows.at(0).epoch + 1, registry_key, id);
        to.put_key_epoch(
            {.epoch = fresh.epoch(),
             .wrapped = context_.wrap_registry_key(registry_key),
             .subject = fresh.wrap(random, id, context_.keys().registry_subject_key()),
             .indexes = {}});
        const auto before = context_.keys().current();
        for (const auto& row : rows) {
            if (!row.indexes) continue;
            const auto material = before->unwrap_indexes(row.epoch, *row.indexes);
            put_indexes(to, fresh, row.epoch, material.bytes);
        }
        writer.append(context_.id(), KeysRotated{fresh.epoch()}, writer.now());
        writer.commit();
    }

    void count() {
        const auto from = context_.store().read();
        const auto newest = from.ledger().key_epoch;
        context_.learn_epochs(from, newest);
        expected_ = from.rows_before(newest);
    }

    /// False when there was nothing left to do.
    template <class Work>
    bool batch(Work work) {
        std::size_t rows = 0;
        {
            auto to = context_.store().write();
            context_.learn_epochs(to, to.ledger().key_epoch);
            rows = work(to);
            if (rows == 0) return false;
            to.commit();
        }
        done_ += rows;
        if (progress_) progress_(done_, expected_);
        return true;
    }

    std::size_t wrap_subjects(Transaction& to) {
        const auto keys = context_.keys().current();
        const auto ids = to.subject_keys_before(keys->epoch(), subject_, rows_a_transaction);
        for (const auto& id : ids) {
            auto row = to.subject(id).value();
            row.key = keys->wrap(context_.random(), id, context_.subject_key(row));
            row.key_epoch = keys->epoch();
            to.put_subject(row);
            subject_ = id;
        }
        return ids.size();
    }

    std::size_t wrap_events(Transaction& to) {
        const auto keys = context_.keys().current();
        auto rows = to.event_keys_before(keys->epoch(), event_, rows_a_transaction);
        for (auto& row : rows) {
            context_.reseal_r(row);
            to.replace_r(row);
            event_ = static_cast<std::int64_t>(row.position);
        }
        return rows.size();
    }

    std::size_t hash_addresses(Transaction& to) {
        const auto keys = context_.keys().current();
        const auto ids = to.addresses_before(keys->epoch(), address_, rows_a_transaction);
        if (ids.empty()) return 0;
        const auto policy = context_.policy_at(to, to.ledger().policy_event.value());
        for (const auto& id : ids) {
            const auto record = show(context_, to, id).address;
            to.replace_address_keys(address_row(*keys, id, record, policy->policy.local_part_case));
            address_ = id;
        }
        return ids.size();
    }

    std::size_t hash_names(Transaction& to) {
        const auto keys = context_.keys().current();
        const auto rows = to.names_before(keys->epoch(), rows_a_transaction);
        for (const auto& row : rows) {
            const auto name = show(context_, to, row.organisation).organisation.name;
            to.drop_name(row.name_key);
            to.put_organisation_name(context_.organisation_keys(name).keys.front(),
                                     row.organisation, keys->epoch());
        }
        return rows.size();
    }

    void put_indexes(Transaction& to, const crypto::EpochKeys& under, std::int64_t epoch,
                     ByteView material) const {
        to.put_key_epoch({.epoch = epoch,
                          .wrapped = {},
                          .subject = {},
                          .indexes = under.wrap_indexes(context_.random(), epoch, material)});
    }

    /// The old registry key goes; the keys of hashes of which no clear text remains are kept. False
    /// when rows are left: the first time, or because another process began to rotate again.
    bool end() {
        auto to = context_.store().write();
        const auto rows = to.key_epochs();
        if (in_use(rows) < 2) return true;  // another process was here
        context_.learn_epochs(to, to.ledger().key_epoch);
        const auto keys = context_.keys().current();
        if (to.rows_before(keys->epoch()) != 0) return false;
        for (const auto& row : rows) {
            if (!row.wrapped || row.epoch == keys->epoch()) continue;
            const auto material =
                crypto::index_material(context_.registry_key(row), context_.id().bytes);
            put_indexes(to, *keys, row.epoch, material.bytes);
        }
        to.commit();
        return true;
    }

    const Context& context_;
    const Progress& progress_;
    std::uint64_t done_ = 0;
    std::uint64_t expected_ = 0;
    // How far each table is done.
    store::SubjectBytes subject_{};
    std::int64_t event_ = -1;
    AddressId address_;
};

}  // namespace

std::int64_t rotate_keys(const Context& context, const Progress& progress) {
    const auto epoch = Rotation(context, progress).run();
    context.store().scrub();  // the old key is in the log until it is emptied
    return epoch;
}

}  // namespace lawful::registry
