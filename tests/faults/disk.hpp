// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "faults/chance.hpp"

namespace faults {

/// A write or a truncation that no sync has made durable yet.
struct Change {
    std::uint64_t at = 0;      ///< its place in the order of all changes of the disk
    std::uint64_t offset = 0;  ///< of a truncation: the new size
    std::vector<std::uint8_t> bytes{};
    bool truncation = false;
};

/// The content of one file: what the disk surely holds, and what it may hold besides.
struct Inode {
    ::ino_t real = 0;
    std::uint64_t size = 0;  ///< as the process sees it
    std::vector<std::uint8_t> durable{};
    std::vector<Change> pending{};
};

/// What a disk may hold after the power goes: README.md says which promises are modelled. It knows
/// contents and names; it does no input or output but `adopt` and `crash_image`.
class Disk {
public:
    /// The file of that name. One that the disk does not know yet is durable as it lies there.
    [[nodiscard]] std::shared_ptr<Inode> adopt(const std::filesystem::path& file);
    /// A new, empty file; its name is durable after `sync_folder`.
    [[nodiscard]] std::shared_ptr<Inode> create(const std::filesystem::path& file);
    void remove(const std::filesystem::path& file);
    /// A second name of the file; durable after `sync_folder`.
    void link(const std::filesystem::path& from, const std::filesystem::path& to);
    void rename(const std::filesystem::path& from, const std::filesystem::path& to);

    void write(Inode& inode, std::uint64_t offset, std::span<const std::uint8_t> bytes);
    void truncate(Inode& inode, std::uint64_t size);
    static void sync(Inode& inode);
    /// Some of it reached the disk, the rest never will: the system forgets what it could not write.
    static void sync_failed(Inode& inode, Chance& chance);
    /// Every name is durable as it is now: a folder is synced as a whole.
    void sync_folder();

    /// Bytes of all files with a name.
    [[nodiscard]] std::uint64_t used() const;

    /// Writes one of the states that the disk may be in, chosen by `seed`, into a folder.
    void crash_image(std::uint64_t seed, const std::filesystem::path& target) const;

private:
    /// What a name stood for, one after the other; the first is durable. Null: no such file.
    struct Meaning {
        std::uint64_t at = 0;
        std::shared_ptr<Inode> inode{};
    };
    using Name = std::vector<Meaning>;
    [[nodiscard]] Name& known(const std::filesystem::path& file);

    std::map<std::filesystem::path, Name> names_;
    std::uint64_t clock_ = 0;
};

}  // namespace faults
