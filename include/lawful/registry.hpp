// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <lawful/audit.hpp>
#include <lawful/decision.hpp>
#include <lawful/erasure.hpp>
#include <lawful/events.hpp>
#include <lawful/import.hpp>
#include <lawful/policy.hpp>
#include <lawful/secret.hpp>

namespace lawful {

/// How to create or open a registry.
struct Options {
    std::shared_ptr<Clock> clock{};   ///< default: the system's
    std::shared_ptr<Random> random{};   ///< default: the system's
    bool read_only = false;
    std::chrono::milliseconds busy_timeout{10'000};  ///< wait for another process's write
    bool exclusive = false;           ///< this process alone: faster, and others are told `busy`
    bool accept_wal_loss = false;     ///< open although the end of the log is damaged, and lose it
    std::size_t resident_bytes = 0;   ///< memory for what `brief` remembers, half of it for lists of all; 0: none
    std::string base_vfs{};           ///< the SQLite VFS under the vault; empty: the system's
};

/// An address of a person and the answer for it.
struct AddressDecision {
    AddressId address{};
    std::string masked{};             ///< `j…@example.org`: enough to recognise, not to send
    Decision decision{};
};

/// One item of `screen` or `release` over given addresses, in input order.
struct Screened {
    std::string input{};              ///< as given
    std::optional<AddressId> address{}; ///< unknown and invalid addresses have none
    Decision decision{};
};

/// A message reserved for sending. Report it with `delivered` or `failed`.
struct Release {
    EventIndex id = 0;
    AddressId address{};
    std::string text{};               ///< the readable address
    std::string name{};               ///< of a single holder
    std::string language{};
    std::optional<OrganisationId> organisation{};
    Decision decision{};
};

/// What `release` let go and what it refused, in input order.
struct Releases {
    std::vector<Release> released{};
    std::vector<Screened> refused{};
};

/// Who reads an address, and from when until when.
struct Holding {
    RecipientId recipient{};
    AddressId address{};
    Day from{};
    std::optional<Day> until{};       ///< exclusive
};

/// Everything the registry has on one address or person, readable.
struct AddressRecord {
    AddressId id{};
    Address address{};
    std::vector<Holding> holders{};
};

struct RecipientRecord {
    RecipientId id{};
    Recipient recipient{};
    std::vector<Holding> addresses{};  ///< of whoever they are merged with, too
    std::vector<RecipientId> merged{};  ///< the same person under other ids
};

/// Why two recipients may be one person.
enum class MergeReason : std::uint8_t { same_address = 1, same_phone, same_name };
LAWFUL_TERMS(MergeReason, "same_address", "same_phone", "same_name");

struct MergeCandidate {
    RecipientId one{};
    RecipientId other{};
    MergeReason reason = MergeReason::same_address;
};

struct OrganisationRecord {
    OrganisationId id{};
    Organisation organisation{};
};

/// What `check_store` found. Clean when both are empty.
struct StoreReport {
    std::uint64_t events = 0;
    std::uint64_t subjects = 0;
    std::vector<std::string> faults{};  ///< one line each, no personal data
};

/// A raw key (from a file, a callback) or a passphrase.
enum class CredentialKind : std::uint8_t { key = 1, passphrase };
LAWFUL_TERMS(CredentialKind, "key", "passphrase");

/// What opens the file. Either does, where there are both.
struct CredentialSlot {
    CredentialKind kind = CredentialKind::key;
    KeyId id{};                       ///< of a key: `key_id` of it; of a passphrase: random
};

/// Which keys are in force; never a key.
struct KeyStatus {
    std::vector<CredentialSlot> credentials{};
    std::int64_t epoch = 0;           ///< of the registry key
    bool rotating = false;            ///< begun and not finished: call `rotate_keys` again
};

/// Called with done and expected counts (0: unknown). Never from another thread.
using Progress = std::function<void(std::uint64_t done, std::uint64_t expected)>;

/// One registry file. Thread safe: one writer, many readers; several processes may open
/// the same file. Every member throws `Error`.
class Registry {
public:
    /// Makes a new registry; never overwrites (`registry_exists`).
    [[nodiscard]] static Registry create(const std::filesystem::path& file, Credential credential,
                                         Options options = {});
    /// Opens one; never creates (`registry_missing`, `not_a_registry`, `newer_version`, `wrong_key`,
    /// `corrupt`, `busy`).
    [[nodiscard]] static Registry open(const std::filesystem::path& file, Credential credential,
                                       Options options = {});
    Registry(Registry&&) noexcept;
    Registry& operator=(Registry&&) noexcept;
    ~Registry();

    // ---- policy ----
    /// Shows the difference and records it; the same policy twice changes nothing. Throws
    /// `notice_changed`, `invalid_policy` (a blocking finding). A dry run only answers.
    PolicyChange apply(const PolicyFile& policy, bool dry_run = false);
    /// Throws `policy_missing`.
    [[nodiscard]] Policy policy() const;
    /// A declared notice's exact text. Throws `unknown_notice`.
    [[nodiscard]] std::string notice_text(std::string_view sha256) const;

    // ---- who there is ----
    OrganisationId add(const Organisation& organisation, std::optional<Instant> occurred = {});
    RecipientId add(const Recipient& recipient, std::optional<Instant> occurred = {});
    /// Normalises the text. Throws `invalid_address`, `address_taken`.
    AddressId add(const Address& address, std::optional<Instant> occurred = {});

    /// Records what happened. Times default to now and may lie in the past, never in the future.
    /// Throws `unknown_id`, `unknown_purpose`, `unknown_notice`, `future_event`, `not_holder`,
    /// `invalid_record`. A denial that names an address binds its present holders too.
    EventIndex record(const Subject& subject, const EventBody& body,
                      std::optional<Instant> occurred = {});
    /// The same, one after the other in one transaction, and so with one wait for the disk: all of them or
    /// none. What it throws says which. Others wait to write meanwhile: some thousands at a time are enough.
    std::vector<EventIndex> record_all(std::span<const Happened> events);

    /// A successor reads the address from that day on, without consent; the other's events stay the other's.
    /// Data told by others counts as obtained on that day at the latest (GDPR 14(3)(a)). Returns the event of
    /// the successor; the one before it ends the other's. Throws `not_holder` and what `record` throws.
    EventIndex replace_holder(AddressId address, RecipientId from, RecipientId to, Day on,
                              std::optional<Instant> occurred = {});

    /// The two are one person, until it is undone: a denial of either binds at the addresses of both, and
    /// what is denied meanwhile stays denied of both. Each keeps their own events. Throws `unknown_id`,
    /// `erased`, `already_done` (perhaps through others).
    EventIndex merge(RecipientId kept, RecipientId other);
    /// Throws `invalid_record` when the two were not merged with each other.
    EventIndex unmerge(RecipientId one, RecipientId other);
    /// Pairs that are not merged and read one address or phone on a day, or have one name at one organisation.
    void merge_candidates(const std::function<void(const MergeCandidate&)>& each) const;

    /// GDPR 21(3): the address need not be known. No purposes means all.
    EventIndex suppress(std::string_view address, Medium medium, SuppressionReason reason,
                        const std::vector<std::string>& purposes = {});

    /// GDPR 17: destroys the person's events, profile and key, and each address that nobody else here
    /// holds or held, then the bytes they left in the file. A role address and a shared mailbox stay.
    /// Erasing again only finishes the last step. Throws `unknown_id`; `legal_hold` when one
    /// is on the person, their organisation or a purpose of theirs; `busy` when it is done but a reader keeps
    /// old bytes in the log: erase again.
    Erasure erase(RecipientId recipient, ErasureGround ground);
    /// Of an address that nobody holds. Throws `invalid_record` when somebody does.
    Erasure erase(AddressId address, ErasureGround ground);
    /// Only what was recorded of the person for one purpose, and the messages sent for it to addresses of
    /// theirs alone. What they objected to stays; for that purpose only fresh consent brings them back.
    Erasure erase(RecipientId recipient, std::string_view purpose, ErasureGround ground);
    /// What `erase` would do, and what stays and why. Writes nothing; a hold is in it, and no error.
    [[nodiscard]] ErasurePlan plan_erasure(RecipientId recipient, ErasureGround ground) const;
    [[nodiscard]] ErasurePlan plan_erasure(AddressId address, ErasureGround ground) const;
    [[nodiscard]] ErasurePlan plan_erasure(RecipientId recipient, std::string_view purpose,
                                           ErasureGround ground) const;

    /// Denials may be missing: everything is denied (`E_RESTORED_WITHOUT_JOURNAL`) until the
    /// controller accepts that. Throws `already_done` when none is missing.
    EventIndex accept_journal_loss();

    /// By the identity key. Throws `invalid_address`.
    [[nodiscard]] std::optional<AddressId> find(std::string_view address, Medium medium) const;
    [[nodiscard]] std::optional<OrganisationId> find_organisation(std::string_view name) const;

    // ---- the question ----
    /// May this be sent, now or as of a past instant? Writes nothing. An address nobody knows is a
    /// denial; one that is none is `invalid_address`.
    [[nodiscard]] Decision may_send(std::string_view address, std::string_view purpose,
                                    Channel channel, std::optional<Instant> as_of = {}) const;
    [[nodiscard]] Decision may_send(AddressId address, std::string_view purpose, Channel channel,
                                    std::optional<Instant> as_of = {}) const;
    /// One answer for each address of the person on that channel, never one merged allow. An erased
    /// person has one, a denial without an address.
    [[nodiscard]] std::vector<AddressDecision> may_send(RecipientId recipient,
                                                        std::string_view purpose, Channel channel,
                                                        std::optional<Instant> as_of = {}) const;

    /// `may_send` in brief. With `Options::resident_bytes`, an answer given before is given again from
    /// memory, after making sure that nobody committed since: for who asks very often.
    [[nodiscard]] Brief brief(std::string_view address, std::string_view purpose,
                              Channel channel) const;
    /// The same of many: one state, input order; a bad item is its own answer.
    [[nodiscard]] std::vector<Brief> brief(std::span<const std::string> addresses,
                                           std::string_view purpose, Channel channel) const;
    /// Of every address of the channel's medium, in one state. With `Options::resident_bytes` the first time asks
    /// the store, and later ones only about those whose answer may have changed since.
    void brief(std::string_view purpose, Channel channel,
               const std::function<void(AddressId, const Brief&)>& each) const;

    /// One state, one instant, input order; a bad item is its own answer.
    [[nodiscard]] std::vector<Screened> screen(std::span<const std::string> addresses,
                                               std::string_view purpose, Channel channel,
                                               std::optional<Instant> as_of = {}) const;
    /// Every address of the channel's medium, masked, in flat memory.
    void screen(std::string_view purpose, Channel channel,
                const std::function<void(const AddressDecision&)>& each,
                std::optional<Instant> as_of = {}) const;

    /// Decides again and reserves in one transaction. `fulfilled` are obligation codes.
    [[nodiscard]] Releases release(std::span<const std::string> addresses, std::string_view purpose,
                                   Channel channel, std::span<const std::string> fulfilled);
    /// Of every address that may be sent to.
    [[nodiscard]] Releases release(std::string_view purpose, Channel channel,
                                   std::span<const std::string> fulfilled);
    /// A notice released with the message now counts as given. Throws `unknown_id`, `already_done`.
    void delivered(EventIndex release);
    void failed(EventIndex release, bool permanent = false);

    // ---- files ----
    /// CSV by a mapping. A bad row never stops the rest; a dry run writes nothing.
    ImportReport import(const ImportMapping& mapping, const std::filesystem::path& csv,
                        const ImportOptions& options = {});

    // ---- backups ----
    /// Two files in `folder`, while others write: `NAME.data`, ciphertext and random ids, and
    /// `NAME.keys`, keys and keyed hashes, to be kept shortly: without it nobody in the first can be
    /// read. The denial journal is in neither. Throws `registry_exists` rather than overwrite.
    void backup(const std::filesystem::path& folder, Credential credential,
                const Progress& progress = {}) const;
    /// A new registry of the two, under the same credential; never overwrites. Replays the denial
    /// journal that lies beside `file`; without it everything is denied (`accept_journal_loss`).
    /// Throws `invalid_file` for a folder without one backup, `registry_exists`, `wrong_key`.
    [[nodiscard]] static Registry restore(const std::filesystem::path& folder, Credential credential,
                                          const std::filesystem::path& file, Options options = {},
                                          const Progress& progress = {});

    /// Writes the registry anew under a fresh file key, without free space, and puts it in its own
    /// place: what the device still holds of older bytes can no longer be read. Nobody may have it
    /// open (`busy`). The credential must be its only one (`invalid_record`).
    static void compact(const std::filesystem::path& file, Credential credential, Options options = {},
                        const Progress& progress = {});

    // ---- looking: throws `erased` for who was erased; lists leave them out ----
    [[nodiscard]] AddressRecord show(AddressId address) const;
    [[nodiscard]] RecipientRecord show(RecipientId recipient) const;
    [[nodiscard]] OrganisationRecord show(OrganisationId organisation) const;
    void list(const std::function<void(const OrganisationRecord&)>& each) const;
    void list(const std::function<void(const RecipientRecord&)>& each) const;
    void list(const std::function<void(const AddressRecord&)>& each) const;
    /// Legal holds that were not released.
    void list(const std::function<void(const LegalHold&)>& each) const;
    /// A subject's own events, oldest first.
    [[nodiscard]] std::vector<RecordedEvent> events(const Subject& subject) const;

    /// Replays every event and compares standings, ledger root and file with it.
    [[nodiscard]] StoreReport check_store(const Progress& progress = {}) const;

    // ---- audit (docs/audit-format.md) ----
    /// The signed checkpoint of the ledger as it is: a C2SP tlog-checkpoint.
    [[nodiscard]] std::string checkpoint() const;
    /// Throws `corrupt` when the ledger of an older checkpoint is no prefix of this one: the registry
    /// was rolled back or rewritten. Throws `invalid_file` for what is no checkpoint of this registry.
    void require_consistent(std::string_view older_checkpoint) const;
    /// The key that signs, as others know it (C2SP signed-note).
    [[nodiscard]] std::string verifier_key() const;
    /// A fresh signing key, announced in the ledger and signed by the old one, which is destroyed.
    EventIndex rotate_signing_key();
    /// An audit bundle, in flat memory; a folder of that name appears only when it is whole. Throws
    /// `invalid_file` when there is one.
    AuditExport export_audit(const std::filesystem::path& folder, const AuditSelection& selection = {},
                             const Progress& progress = {}) const;
    /// `may_send`, with the event behind each reason and its proof.
    [[nodiscard]] Explanation explain(std::string_view address, std::string_view purpose,
                                      Channel channel, std::optional<Instant> as_of = {}) const;
    /// The same, and writes what is needed to check that one answer elsewhere: an audit bundle from
    /// which `inspect_audit` decides again.
    [[nodiscard]] Explanation explain(std::string_view address, std::string_view purpose,
                                      Channel channel, std::optional<Instant> as_of,
                                      const std::filesystem::path& folder) const;

    // ---- keys ----
    /// A fresh registry key: seals every subject key and `r` anew and hashes every address known
    /// anew, in short transactions. Interrupted (also by a throwing `progress`), it is finished by
    /// the next call; others read and write meanwhile. Returns the epoch now in force.
    std::int64_t rotate_keys(const Progress& progress = {});
    [[nodiscard]] KeyStatus key_status() const;

    /// Another way in, beside the one there is. Throws `already_done` when there is one of its kind.
    /// These three write two small blocks, whatever the size; older copies of the file stay as they
    /// are and open with what opened them.
    void add_credential(const Credential& credential);
    /// Throws `unknown_id` when there is none of the kind, `invalid_record` when it is the last.
    void remove_credential(CredentialKind kind);
    /// The fresh one takes the place of that kind's, and of its own kind's. Throws `unknown_id`.
    void change_credential(CredentialKind kind, const Credential& fresh);

    [[nodiscard]] RegistryId id() const;
    [[nodiscard]] std::uint64_t ledger_size() const;

private:
    friend class Copies;
    friend class Retention;
    friend class Duties;
    class Impl;
    explicit Registry(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace lawful
