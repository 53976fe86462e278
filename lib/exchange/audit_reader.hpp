// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/audit_manifest.hpp"
#include "exchange/hashed_file.hpp"

namespace lawful::exchange {

/// The folder of an audit bundle (docs/audit-format.md), which nobody vouches for.
class AuditFolder {
public:
    /// Reads the manifest. Throws `invalid_file` or `input_output` when there is none that holds.
    explicit AuditFolder(std::filesystem::path folder);

    [[nodiscard]] const AuditManifest& manifest() const noexcept { return manifest_; }

    /// What stands in the folder and may not: up to `limit` paths.
    [[nodiscard]] std::vector<std::string> strangers(std::size_t limit) const;

    /// Where a listed file is, for a `HashedInput`. Throws `invalid_file` when it is not listed.
    [[nodiscard]] std::filesystem::path path_of(const std::string& path) const;
    /// All of it. Throws `invalid_file` above `limit` or when it is not what the manifest says.
    [[nodiscard]] std::string read(const AuditFile& file, std::size_t limit) const;

private:
    std::filesystem::path folder_;
    AuditManifest manifest_;
};

/// Reads what is left and throws `invalid_file` when size or hash is not the manifest's.
void require_listed(HashedInput& input, const AuditFile& file);

/// Any small file, named in its errors. Throws `invalid_file` above `limit`.
[[nodiscard]] std::string read_small(const std::filesystem::path& file, std::size_t limit);

}  // namespace lawful::exchange
