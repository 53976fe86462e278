// SPDX-License-Identifier: Apache-2.0
#include "registry/backup.hpp"

#include <fmt/format.h>


#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

using store::BackupFile;
using store::BackupPart;

constexpr auto id_name = "registry_id";
/// What the registry keys of the backup are wrapped under, itself wrapped for the file of keys.
constexpr auto key_name = "field_key";
constexpr auto journal_name = "journal";
constexpr auto backup_name = "backup";  // the same in both files

void put_field_key(const crypto::SubKey& field_key, RegistryId id, BackupFile& keys,
                   const store::vault::Keys& under, Random& random) {
    const auto wrapped = crypto::wrap_registry_key(under->field_key().view(), id.bytes, random, field_key);
    keys.put_meta(key_name, wrapped.bytes);
}

/// The only backup in the folder, by the name that its two files share.
std::filesystem::path only_backup(const std::filesystem::path& folder) {
    std::error_code missing;
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder, missing)) {
        if (entry.path().extension() == ".data") found.push_back(entry.path());
    }
    if (found.size() == 1) return found.front().replace_extension();
    throw Error(ErrorCode::invalid_file,
                fmt::format("{}: want a folder with one backup, NAME.data and NAME.keys", folder.string()));
}

BackupFile open_part(const std::filesystem::path& file, BackupPart part, const Credential& credential,
                     const std::shared_ptr<Random>& random, const store::OpenOptions& options,
                     store::vault::Keys& keys) {
    if (!std::filesystem::exists(file)) {
        throw Error(ErrorCode::invalid_file, fmt::format("{}: this part of the backup is missing", file.string()));
    }
    const auto block = store::read_key_table(file);
    keys = store::vault::keep_keys(store::vault::unwrap_file_key(credential, block, file.string()),
                                   block.file_id, random);
    return BackupFile::open(file, part, keys, options);
}

store::RowProgress rows_of(const Progress& progress) {
    if (!progress) return {};
    return [&progress](std::uint64_t done) { progress(done, 0); };
}

/// A crash between the two names leaves the keys alone. They may as well belong to data that was taken
/// elsewhere: only who looks after the backups can tell, and is told.
void require_free(const std::string& data_name, const std::string& keys_name) {
    if (std::filesystem::exists(data_name)) {
        throw Error(ErrorCode::registry_exists, fmt::format("{}: there is a file already", data_name));
    }
    if (!std::filesystem::exists(keys_name)) return;
    throw Error(ErrorCode::registry_exists,
                fmt::format("{}: keys are there without their data: they are another backup's, or of one that "
                            "was interrupted; take another folder, or remove them if their data is nowhere",
                            keys_name));
}

}  // namespace

FreshVault::FreshVault(const Credential& credential, const std::shared_ptr<Random>& random) {
    store::vault::FileId id{};
    random->fill(id);
    auto key = crypto::SubKey::generate(*random);
    table.put(store::vault::wrap_file_key(credential, key, id, *random));
    keys = store::vault::keep_keys(std::move(key), id, random);
}

void back_up(const Context& context, const std::filesystem::path& folder, const Credential& credential,
             const Progress& progress) {
    std::filesystem::create_directories(folder);
    const auto name = folder / context.store().file().filename();
    const auto data_name = name.string() + ".data";
    const auto keys_name = name.string() + ".keys";
    require_free(data_name, keys_name);
    std::array<std::uint8_t, 16> backup_id{};
    context.random().fill(backup_id);
    const Unfinished data_file(data_name + ".new-" + to_string(backup_id));
    const Unfinished keys_file(keys_name + ".new-" + to_string(backup_id));
    const auto& random = context.shared_random();
    const FreshVault data_vault(credential, random);
    const FreshVault keys_vault(credential, random);
    store::OpenOptions options;
    options.base_vfs = context.store().options().base_vfs;
    {
        auto data = BackupFile::create(data_file.path(), BackupPart::data, data_vault.keys,
                                       data_vault.table, options);
        auto keys = BackupFile::create(keys_file.path(), BackupPart::keys, keys_vault.keys,
                                       keys_vault.table, options);
        const auto from = context.store().read();
        data.put_meta(backup_name, backup_id);
        keys.put_meta(backup_name, backup_id);
        data.put_meta(id_name, context.id().bytes);
        if (const auto mark = from.meta(journal_name)) data.put_meta(journal_name, *mark);
        put_field_key(context.store().keys()->field_key(), context.id(), keys, keys_vault.keys, context.random());
        const auto rows = rows_of(progress);
        data.copy(from, rows);
        keys.copy(from, rows);
        data.finish();
        keys.finish();
    }
    store::publish(keys_file.path(), keys_name);
    try {
        store::publish(data_file.path(), data_name);
    } catch (const Error&) {
        // Keys without their data would stand in the way of the next try.
        std::error_code ignored;
        std::filesystem::remove(keys_name, ignored);
        throw;
    }
}

RegistryId join(const std::filesystem::path& folder, const Credential& credential,
              const std::filesystem::path& prepared, const store::vault::Keys& keys,
              std::shared_ptr<Random> random, const store::OpenOptions& options,
              const Progress& progress) {
    const auto name = only_backup(folder).string();
    store::vault::Keys data_keys;
    store::vault::Keys keys_keys;
    auto data = open_part(name + ".data", BackupPart::data, credential, random, options, data_keys);
    auto secrets = open_part(name + ".keys", BackupPart::keys, credential, random, options, keys_keys);
    if (data.meta(backup_name) != secrets.meta(backup_name)) {
        throw Error(ErrorCode::invalid_file,
                    fmt::format("{}: its two files are not of the same backup", folder.string()));
    }
    RegistryId id;
    id.bytes = to_array<16>(data.meta(id_name));
    const auto before = crypto::unwrap_registry_key(keys_keys->field_key().view(), id.bytes,
                                                    crypto::Sealed{secrets.meta(key_name)});
    const auto own = keys->field_key();
    store::Restoring restoring(prepared, keys, options);
    restoring.put_meta(id_name, id.bytes);
    restoring.put_meta(journal_name, data.meta(journal_name));
    restoring.copy(data, secrets, rows_of(progress));
    restoring.wrap_epochs_again([&](const crypto::Sealed& wrapped) {
        const auto registry_key = crypto::unwrap_registry_key(before.view(), id.bytes, wrapped);
        return crypto::wrap_registry_key(own.view(), id.bytes, *random, registry_key);
    });
    restoring.finish();
    return id;
}

void copy_into(const std::filesystem::path& prepared, const store::vault::Keys& keys, store::Store& from,
               std::shared_ptr<Random> random, const store::OpenOptions& options,
               const Progress& progress) {
    store::Restoring copy(prepared, keys, options);
    const auto before = from.keys()->field_key();
    const auto own = keys->field_key();
    const auto transaction = from.read();
    RegistryId id;
    id.bytes = to_array<16>(transaction.meta(id_name).value());
    copy.put_meta(id_name, id.bytes);
    if (const auto mark = transaction.meta(journal_name)) copy.put_meta(journal_name, *mark);
    copy.copy(transaction, rows_of(progress));
    copy.wrap_epochs_again([&](const crypto::Sealed& wrapped) {
        const auto registry_key = crypto::unwrap_registry_key(before.view(), id.bytes, wrapped);
        return crypto::wrap_registry_key(own.view(), id.bytes, *random, registry_key);
    });
    copy.finish();
}

}  // namespace lawful::registry
