// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"

/// The audit bundle's own page is docs/audit-format.md.
namespace lawful::exchange {

constexpr std::size_t audit_manifest_limit = std::size_t{4} << 20U;
constexpr std::size_t audit_checkpoint_limit = 1'000'000;
constexpr std::size_t audit_line_limit = std::size_t{16} << 20U;
/// Beyond so many opened events a partial bundle has all leaves instead of a proof for each.
constexpr std::size_t audit_most_proofs = 10'000;

enum class AuditCoverage : std::uint8_t { full = 1, partial };

enum class AuditFileKind : std::uint8_t {
    checkpoint = 1, events, leaves, inclusion, consistency, policy, notice, report,
    answer
};

struct AuditPath {
    AuditFileKind kind = AuditFileKind::report;
    std::uint64_t number = 0;  ///< of an event (inclusion, policy) or a size (consistency)
};

/// What a file is, told by its path; nothing for a path that the format does not know.
[[nodiscard]] std::optional<AuditPath> audit_path(std::string_view path);

/// One of the folders that files of the format are in, with `/` at its end.
[[nodiscard]] bool is_audit_folder(std::string_view path);

struct AuditFile {
    std::string path;
    std::uint64_t bytes = 0;
    Digest sha256{};
};

struct AuditManifest {
    AuditCoverage coverage = AuditCoverage::full;
    std::uint64_t events = 0;
    std::uint64_t size = 0;
    std::string verifier_key;
    std::vector<AuditFile> files;  ///< by path

    /// Throws `invalid_file` with what and where.
    [[nodiscard]] static AuditManifest parse(std::string_view text);
    /// Strict inverse.
    [[nodiscard]] std::string text() const;

    /// Null when it is not listed.
    [[nodiscard]] const AuditFile* find(std::string_view path) const;
};

}  // namespace lawful::exchange
