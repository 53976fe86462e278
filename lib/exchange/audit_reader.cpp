// SPDX-License-Identifier: Apache-2.0
#include "exchange/audit_reader.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>

#include <lawful/error.hpp>

namespace lawful::exchange {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> inner_folders{"notices", "policy", "proofs"};

bool is_inner_folder(const std::string& name) {
    return std::find(inner_folders.begin(), inner_folders.end(), name) != inner_folders.end();
}

std::string read_up_to(HashedInput& input, std::size_t limit) {
    std::string text(as_text(input.read(limit + 1)));
    if (text.size() > limit) {
        throw Error(ErrorCode::invalid_file, "is larger than " + std::to_string(limit) + " bytes");
    }
    return text;
}

}  // namespace

std::string read_small(const fs::path& file, std::size_t limit) {
    try {
        HashedInput input(file);
        return read_up_to(input, limit);
    } catch (const Error& error) {
        throw Error(error.code(), file.filename().string() + ": " + error.what());
    }
}

void require_listed(HashedInput& input, const AuditFile& file) {
    const auto hash = input.finish();
    if (input.size() != file.bytes) {
        throw Error(ErrorCode::invalid_file, "another size than in the manifest");
    }
    if (hash != file.sha256) {
        throw Error(ErrorCode::invalid_file, "another sha-256 than in the manifest");
    }
}

AuditFolder::AuditFolder(fs::path folder)
    : folder_(std::move(folder)),
      manifest_(AuditManifest::parse(
          read_small(folder_ / "manifest.json", audit_manifest_limit))) {}

std::vector<std::string> AuditFolder::strangers(std::size_t limit) const {
    std::vector<std::string> found;
    const auto look = [&](const auto& self, const std::string& inside) -> void {
        std::error_code failed;
        const fs::directory_iterator entries(folder_ / inside, failed);
        if (failed) throw Error(ErrorCode::input_output, "cannot be read: " + failed.message());
        for (const auto& entry : entries) {
            if (found.size() == limit) return;
            const auto name = inside + entry.path().filename().string();
            // A link to a folder is no folder.
            const bool folder = entry.symlink_status().type() == fs::file_type::directory;
            if (folder && inside.empty() && is_inner_folder(name)) {
                self(self, name + '/');
            } else if (folder || (name != "manifest.json" && manifest_.find(name) == nullptr)) {
                found.push_back(name);
            }
        }
    };
    look(look, "");
    return found;
}

fs::path AuditFolder::path_of(const std::string& path) const {
    if (manifest_.find(path) == nullptr) throw Error(ErrorCode::invalid_file, "is not listed");
    const auto inner = fs::path(path).parent_path();
    std::error_code absent;  // opening it will say so
    if (!inner.empty() && fs::is_symlink(folder_ / inner, absent)) {
        throw Error(ErrorCode::invalid_file, "is behind a link");
    }
    return folder_ / path;
}

std::string AuditFolder::read(const AuditFile& file, std::size_t limit) const {
    HashedInput input(path_of(file.path));
    auto text = read_up_to(input, limit);
    require_listed(input, file);
    return text;
}

}  // namespace lawful::exchange
