// SPDX-License-Identifier: Apache-2.0
#include "faults/vault_sql.hpp"

#include <memory>

#include "crypto/system_random.hpp"
#include "store/vault/vault.hpp"

namespace faults {
namespace {

namespace vault = lawful::store::vault;

lawful::Credential credential() {
    const lawful::Bytes bytes(lawful::SecretKey::size, 7);
    return lawful::SecretKey(bytes);
}

void create(const std::filesystem::path& file, const std::string& vfs) {
    const auto random = std::make_shared<lawful::crypto::SystemRandom>();
    vault::FileId id{};
    random->fill(id);
    auto file_key = lawful::crypto::SubKey::generate(*random);
    vault::KeyTable table;
    table.put(vault::wrap_file_key(credential(), file_key, id, *random));
    const auto keys = vault::keep_keys(std::move(file_key), id, random);
    vault::format(vfs, file.string(), *keys, table);
}

Database open(const std::filesystem::path& file, const std::string& vfs) {
    vault::Keyring keyring(credential(), std::make_shared<lawful::crypto::SystemRandom>());
    const vault::Opening opening(keyring);
    vault::forget_failure();
    sqlite3* made = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &made, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                                     vault::vfs_over(vfs).c_str());
    Database database(made);
    if (code != SQLITE_OK) vault::throw_kept_failure();
    require(made, code);
    return database;
}

}  // namespace

SqlKind vault_sqlite() { return {.create = create, .open = open, .settings = library_settings()}; }

}  // namespace faults
