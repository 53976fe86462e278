// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace faults {

/// A new folder that goes with this object. In memory where the system has that, because cuts are many
/// and small; on the disk of TMPDIR for what must meet a real file system.
class Folder {
public:
    enum class On : unsigned char { memory = 1, disk };

    explicit Folder(On where = On::memory);
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// Takes what lies in `source`, a flat folder.
    void fill_from(const std::filesystem::path& source) const;

private:
    std::filesystem::path path_;
};

}  // namespace faults
