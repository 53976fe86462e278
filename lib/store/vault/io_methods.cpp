// SPDX-License-Identifier: Apache-2.0
#include "store/vault/io_methods.hpp"

#include <new>

#include "store/vault/knobs.hpp"
#include "store/vault/vault.hpp"

#include <lawful/error.hpp>

namespace lawful::store::vault {
namespace {

struct Handle {
    sqlite3_file sqlite;
    VaultFile* file;
};

VaultFile& file_in(sqlite3_file* handle) { return *reinterpret_cast<Handle*>(handle)->file; }

BaseFile& base_in(sqlite3_file* handle) { return file_in(handle).base(); }

/// Nothing is thrown across a C callback, and a lower layer's code is not replaced.
template <class Work>
int guarded(int otherwise, Work work) noexcept {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return SQLITE_NOMEM;
    } catch (...) {
        keep_failure();
        return otherwise;
    }
}

int close_file(sqlite3_file* handle) {
    delete std::exchange(reinterpret_cast<Handle*>(handle)->file, nullptr);
    handle->pMethods = nullptr;
    return SQLITE_OK;
}

int read_file(sqlite3_file* handle, void* out, int size, sqlite3_int64 offset) {
    const std::span bytes(static_cast<std::uint8_t*>(out), static_cast<std::size_t>(size));
    return guarded(SQLITE_IOERR_READ, [&] { return file_in(handle).read(bytes, offset); });
}

int write_file(sqlite3_file* handle, const void* in, int size, sqlite3_int64 offset) {
    const ByteView bytes(static_cast<const std::uint8_t*>(in), static_cast<std::size_t>(size));
    return guarded(SQLITE_IOERR_WRITE, [&] { return file_in(handle).write(bytes, offset); });
}

int truncate_file(sqlite3_file* handle, sqlite3_int64 size) { return file_in(handle).truncate(size); }

int sync_file(sqlite3_file* handle, int flags) { return base_in(handle).sync(flags); }

int size_file(sqlite3_file* handle, sqlite3_int64* out) {
    std::int64_t size = 0;
    const int outcome = file_in(handle).size(size);
    *out = size;
    return outcome;
}

int lock_file(sqlite3_file* handle, int level) {
    auto& base = base_in(handle);
    return base.methods().xLock(base.get(), level);
}

int unlock_file(sqlite3_file* handle, int level) {
    auto& base = base_in(handle);
    return base.methods().xUnlock(base.get(), level);
}

int check_reserved(sqlite3_file* handle, int* out) {
    auto& base = base_in(handle);
    return base.methods().xCheckReservedLock(base.get(), out);
}

/// `text[1]` is the name and `text[2]` the value; `text[0]` takes the message.
int answer_pragma(char** text) {
    if (text[2] == nullptr || !is_refused(text[1], text[2])) return SQLITE_NOTFOUND;
    text[0] = sqlite3_mprintf("this setting of a vault cannot be changed: %s", text[1]);
    return SQLITE_ERROR;
}

int control_file(sqlite3_file* handle, int operation, void* argument) {
    switch (operation) {
        case SQLITE_FCNTL_PRAGMA: return answer_pragma(static_cast<char**>(argument));
        // Those that speak of sizes, of mapped memory or of atomic batches are not for a vault.
        case SQLITE_FCNTL_CHUNK_SIZE:
        case SQLITE_FCNTL_SIZE_HINT:
        case SQLITE_FCNTL_MMAP_SIZE:
        case SQLITE_FCNTL_BEGIN_ATOMIC_WRITE:
        case SQLITE_FCNTL_COMMIT_ATOMIC_WRITE:
        case SQLITE_FCNTL_ROLLBACK_ATOMIC_WRITE: return SQLITE_NOTFOUND;
        default: break;
    }
    auto& base = base_in(handle);
    return base.methods().xFileControl(base.get(), operation, argument);
}

int sector_size(sqlite3_file* handle) {
    auto& base = base_in(handle);
    return base.methods().xSectorSize(base.get());
}

/// A page is one write of 4,096 bytes below as above, but nothing below is atomic, appends safely or
/// may be read in parts. Frames are written as they are, never padded to a sector.
int characteristics(sqlite3_file* handle) {
    auto& base = base_in(handle);
    constexpr int kept = SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN;
    return (base.methods().xDeviceCharacteristics(base.get()) & kept) |
           SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int map_index(sqlite3_file* handle, int region, int size, int extend, void volatile** out) {
    auto& base = base_in(handle);
    return base.methods().xShmMap(base.get(), region, size, extend, out);
}

int lock_index(sqlite3_file* handle, int first, int count, int flags) {
    auto& base = base_in(handle);
    return base.methods().xShmLock(base.get(), first, count, flags);
}

void index_barrier(sqlite3_file* handle) {
    auto& base = base_in(handle);
    base.methods().xShmBarrier(base.get());
}

int unmap_index(sqlite3_file* handle, int remove) {
    auto& base = base_in(handle);
    return base.methods().xShmUnmap(base.get(), remove);
}

/// Version 2: pages are never mapped.
const sqlite3_io_methods methods{2,          close_file,     read_file,       write_file,
                                 truncate_file, sync_file,   size_file,       lock_file,
                                 unlock_file, check_reserved, control_file,   sector_size,
                                 characteristics, map_index, lock_index,      index_barrier,
                                 unmap_index, nullptr,        nullptr};

}  // namespace

const int handle_size = sizeof(Handle);

void give_methods(sqlite3_file* handle, std::unique_ptr<VaultFile> file) {
    reinterpret_cast<Handle*>(handle)->file = file.release();
    handle->pMethods = &methods;
}

VaultFile* file_of(sqlite3_file* handle) {
    if (handle == nullptr || handle->pMethods != &methods) return nullptr;
    return reinterpret_cast<Handle*>(handle)->file;
}

MainFile& vault_of(sqlite3* connection) {
    sqlite3_file* handle = nullptr;
    sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &handle);
    auto* const main = dynamic_cast<MainFile*>(file_of(handle));
    if (main == nullptr) throw Error(ErrorCode::internal, "the connection is not to a vault");
    return *main;
}

}  // namespace lawful::store::vault
