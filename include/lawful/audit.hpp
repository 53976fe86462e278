// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <lawful/decision.hpp>
#include <lawful/events.hpp>
#include <lawful/terms.hpp>
#include <lawful/time.hpp>

namespace lawful {

/// Which events an audit bundle opens; without any restriction all of them. Events of the registry
/// itself (policies, tombstones, signing keys) are in every bundle.
struct AuditSelection {
    std::string purpose{};            ///< that speak of it, or of every purpose
    std::optional<Instant> from{};    ///< recorded then or later
    std::optional<Instant> to{};      ///< recorded before
    std::string recipient{};          ///< an address: its own events and its holders'
    Medium medium = Medium::email;    ///< of `recipient`
    std::vector<std::string> older{};   ///< checkpoints that a selection is to be consistent with
};

struct AuditExport {
    bool complete = false;            ///< a full bundle
    std::uint64_t size = 0;           ///< of the ledger
    std::uint64_t events = 0;         ///< opened
    std::uint64_t erased = 0;         ///< leaves whose events are gone, of the whole ledger
};

/// A reason, and the event behind it with its place in the ledger.
struct ExplainedReason {
    Reason reason{};
    std::string words{};                    ///< what it means, for a data protection officer
    std::optional<RecordedEvent> event{};   ///< none: a rule of law alone, or the event was erased
    std::string event_words{};
    std::string proof{};                    ///< C2SP tlog-proof of the event's leaf
};

/// An answer with everything that it rests on.
struct Explanation {
    std::string purpose{};
    Channel channel = Channel::email;
    Instant asked{};                        ///< the instant that it is the answer of
    std::optional<AddressId> address{};     ///< none: nobody knows the address
    Decision decision{};
    std::string words{};
    std::vector<ExplainedReason> reasons{}; ///< in the decision's order
    std::string checkpoint{};               ///< what the proofs lead to
};

/// What an audit bundle shows of one event (docs/audit-format.md). The last two are faults.
enum class LeafState : std::uint8_t { verified = 1, erased, not_disclosed, missing, tampered };
LAWFUL_TERMS(LeafState, "VERIFIED", "ERASED", "NOT_DISCLOSED", "MISSING", "TAMPERED");

struct AuditOptions {
    /// Older checkpoints that the auditor kept; the bundle must be consistent with each.
    std::vector<std::filesystem::path> checkpoints{};
    /// Keys of the ledger known from elsewhere (C2SP signed-note); without any, the bundle's own.
    std::vector<std::string> verifier_keys{};
    /// Told now and then how many leaves of how many are done.
    std::function<void(std::uint64_t done, std::uint64_t size)> progress{};
    /// Told at the end the state of every leaf, in order; in a partial bundle of those it is about.
    std::function<void(std::uint64_t index, LeafState state)> on_leaf{};
};

/// What was erased on one ground on one day (GDPR 17(1)).
struct ErasureCount {
    std::string ground;
    std::string day;
    std::uint64_t tombstones = 0;
    std::uint64_t leaves = 0;
};

struct AuditReport {
    bool complete = false;   ///< a full bundle; a partial one claims no completeness
    std::string origin;      ///< of the ledger, as its checkpoint says
    std::uint64_t size = 0;  ///< of the ledger
    std::string root;        ///< base64
    std::string signed_by;   ///< the verifier key; empty when no signature held
    bool signer_known = false;  ///< that key was given in the options
    std::uint64_t older_checkpoints = 0;  ///< found consistent

    std::uint64_t verified = 0;
    std::uint64_t erased = 0;
    std::uint64_t not_disclosed = 0;
    std::uint64_t missing = 0;
    std::uint64_t tampered = 0;
    std::vector<ErasureCount> erasures;  ///< by day, then ground

    bool has_answer = false;     ///< the bundle proves one answer
    std::string answer;          ///< its verdict, decided again from the events

    std::vector<std::string> faults;  ///< what is wrong and where; the first hundred
    std::uint64_t fault_count = 0;

    [[nodiscard]] bool ok() const noexcept { return fault_count == 0; }
};

/// An audit bundle that is no folder: in an archive, an object store, a database or memory. A stream
/// is read once, in pieces, and no further than the manifest says. One that fails (by its state or
/// `std::ios_base::failure`), and a `lawful::Error` out of what is called, is a fault of the bundle;
/// any other exception comes out of the call.
struct AuditStreams {
    /// The paths of all its files, `/` between. Its folders may be among them, with `/` at the end.
    std::function<std::vector<std::string>()> list{};
    /// A file from its first byte, in a stream that owns what it needs; null when there is none.
    /// Asked for paths of docs/audit-format.md only, some twice; at most three are open at a time.
    std::function<std::unique_ptr<std::istream>(const std::string& path)> open{};
};

/// Recomputes everything in an audit bundle, in flat memory, and says what it found. Needs no
/// registry, key or network. Throws `input_output` when `folder` is none and `invalid_text` for an
/// option that is no verifier key; whatever is wrong with the bundle is in the report.
[[nodiscard]] AuditReport inspect_audit(const std::filesystem::path& folder,
                                        const AuditOptions& options = {});
/// Throws `input_output` when a function of `bundle` is empty.
[[nodiscard]] AuditReport inspect_audit(const AuditStreams& bundle,
                                        const AuditOptions& options = {});

/// The same, for who wants a sound bundle or none: throws `corrupt` with the first fault.
AuditReport verify_audit(const std::filesystem::path& folder, const AuditOptions& options = {});
AuditReport verify_audit(const AuditStreams& bundle, const AuditOptions& options = {});

/// An RFC 3161 request (DER) for a time-stamp of a checkpoint, to be sent to an authority.
[[nodiscard]] std::string timestamp_request(std::string_view checkpoint);

/// When an authority says to have seen the checkpoint, by its reply (DER). `roots` is PEM: whom to
/// trust. Throws `invalid_file` for what is no reply, `corrupt` for one that does not verify.
[[nodiscard]] Instant check_timestamp(std::string_view checkpoint, std::string_view reply,
                                      const std::string& roots);

}  // namespace lawful
