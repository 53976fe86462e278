// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "registry/impl.hpp"

#include <lawful/error.hpp>

/// What opens the file, and which registry keys are in force.
namespace lawful {
namespace {

using store::vault::Entry;
using store::vault::EntryKind;
using store::vault::KeyTable;

EntryKind entry_kind(CredentialKind kind) {
    return kind == CredentialKind::key ? EntryKind::raw : EntryKind::passphrase;
}

CredentialSlot slot_of(const Entry& entry) {
    return {entry.kind == EntryKind::raw ? CredentialKind::key : CredentialKind::passphrase,
            KeyId{entry.key_id}};
}

/// A passphrase takes its time: before anybody waits for the file.
Entry wrapped(store::Store& store, const Credential& credential, Random& random) {
    const auto keys = store.keys();
    return store::vault::wrap_file_key(credential, keys->file_key(), keys->file_id(), random);
}

void remove(KeyTable& table, EntryKind kind) {
    if (std::erase_if(table.entries, [&](const Entry& entry) { return entry.kind == kind; }) == 0) {
        throw Error(ErrorCode::unknown_id,
                    std::string("the registry has no ") +
                        (kind == EntryKind::raw ? "key" : "passphrase") + " to take away");
    }
}

}  // namespace

KeyStatus Registry::key_status() const {
    KeyStatus status;
    for (const auto& entry : impl_->store->key_table().keys.entries) {
        status.credentials.push_back(slot_of(entry));
    }
    const auto epochs = impl_->store->read().key_epochs();
    status.epoch = epochs.at(0).epoch;
    status.rotating = std::count_if(epochs.begin(), epochs.end(), [](const auto& row) {
                          return row.wrapped.has_value();
                      }) > 1;
    return status;
}

void Registry::add_credential(const Credential& credential) {
    auto& store = *impl_->store;
    const auto entry = wrapped(store, credential, impl_->context.random());
    store.change_keys([&](KeyTable& table) {
        if (table.find(entry.kind) != nullptr) {
            throw Error(ErrorCode::already_done,
                        "there is one of its kind already: change it instead");
        }
        table.put(entry);
    });
}

void Registry::remove_credential(CredentialKind kind) {
    impl_->store->change_keys([&](KeyTable& table) {
        remove(table, entry_kind(kind));
        if (table.entries.empty()) {
            throw Error(ErrorCode::invalid_record, "nothing else would open the registry");
        }
    });
}

void Registry::change_credential(CredentialKind kind, const Credential& fresh) {
    auto& store = *impl_->store;
    const auto entry = wrapped(store, fresh, impl_->context.random());
    store.change_keys([&](KeyTable& table) {
        remove(table, entry_kind(kind));
        table.put(entry);
    });
}

}  // namespace lawful
