// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <lawful/events.hpp>
#include <lawful/policy.hpp>

/// Destruction: plan, look, apply.
namespace lawful {

class Registry;

/// What an erasure did. It proves the act, not that no copy is kept elsewhere.
struct Erasure {
    EventIndex tombstone = 0;         ///< the event that names what was destroyed
    std::uint64_t leaves = 0;         ///< events destroyed
    std::uint64_t addresses = 0;      ///< addresses destroyed with the person
    std::uint64_t suppressed = 0;     ///< entries of the deny list
    std::uint64_t proofs = 0;         ///< events kept as proof of consent (GDPR 17(3)(e))
    std::vector<std::string> tell{};    ///< to whom the data was disclosed: they are told (GDPR 19)
};

/// How many events of a kind.
struct KindCount {
    std::string kind{};
    std::uint64_t count = 0;
};

/// An address of who is erased, and whether it goes with them.
struct AddressErasure {
    AddressId address{};
    std::string masked{};
    bool goes = false;
    std::string why{};                ///< it stays
};

/// What stays, and on which exception.
struct Remains {
    std::string what{};
    std::string article{};            ///< `GDPR 17(3)(e)`
};

/// What stops an erasure, and since when.
struct HeldBy {
    EventIndex hold = 0;
    Instant since{};
};

/// GDPR 17: what an erasure would do.
struct ErasurePlan {
    Subject subject{};
    ErasureGround ground = ErasureGround::unnecessary;
    Erasure erasure{};                ///< its counts, and whom to tell; no tombstone yet
    std::vector<KindCount> events{};  ///< that go
    std::vector<AddressErasure> addresses{};
    std::vector<Remains> remains{};
    std::vector<std::string> suppressed{};  ///< purposes that the deny list keeps closed
    bool suppressed_everywhere = false;     ///< for every purpose
    std::vector<HeldBy> held{};       ///< none: it can be done
};

/// What is not erased meanwhile.
struct LegalHold {
    EventIndex event = 0;
    Subject subject{};                ///< a person, an organisation, or the registry with a purpose
    Instant since{};
    std::string purpose{};
    std::string reason{};
    std::string case_reference{};
};

/// One thing that a retention rule asks for.
struct RetentionEntry {
    Subject subject{};                ///< a person, or an address that nobody reads
    RetentionRule rule{};
    Instant due{};                    ///< when its period ended
    std::optional<Instant> held{};    ///< a legal hold stops it since then

    bool operator==(const RetentionEntry&) const = default;
};

/// What is due on a day. Ids and times only.
struct RetentionPlan {
    Instant made{};
    Instant on{};                     ///< the instant it is for
    std::vector<RetentionEntry> entries{};
    std::vector<ProofDestroyed> proofs{};   ///< proof of consent whose period ended

    bool operator==(const RetentionPlan&) const = default;
};

/// What carrying out a plan did.
struct RetentionRun {
    std::uint64_t erased = 0;         ///< people and addresses
    std::uint64_t parts = 0;          ///< purposes and categories of somebody
    std::uint64_t restricted = 0;
    std::uint64_t proofs = 0;         ///< events whose proof was destroyed
    std::uint64_t already = 0;        ///< done before, by a run that was cut short
    std::uint64_t held = 0;           ///< left alone: a legal hold
    std::uint64_t to_review = 0;      ///< for people to look at (`RetentionReviewed`)
};

/// Retention (GDPR 5(1)(e)). Every member throws `policy_missing` and what reading and writing throw.
class Retention {
public:
    using Progress = std::function<void(std::uint64_t done, std::uint64_t expected)>;

    /// The registry must outlive this.
    explicit Retention(Registry& registry) : registry_(&registry) {}

    /// What the policy asks for now, or at the start of a day, past or to come. Writes nothing.
    [[nodiscard]] RetentionPlan plan(std::optional<Day> on = {}, const Progress& progress = {}) const;

    /// Carries a plan out, in batches; killed anywhere, run it again. What is held stays. Throws `stale_plan`,
    /// before anything is done, when something in it is not due any longer, or not yet.
    RetentionRun apply(const RetentionPlan& plan, const Progress& progress = {});

    /// The proof of consent that is kept of an erased address, for a legal claim; that it was read is
    /// recorded. Throws `invalid_record` without a claim, `unknown_id` when none is kept.
    std::vector<RecordedEvent> read_proof(std::string_view address, Medium medium, std::string_view claim);

private:
    Registry* registry_;
};

/// A plan as `to_json` wrote it. Throws `invalid_file`.
[[nodiscard]] RetentionPlan read_retention_plan(const std::filesystem::path& file);

}  // namespace lawful
