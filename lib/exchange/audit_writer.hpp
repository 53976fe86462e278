// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/audit_manifest.hpp"
#include "exchange/hashed_file.hpp"
#include "exchange/private_folder.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/note.hpp"
#include "ledger/proof.hpp"
#include "ledger/tree.hpp"

namespace lawful::exchange {

/// Writes an audit bundle (docs/audit-format.md) in flat memory, into a `PrivateFolder`.
class AuditWriter {
public:
    /// `note` is the signed checkpoint of the ledger's present size, `key` the one that signed it.
    /// Throws `invalid_file` when `target` exists, `corrupt` when the signature does not hold.
    AuditWriter(const std::filesystem::path& target, AuditCoverage coverage, std::string note,
                const ledger::VerifierKey& key);
    AuditWriter(const AuditWriter&) = delete;
    AuditWriter& operator=(const AuditWriter&) = delete;
    ~AuditWriter() = default;

    /// The events that are opened, ascending; in a partial bundle before the first leaf.
    void opening(std::uint64_t index, ByteView r, std::string_view m);
    /// For a partial bundle, before the first leaf: proves that an older ledger is a prefix.
    void prove_consistency(std::uint64_t older_size);
    /// Every commitment of the ledger, from the first to the last.
    void leaf(const Digest& c);

    void policy(std::uint64_t index, std::string_view canonical_json);
    /// Once for each text; a second time is no error.
    void notice(std::string_view text);
    void report(std::string_view html);
    /// One answer that the opened events prove: `AuditAnswer::text`.
    void answer(std::string_view text);

    /// Throws `corrupt` when the leaves are not those of the checkpoint; then there is no bundle.
    void finish();

private:
    void add(const std::string& path, std::string_view content);
    void close(const std::string& path, HashedOutput& file);
    void begin_leaves();
    void write_proofs();
    void check_root() const;
    void publish();

    std::optional<PrivateFolder> folder_;  // its files are closed before it goes
    std::string note_;
    ledger::Checkpoint checkpoint_;
    AuditManifest manifest_;
    std::optional<HashedOutput> events_;
    std::optional<HashedOutput> leaves_;
    std::optional<ledger::Prover> prover_;
    ledger::Frontier frontier_;
    std::uint64_t leaf_count_ = 0;
    std::uint64_t next_index_ = 0;
    std::vector<std::uint64_t> opened_;  // of a partial bundle, up to one more than may be proven
    std::vector<std::uint64_t> older_;
};

}  // namespace lawful::exchange
