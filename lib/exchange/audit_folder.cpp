// SPDX-License-Identifier: Apache-2.0
#include "exchange/audit_folder.hpp"

#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include <lawful/error.hpp>

#include "exchange/audit_manifest.hpp"
#include "exchange/regular_file.hpp"

namespace lawful::exchange {
namespace {

namespace fs = std::filesystem;

/// More than a manifest has room for: a folder with so many has strangers among them.
constexpr std::size_t most_paths = 100'000;

void look(const fs::path& folder, const std::string& inside, std::vector<std::string>& found) {
    for (const auto& entry : fs::directory_iterator(folder / inside)) {
        if (found.size() == most_paths) return;
        auto name = inside + entry.path().filename().string();
        // A link to a folder is no folder.
        const bool is_folder = entry.symlink_status().type() == fs::file_type::directory;
        if (is_folder) name += '/';
        found.push_back(name);
        if (is_folder && is_audit_folder(name)) look(folder, name, found);
    }
}

std::vector<std::string> paths_in(const fs::path& folder) {
    std::vector<std::string> found;
    try {
        look(folder, "", found);
    } catch (const fs::filesystem_error& error) {
        throw Error(ErrorCode::input_output, "cannot be read: " + error.code().message());
    }
    return found;
}

std::unique_ptr<std::istream> open_in(const fs::path& folder, const std::string& path) {
    const auto inner = fs::path(path).parent_path();
    std::error_code failed;  // opening it will say so
    if (!inner.empty() && fs::is_symlink(folder / inner, failed)) {
        throw Error(ErrorCode::invalid_file, "is behind a link");
    }
    const auto status = fs::symlink_status(folder / path, failed);
    return status.type() == fs::file_type::not_found ? nullptr : open_regular(folder / path);
}

}  // namespace

AuditStreams streams_of(const fs::path& folder) {
    return {.list = [folder] { return paths_in(folder); },
            .open = [folder](const std::string& path) { return open_in(folder, path); }};
}

}  // namespace lawful::exchange
