// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <lawful/audit.hpp>

#include "temporary.hpp"

namespace lawful::testing {

/// A bundle in memory: path and content.
using Files = std::map<std::string, std::string>;

inline Files files_in(const std::filesystem::path& folder) {
    Files files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!std::filesystem::is_regular_file(entry.symlink_status())) continue;
        files.emplace(entry.path().lexically_relative(folder).string(), support::bytes_of(entry.path()));
    }
    return files;
}

/// `files` are to outlive it.
inline AuditStreams streams_of(const Files& files) {
    return {.list = [&files] {
                std::vector<std::string> paths;
                for (const auto& [path, content] : files) paths.push_back(path);
                return paths;
            },
            .open = [&files](const std::string& path) -> std::unique_ptr<std::istream> {
                const auto found = files.find(path);
                if (found == files.end()) return nullptr;
                return std::make_unique<std::istringstream>(found->second);
            }};
}

}  // namespace lawful::testing
