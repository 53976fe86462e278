// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "crypto/registry_keys.hpp"
#include "registry/denial_entry.hpp"
#include "store/journal_file.hpp"
#include "store/transaction.hpp"

namespace lawful::registry {

struct JournalTag;
using JournalId = Id<JournalTag>;

/// How far the registry reflects the journal: kept in `meta`, written with the events.
struct JournalMark {
    JournalId id;
    std::uint64_t offset = 0;
    Digest mac{};                     ///< of the line that ends there

    bool operator==(const JournalMark&) const = default;
};

enum class JournalStanding : std::uint8_t {
    current = 1,
    ahead,  ///< it holds denials that the registry does not reflect
    lost    ///< it is gone, shorter, another one, or its line at the mark is another
};

/// The denial journal (docs/data-model.md has its bytes). Each line is sealed, and authenticated by a
/// MAC over the one before. Written and synced before the events that it speaks of are committed, by whoever
/// holds the writer's lock; it belongs to no backup.
class Journal {
public:
    Journal(store::JournalFile file, const crypto::RegistryKeys& keys, RegistryId registry, Random& random);

    /// A new file with its header. Throws `registry_exists`.
    JournalMark begin(JournalId id);
    [[nodiscard]] JournalStanding standing(const std::optional<JournalMark>& mark) const;

    /// What stands behind the mark.
    struct Tail {
        std::vector<DenialEntry> entries;
        JournalMark end;
        bool torn = false;            ///< something more that was never written whole
    };
    /// Throws `corrupt`, naming the line, when one in the middle does not authenticate.
    [[nodiscard]] Tail tail(const JournalMark& mark) const;
    /// Drops what stands behind the mark.
    void cut(const JournalMark& mark);
    /// Appends and syncs; the new end. Throws `disk_full`, `input_output`.
    JournalMark append(const JournalMark& mark, std::vector<DenialEntry> entries);
    /// Out of the way of a new one.
    void set_aside(JournalId successor);

    /// Verifies every line. One line a fault.
    [[nodiscard]] std::vector<std::string> faults(const std::optional<JournalMark>& mark) const;

private:
    [[nodiscard]] std::string header(JournalId id) const;
    [[nodiscard]] Digest mac(const Digest& before, std::string_view text) const;
    [[nodiscard]] std::string seal(const Digest& before, std::string_view plain) const;
    /// Throws `corrupt`.
    [[nodiscard]] std::string open(const Digest& before, std::string_view text) const;
    [[nodiscard]] std::optional<std::size_t> whole_line(std::string_view rest,
                                                        const Digest& before) const;
    [[nodiscard]] bool is_torn(std::string_view rest, const Digest& before, std::uint64_t at) const;
    [[noreturn]] void refuse(std::uint64_t at) const;

    store::JournalFile file_;
    const crypto::RegistryKeys& keys_;
    crypto::Xaes256Gcm sealing_;
    RegistryId registry_;
    Random& random_;
};

[[nodiscard]] std::optional<JournalMark> journal_mark(const store::ReadTransaction& from);
void put_journal_mark(store::WriteTransaction& to, const JournalMark& mark);

}  // namespace lawful::registry
