// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include <lawful/audit.hpp>

#include "exchange/audit_manifest.hpp"
#include "exchange/hashed_file.hpp"

namespace lawful::exchange {

/// An audit bundle (docs/audit-format.md), wherever it lies; nobody vouches for it.
class AuditBundle {
public:
    /// Reads the manifest. Throws `invalid_file` or `input_output` when there is none that holds.
    explicit AuditBundle(AuditStreams streams);

    [[nodiscard]] const AuditManifest& manifest() const noexcept { return manifest_; }

    /// What stands in it and may not, and what is wrong with that: up to `limit` faults.
    [[nodiscard]] std::vector<std::string> strangers(std::size_t limit) const;

    /// A listed file, no more of it than is listed. Throws `invalid_file` when it is not listed or
    /// not there.
    [[nodiscard]] HashedInput open(const std::string& path) const;
    /// All of it. Throws `invalid_file` above `limit` or when it is not what the manifest says.
    [[nodiscard]] std::string read(const AuditFile& file, std::size_t limit) const;

private:
    AuditStreams streams_;
    AuditManifest manifest_;
};

/// Reads what is left and throws `invalid_file` when size or hash is not the manifest's.
void require_listed(HashedInput& input, const AuditFile& file);

/// Any small file, named in its errors. Throws `invalid_file` above `limit`.
[[nodiscard]] std::string read_small(const std::filesystem::path& file, std::size_t limit);

}  // namespace lawful::exchange
