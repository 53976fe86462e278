// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>
#include <map>
#include <new>
#include <string_view>

#include <fmt/format.h>

#include "store/vault/io_methods.hpp"
#include "store/vault/vault.hpp"
#include "store/vault/wal_file.hpp"

#include <lawful/error.hpp>

namespace lawful::store::vault {
namespace {

struct Vfs {
    sqlite3_vfs vfs{};
    sqlite3_vfs* base = nullptr;
    std::string name;
};

sqlite3_vfs& base_of(sqlite3_vfs* vfs) { return *static_cast<Vfs*>(vfs->pAppData)->base; }

/// Nothing is thrown across a C callback.
template <class Work>
int guarded(Work work) noexcept {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return SQLITE_NOMEM;
    } catch (...) {
        keep_failure();
        return SQLITE_CANTOPEN;
    }
}

int open_main(sqlite3_vfs* vfs, const char* name, sqlite3_file* out, int flags, int* out_flags) {
    auto* const keyring = Opening::current();
    if (keyring == nullptr || name == nullptr || (flags & SQLITE_OPEN_CREATE) != 0) {
        return SQLITE_CANTOPEN;
    }
    auto file = std::make_unique<MainFile>();
    if (const int outcome = file->base().open(base_of(vfs), name, flags, out_flags);
        outcome != SQLITE_OK) {
        return outcome;
    }
    file->unlock(keyring->unlock(file->read_block0(name), name), keyring->accept_wal_loss());
    give_methods(out, std::move(file));
    return SQLITE_OK;
}

int open_wal(sqlite3_vfs* vfs, const char* name, sqlite3_file* out, int flags, int* out_flags) {
    auto* const main = dynamic_cast<MainFile*>(file_of(sqlite3_database_file_object(name)));
    if (main == nullptr) return SQLITE_CANTOPEN;
    auto file = std::make_unique<WalFile>(main->keys(), main->accept_wal_loss());
    if (const int outcome = file->base().open(base_of(vfs), name, flags, out_flags);
        outcome != SQLITE_OK) {
        return outcome;
    }
    give_methods(out, std::move(file));
    return SQLITE_OK;
}

/// Journals and temporary files would be in clear: there are none.
int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* out, int flags, int* out_flags) {
    out->pMethods = nullptr;
    return guarded([&] {
        if ((flags & SQLITE_OPEN_MAIN_DB) != 0) return open_main(vfs, name, out, flags, out_flags);
        if ((flags & SQLITE_OPEN_WAL) != 0) return open_wal(vfs, name, out, flags, out_flags);
        return SQLITE_CANTOPEN;
    });
}

/// A journal that somebody put beside the file is not there: it must not be rolled back.
bool is_log(std::string_view name) { return name.ends_with("-wal"); }

bool is_journal(std::string_view name) {
    return name.ends_with("-journal") || name.find("-mj") != std::string_view::npos;
}

int access_file(sqlite3_vfs* vfs, const char* name, int flags, int* out) {
    if (name != nullptr && is_journal(name) && !is_log(name)) {
        *out = 0;
        return SQLITE_OK;
    }
    auto& base = base_of(vfs);
    return base.xAccess(&base, name, flags, out);
}

int delete_file(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    if (name != nullptr && !is_log(name)) return SQLITE_IOERR_DELETE_NOENT;
    auto& base = base_of(vfs);
    return base.xDelete(&base, name, sync_folder);
}

int full_name(sqlite3_vfs* vfs, const char* name, int size, char* out) {
    auto& base = base_of(vfs);
    return base.xFullPathname(&base, name, size, out);
}

int randomness(sqlite3_vfs* vfs, int size, char* out) {
    auto& base = base_of(vfs);
    return base.xRandomness(&base, size, out);
}

int sleep(sqlite3_vfs* vfs, int microseconds) {
    auto& base = base_of(vfs);
    return base.xSleep(&base, microseconds);
}

int current_time(sqlite3_vfs* vfs, double* out) {
    auto& base = base_of(vfs);
    return base.xCurrentTime(&base, out);
}

int last_error(sqlite3_vfs* vfs, int size, char* out) {
    auto& base = base_of(vfs);
    return base.xGetLastError(&base, size, out);
}

/// Extensions are other people's code inside the process that holds the keys.
void* no_library(sqlite3_vfs*, const char*) { return nullptr; }
void no_library_error(sqlite3_vfs*, int size, char* out) {
    if (size > 0) std::strncpy(out, "a vault loads no extensions", static_cast<std::size_t>(size) - 1);
}

std::unique_ptr<Vfs> make(sqlite3_vfs& base, std::string name) {
    auto made = std::make_unique<Vfs>();
    made->base = &base;
    made->name = std::move(name);
    auto& vfs = made->vfs;
    vfs.iVersion = 1;
    vfs.szOsFile = handle_size;
    vfs.mxPathname = base.mxPathname;
    vfs.zName = made->name.c_str();
    vfs.pAppData = made.get();
    vfs.xOpen = open_file;
    vfs.xDelete = delete_file;
    vfs.xAccess = access_file;
    vfs.xFullPathname = full_name;
    vfs.xDlOpen = no_library;
    vfs.xDlError = no_library_error;
    vfs.xRandomness = randomness;
    vfs.xSleep = sleep;
    vfs.xCurrentTime = current_time;
    vfs.xGetLastError = last_error;
    return made;
}

[[noreturn]] void refuse(int outcome, const std::string& file, const char* what) {
    throw Error(outcome == SQLITE_FULL ? ErrorCode::disk_full : ErrorCode::input_output,
                fmt::format("{}: {}", file, what));
}

}  // namespace

std::string vfs_over(const std::string& base) {
    static std::mutex lock;
    // Never destroyed: SQLite keeps pointers to them until the process ends.
    static auto& registered = *new std::map<std::string, std::unique_ptr<Vfs>>;
    const std::lock_guard guard(lock);
    auto* const below = sqlite3_vfs_find(base.c_str());
    if (below == nullptr) throw Error(ErrorCode::internal, "no such VFS: " + base);
    auto& kept = registered[base];
    if (!kept || kept->base != below) {
        if (kept) sqlite3_vfs_unregister(&kept->vfs);
        kept = make(*below, "lawful-vault-" + base);
        if (sqlite3_vfs_register(&kept->vfs, 0) != SQLITE_OK) {
            throw Error(ErrorCode::internal, "the vault cannot be registered");
        }
    }
    return kept->name;
}

void format(const std::string& base_vfs, const std::string& name, const FileKeys& keys,
            const KeyTable& table) {
    auto* const base = sqlite3_vfs_find(base_vfs.c_str());
    if (base == nullptr) throw Error(ErrorCode::internal, "no such VFS: " + base_vfs);
    BaseFile file;
    constexpr int flags = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                          SQLITE_OPEN_EXCLUSIVE;
    // SQLite's VFS wants a name with two zeros behind it.
    std::string ended = name;
    ended.append(2, '\0');
    int given = 0;
    if (const int outcome = file.open(*base, ended.c_str(), flags, &given); outcome != SQLITE_OK) {
        refuse(outcome, name, "it cannot be made");
    }
    Page page;
    seal_page(keys, 1, empty_page1(), page);
    const auto block = encode_block0(keys.file_id(), table);
    for (const int outcome : {file.write(block, 0), file.write(page, page_size),
                              file.sync(SQLITE_SYNC_FULL)}) {
        if (outcome != SQLITE_OK) refuse(outcome, name, "it cannot be written");
    }
}

}  // namespace lawful::store::vault
