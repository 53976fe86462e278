// SPDX-License-Identifier: Apache-2.0
#include "faults/fault_file.hpp"

#include <cstring>

namespace faults {

struct FileHooks {
    using Turn = FaultVfs::Turn;

    static FaultFile& of(sqlite3_file* file) { return *reinterpret_cast<FaultFile*>(file); }

    static int close(sqlite3_file* handle) {
        auto& file = of(handle);
        const int code = file.real->pMethods->xClose(file.real);
        file.~FaultFile();
        return code;
    }

    static int read(sqlite3_file* handle, void* out, int amount, sqlite3_int64 offset) {
        auto& file = of(handle);
        const std::lock_guard lock(file.disk->lock_);
        const auto turn = file.disk->turn(Operation::read);
        if (turn != Turn::pass && turn != Turn::short_read) return SQLITE_IOERR_READ;
        const int code = file.real->pMethods->xRead(file.real, out, amount, offset);
        if (code == SQLITE_OK) file.disk->counts_.bytes_read += static_cast<std::uint64_t>(amount);
        if (turn == Turn::pass || code != SQLITE_OK) return code;
        const auto half = static_cast<std::size_t>(amount) / 2;
        std::memset(static_cast<char*>(out) + half, 0, static_cast<std::size_t>(amount) - half);
        return SQLITE_IOERR_SHORT_READ;
    }

    static int write(sqlite3_file* handle, const void* data, int amount, sqlite3_int64 offset) {
        auto& file = of(handle);
        auto& disk = *file.disk;
        const std::lock_guard lock(disk.lock_);
        const auto turn = disk.turn(Operation::write);
        if (turn == Turn::refused) return SQLITE_IOERR_WRITE;
        const auto start = static_cast<std::uint64_t>(offset);
        auto bytes = std::span(static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(amount));
        if (turn == Turn::power_cut) {
            if (file.inode) disk.disk_.write(*file.inode, start, bytes);
            return SQLITE_IOERR_WRITE;
        }
        int failure = SQLITE_OK;
        if (turn == Turn::error) {
            bytes = bytes.first(bytes.size() / 2);
            failure = SQLITE_IOERR_WRITE;
        }
        if (file.inode) {
            const auto end = disk.admitted(*file.inode, start + bytes.size());
            if (end < start + bytes.size()) {
                bytes = bytes.first(end > start ? end - start : 0);
                failure = SQLITE_FULL;
            }
        }
        const int code = bytes.empty() ? SQLITE_OK : put(file, bytes, offset);
        return code == SQLITE_OK ? failure : code;
    }

    static int put(FaultFile& file, std::span<const std::uint8_t> bytes, sqlite3_int64 offset) {
        const int code = file.real->pMethods->xWrite(file.real, bytes.data(),
                                                     static_cast<int>(bytes.size()), offset);
        if (code != SQLITE_OK) return code;
        file.disk->counts_.bytes_written += bytes.size();
        if (file.inode) {
            file.disk->disk_.write(*file.inode, static_cast<std::uint64_t>(offset), bytes);
        }
        return SQLITE_OK;
    }

    static int truncate(sqlite3_file* handle, sqlite3_int64 size) {
        auto& file = of(handle);
        const std::lock_guard lock(file.disk->lock_);
        const auto turn = file.disk->turn(Operation::truncate);
        if (turn == Turn::refused || turn == Turn::error) return SQLITE_IOERR_TRUNCATE;
        const int code = turn == Turn::power_cut ? SQLITE_IOERR_TRUNCATE
                                                 : file.real->pMethods->xTruncate(file.real, size);
        if (file.inode && (code == SQLITE_OK || turn == Turn::power_cut)) {
            file.disk->disk_.truncate(*file.inode, static_cast<std::uint64_t>(size));
        }
        return code;
    }

    static int sync(sqlite3_file* handle, int flags) {
        auto& file = of(handle);
        auto& disk = *file.disk;
        const std::lock_guard lock(disk.lock_);
        const auto turn = disk.turn(Operation::sync);
        if (turn == Turn::error && file.inode) Disk::sync_failed(*file.inode, disk.chance_);
        if (turn != Turn::pass && turn != Turn::short_read) return SQLITE_IOERR_FSYNC;
        const InsideVfs inside;
        const int code = file.real->pMethods->xSync(file.real, flags);
        if (code != SQLITE_OK || disk.lying_ || !file.inode) return code;
        Disk::sync(*file.inode);
        if (file.folder_unsynced) disk.disk_.sync_folder();
        file.folder_unsynced = false;
        return SQLITE_OK;
    }

    /// Counts an operation that is passed on as it is; whether it may pass.
    static bool passes(FaultFile& file, Operation operation) {
        const std::lock_guard lock(file.disk->lock_);
        const auto turn = file.disk->turn(operation);
        return turn == Turn::pass || turn == Turn::short_read;
    }

    static int size(sqlite3_file* handle, sqlite3_int64* bytes) {
        auto& file = of(handle);
        if (!passes(file, Operation::size)) return SQLITE_IOERR_FSTAT;
        return file.real->pMethods->xFileSize(file.real, bytes);
    }

    static int lock(sqlite3_file* handle, int level) {
        auto& file = of(handle);
        if (!passes(file, Operation::lock)) return SQLITE_IOERR_LOCK;
        return file.real->pMethods->xLock(file.real, level);
    }

    /// The real lock goes in any case: the process is still there, and others wait for it.
    static int unlock(sqlite3_file* handle, int level) {
        auto& file = of(handle);
        const bool passed = passes(file, Operation::unlock);
        const int code = file.real->pMethods->xUnlock(file.real, level);
        return passed ? code : SQLITE_IOERR_UNLOCK;
    }

    static int reserved(sqlite3_file* handle, int* held) {
        auto& file = of(handle);
        if (!passes(file, Operation::reserved)) return SQLITE_IOERR_CHECKRESERVEDLOCK;
        return file.real->pMethods->xCheckReservedLock(file.real, held);
    }

    static int control(sqlite3_file* handle, int operation, void* argument) {
        auto& file = of(handle);
        return file.real->pMethods->xFileControl(file.real, operation, argument);
    }

    static int sector_size(sqlite3_file* handle) {
        return of(handle).real->pMethods->xSectorSize(of(handle).real);
    }

    static int characteristics(sqlite3_file* handle) {
        return of(handle).real->pMethods->xDeviceCharacteristics(of(handle).real);
    }

    static int shm_map(sqlite3_file* handle, int page, int size, int extend, void volatile** out) {
        auto& file = of(handle);
        *out = nullptr;
        if (!passes(file, Operation::shm_map)) return SQLITE_IOERR_SHMMAP;
        return file.real->pMethods->xShmMap(file.real, page, size, extend, out);
    }

    static int shm_lock(sqlite3_file* handle, int offset, int count, int flags) {
        auto& file = of(handle);
        // SQLite takes an unlock for granted.
        if ((flags & SQLITE_SHM_UNLOCK) == 0 && !passes(file, Operation::shm_lock)) {
            return SQLITE_IOERR_SHMLOCK;
        }
        return file.real->pMethods->xShmLock(file.real, offset, count, flags);
    }

    static void shm_barrier(sqlite3_file* handle) {
        of(handle).real->pMethods->xShmBarrier(of(handle).real);
    }

    static int shm_unmap(sqlite3_file* handle, int remove) {
        return of(handle).real->pMethods->xShmUnmap(of(handle).real, remove);
    }
};

const sqlite3_io_methods& file_methods() {
    static const sqlite3_io_methods methods = {.iVersion = 2,
                                               .xClose = FileHooks::close,
                                               .xRead = FileHooks::read,
                                               .xWrite = FileHooks::write,
                                               .xTruncate = FileHooks::truncate,
                                               .xSync = FileHooks::sync,
                                               .xFileSize = FileHooks::size,
                                               .xLock = FileHooks::lock,
                                               .xUnlock = FileHooks::unlock,
                                               .xCheckReservedLock = FileHooks::reserved,
                                               .xFileControl = FileHooks::control,
                                               .xSectorSize = FileHooks::sector_size,
                                               .xDeviceCharacteristics = FileHooks::characteristics,
                                               .xShmMap = FileHooks::shm_map,
                                               .xShmLock = FileHooks::shm_lock,
                                               .xShmBarrier = FileHooks::shm_barrier,
                                               .xShmUnmap = FileHooks::shm_unmap,
                                               .xFetch = nullptr,
                                               .xUnfetch = nullptr};
    return methods;
}

}  // namespace faults
