// SPDX-License-Identifier: Apache-2.0
#include "store/journal_file.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <span>

#include <fmt/format.h>

#include "store/file.hpp"
#include "store/vault/base_file.hpp"

#include <lawful/error.hpp>

namespace lawful::store {
namespace {

/// In one call; SQLite's own VFS takes no more than 128 KiB.
constexpr std::size_t most = 65'536;

[[noreturn]] void fail(const std::filesystem::path& file, ErrorCode code, std::string_view what) {
    throw Error(code, fmt::format("{}: {}", file.string(), what));
}

void require(int code, const std::filesystem::path& file) {
    switch (code & 0xFF) {
        case SQLITE_OK: return;
        case SQLITE_FULL: fail(file, ErrorCode::disk_full, "no room left");
        case SQLITE_READONLY:
        case SQLITE_PERM: fail(file, ErrorCode::read_only, "cannot be written");
        default: fail(file, ErrorCode::input_output, "the operating system refused");
    }
}

}  // namespace

/// One open file of the base VFS.
class JournalFile::Handle {
public:
    Handle(const JournalFile& of, int flags) : path_(of.path_), name_(named(of.path_)) {
        require(file_.open(vfs_of(of), name_.c_str(), flags | SQLITE_OPEN_SUPER_JOURNAL, nullptr), path_);
    }

    static sqlite3_vfs& vfs_of(const JournalFile& of) {
        auto* vfs = sqlite3_vfs_find(of.base_vfs_.empty() ? nullptr : of.base_vfs_.c_str());
        if (vfs == nullptr) throw Error(ErrorCode::internal, "no such vfs");
        return *vfs;
    }

    [[nodiscard]] std::uint64_t size() {
        std::int64_t size = 0;
        require(file_.size(size), path_);
        return static_cast<std::uint64_t>(size);
    }
    void read(std::span<std::uint8_t> out, std::uint64_t offset) {
        for (; !out.empty(); offset += most) {
            const auto part = out.first(std::min(most, out.size()));
            require(file_.read(part, static_cast<std::int64_t>(offset)), path_);
            out = out.subspan(part.size());
        }
    }
    void write(ByteView bytes, std::uint64_t offset) {
        for (; !bytes.empty(); offset += most) {
            const auto part = bytes.first(std::min(most, bytes.size()));
            require(file_.write(part, static_cast<std::int64_t>(offset)), path_);
            bytes = bytes.subspan(part.size());
        }
    }
    void truncate(std::uint64_t size) {
        require(file_.truncate(static_cast<std::int64_t>(size)), path_);
    }
    void sync() { require(file_.sync(SQLITE_SYNC_NORMAL), path_); }

private:
    /// SQLite reads the parameters of a name behind its end: there are none.
    static std::string named(const std::filesystem::path& path) {
        return path.string() + std::string(2, '\0');
    }

    const std::filesystem::path& path_;
    std::string name_;
    vault::BaseFile file_;
};

JournalFile::JournalFile(const std::filesystem::path& registry, std::string base_vfs)
    : path_(journal_of(std::filesystem::absolute(registry))), base_vfs_(std::move(base_vfs)) {}

std::optional<std::uint64_t> JournalFile::size() const {
    auto& vfs = Handle::vfs_of(*this);
    int exists = 0;
    require(vfs.xAccess(&vfs, path_.c_str(), SQLITE_ACCESS_EXISTS, &exists), path_);
    if (exists == 0) return std::nullopt;
    return Handle(*this, SQLITE_OPEN_READONLY).size();
}

std::string JournalFile::read(std::uint64_t offset, std::uint64_t count) const {
    Handle file(*this, SQLITE_OPEN_READONLY);
    const auto size = file.size();
    Bytes bytes(offset < size ? std::min(count, size - offset) : 0);
    file.read(bytes, offset);
    return std::string(as_text(bytes));
}

void JournalFile::write(std::uint64_t offset, std::string_view bytes) {
    Handle file(*this, SQLITE_OPEN_READWRITE);
    file.write(as_bytes(bytes), offset);
    file.sync();
}

void JournalFile::truncate(std::uint64_t size) {
    Handle file(*this, SQLITE_OPEN_READWRITE);
    file.truncate(size);
    file.sync();
}

void JournalFile::create(std::string_view bytes) {
    if (std::filesystem::exists(std::filesystem::symlink_status(path_))) {
        fail(path_, ErrorCode::registry_exists, "there is a denial journal already");
    }
    Handle file(*this, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    std::filesystem::permissions(path_, std::filesystem::perms::owner_read |
                                            std::filesystem::perms::owner_write);
    file.write(as_bytes(bytes), 0);
    file.sync();
}

void JournalFile::set_aside(std::string_view suffix) {
    if (!std::filesystem::exists(path_)) return;
    std::filesystem::rename(path_, fmt::format("{}.{}", path_.string(), suffix));
}

std::filesystem::path journal_of(const std::filesystem::path& registry) {
    return registry.string() + ".denials";
}

void publish_journal(const std::filesystem::path& finished, const std::filesystem::path& name) {
    const auto to = journal_of(name);
    std::ifstream there(to, std::ios::binary);
    std::string head;
    if (there && std::getline(there, head) && there.peek() == std::ifstream::traits_type::eof()) {
        std::filesystem::remove(to);
    }
    // The name of a registry must never be durable before that of its journal.
    if (::link(journal_of(finished).c_str(), to.c_str()) == 0) return sync_folder_of(name);
    if (errno == EEXIST) {
        fail(to, ErrorCode::registry_exists, "there is a denial journal already: move it away");
    }
    fail(to, ErrorCode::input_output, std::strerror(errno));
}

}  // namespace lawful::store
