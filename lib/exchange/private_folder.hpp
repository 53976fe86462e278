// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

namespace lawful::exchange {

/// A new folder of mode 0700 with files of mode 0600. What is not finished is removed.
class PrivateFolder {
public:
    /// Throws `invalid_file` when there is something of that name, `input_output`.
    explicit PrivateFolder(std::filesystem::path folder);
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;
    ~PrivateFolder();

    void add(std::string_view name, std::string_view content);
    void finish() noexcept { finished_ = true; }

private:
    std::filesystem::path folder_;
    bool finished_ = false;
};

}  // namespace lawful::exchange
