// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace lawful::exchange {

/// The rows nobody could use, as their original bytes, so that they can be mended and imported
/// again; beside it `NAME.reasons.csv` with line and reason. Both appear with the first row, mode
/// 0600, and overwrite nothing.
class RejectFile {
public:
    /// Throws `invalid_file` when either file exists.
    RejectFile(std::filesystem::path file, std::string header);
    RejectFile(const RejectFile&) = delete;
    RejectFile& operator=(const RejectFile&) = delete;
    ~RejectFile();

    /// Throws `input_output`, `disk_full`.
    void add(std::uint64_t line, std::string_view reason, std::string_view original);
    /// Makes sure that all of it is on disk.
    void finish();

private:
    void begin();

    std::filesystem::path rows_file_;
    std::filesystem::path reasons_file_;
    std::string header_;
    int rows_ = -1;
    int reasons_ = -1;
};

}  // namespace lawful::exchange
