// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/audit_reader.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/note.hpp"
#include "verify/faults.hpp"

namespace lawful::verify {

/// What everything is measured by: the bundle's checkpoint, and the older ones of the auditor.
class Anchor {
public:
    /// Throws `invalid_text` for an option that is no verifier key, `invalid_file` and
    /// `input_output` for a checkpoint file of the auditor's that cannot be read.
    Anchor(const exchange::AuditBundle& bundle, const AuditOptions& options, AuditReport& report,
           Faults& faults);

    /// The bundle's checkpoint was read, and a known key signed it.
    [[nodiscard]] bool holds() const noexcept { return holds_; }
    /// It was read, whoever signed it.
    [[nodiscard]] bool is_readable() const noexcept { return readable_; }
    [[nodiscard]] const std::string& note() const noexcept { return note_; }
    [[nodiscard]] const ledger::TreeHead& head() const noexcept { return checkpoint_.head; }

    [[nodiscard]] bool has_older(std::uint64_t size) const;
    /// The tree had this root at this size: compares the older checkpoints of that size.
    void compare_older(const ledger::TreeHead& head);
    /// Without leaves: proves what can be proven by the bundle's consistency proofs.
    void prove_older(const exchange::AuditBundle& bundle);
    /// Whether an event tells of a key that takes the place of another.
    [[nodiscard]] static bool is_announcement(std::string_view m);
    /// In the order of the ledger. A key that a trusted one signed is trusted too. Throws `invalid_file` for
    /// one that the key announced before it did not sign.
    void announced(std::string_view m);
    /// After all of that: a signer that no trusted key leads to or that was retired is a fault, and so is an
    /// older checkpoint that nothing was said about.
    void finish();

private:
    struct Older {
        std::string name;
        ledger::Checkpoint checkpoint;
        bool settled = false;
    };

    void read_checkpoint(const exchange::AuditBundle& bundle);
    void check_signature(const ledger::Note& note, AuditReport& report);
    [[nodiscard]] bool is_signed_by_known(const ledger::Note& note) const;
    void await_succession(const exchange::AuditBundle& bundle);
    void read_older(const std::filesystem::path& file);
    void settle(Older& older, const std::string& fault);
    /// Nobody signed the checkpoint after all.
    void unsign(const std::string& fault);

    const AuditOptions& options_;
    AuditReport& report_;
    Faults& faults_;
    std::vector<ledger::VerifierKey> known_;
    std::vector<ledger::VerifierKey> trusted_;  ///< those and their successors
    std::optional<ledger::VerifierKey> signer_; ///< when not known, and so to be led to
    std::vector<ledger::VerifierKey> signers_;  ///< known ones of its origin that signed the checkpoint
    std::optional<ledger::VerifierKey> announced_;  ///< the last one
    std::string note_;
    ledger::Checkpoint checkpoint_;
    std::vector<Older> older_;
    bool readable_ = false;
    bool holds_ = false;
};

}  // namespace lawful::verify
