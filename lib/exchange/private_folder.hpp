// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

namespace lawful::exchange {

/// A new folder of mode 0700 with files of mode 0600. All of it stands in a folder beside `target` until
/// `finish` renames that: what was killed or failed never looks complete. What is not finished is removed.
class PrivateFolder {
public:
    /// Throws `invalid_file` when there is something of that name, `input_output`, `disk_full`.
    explicit PrivateFolder(const std::filesystem::path& target);
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;
    ~PrivateFolder();

    /// Where it is until then.
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    void add(std::string_view name, std::string_view content);
    /// Everything is on disk when it returns. Throws as the constructor.
    void finish();
    [[nodiscard]] bool is_finished() const noexcept { return path_.empty(); }

private:
    std::filesystem::path target_;
    std::filesystem::path path_;
};

}  // namespace lawful::exchange
