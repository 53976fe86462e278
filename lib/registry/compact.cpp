// SPDX-License-Identifier: Apache-2.0
#include "registry/backup.hpp"
#include "registry/impl.hpp"

#include <lawful/error.hpp>

namespace lawful {
namespace {

/// A keyring uses its credential up, and the new file wants it too.
Credential same_again(const Credential& credential) {
    if (const auto* key = credential.key()) return SecretKey(key->expose());
    if (const auto* words = credential.passphrase()) return Passphrase(as_text(words->expose()));
    return *credential.callback();
}

void require_only_credential(store::Store& store) {
    if (store.key_table().keys.entries.size() == 1) return;
    throw Error(ErrorCode::invalid_record,
                "the registry opens with a key and with a passphrase, and only one is given here: remove "
                "the other one first, and add it again afterwards");
}

}  // namespace

void Registry::compact(const std::filesystem::path& file, Credential credential, Options options,
                       const Progress& progress) {
    options = completed(std::move(options));
    options.read_only = false;
    options.exclusive = true;
    const auto files = file_options(options);
    // Nobody else has it open until the new file has its name.
    store::Store store(file,
                       std::make_unique<store::vault::Keyring>(same_again(credential), options.random,
                                                               options.accept_wal_loss),
                       files);
    require_only_credential(store);
    const registry::FreshVault vault(credential, options.random);
    std::array<std::uint8_t, 16> suffix{};
    options.random->fill(suffix);
    const registry::Unfinished fresh(store::Store::prepare(
        file.string() + ".compact", to_string(suffix), vault.keys, vault.table, files));
    registry::copy_into(fresh.path(), vault.keys, store, options.random, files, progress);
    store.scrub();
    store::replace(fresh.path(), store.file());
}

}  // namespace lawful
