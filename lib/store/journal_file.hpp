// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/bytes.hpp"

namespace lawful::store {

/// The bytes of the denial journal, through the VFS that lies under the registry's own. Every call
/// opens the file anew: a journal that was taken away must not be written to unseen.
class JournalFile {
public:
    /// Of the registry file. Empty `base_vfs`: SQLite's own.
    JournalFile(const std::filesystem::path& registry, std::string base_vfs);

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// None: there is no such file, or nothing in it.
    [[nodiscard]] std::optional<std::uint64_t> size() const;
    /// At most `count` bytes from there on.
    [[nodiscard]] std::string read(std::uint64_t offset, std::uint64_t count) const;

    /// Writes and syncs. Throws `disk_full`, `input_output`, `read_only`.
    void write(std::uint64_t offset, std::string_view bytes);
    void truncate(std::uint64_t size);
    /// A new file, readable by its owner only; never over another (`registry_exists`).
    void create(std::string_view bytes);
    /// Gives it another name, out of the way.
    void set_aside(std::string_view suffix);

private:
    class Handle;

    std::filesystem::path path_;
    std::string base_vfs_;
};

/// `NAME.denials`.
[[nodiscard]] std::filesystem::path journal_of(const std::filesystem::path& registry);

/// Gives a finished registry's journal its name. A journal without denials that was left there by a
/// `create` that did not end gives way; throws `registry_exists` for any other.
void publish_journal(const std::filesystem::path& finished, const std::filesystem::path& name);

}  // namespace lawful::store
