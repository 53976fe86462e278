// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include <lawful/id.hpp>

namespace properties {

/// Who said no and yes, of what: everything that the guarantee of the suppression test needs, and nothing
/// of how the library keeps it. Addresses and purposes are numbers; steps of a history are counted.
class Memory {
public:
    using Step = std::uint64_t;
    using Numbers = std::set<std::size_t>;
    using People = std::vector<lawful::RecipientId>;

    /// `held`: the addresses that the person reads then.
    void no(Step step, lawful::RecipientId who, const Numbers& of, const Numbers& held) {
        nos_.push_back({step, who, of, held});
    }
    enum class Kind : std::uint8_t { mailbox, deny_list };
    /// The address itself, whoever reads it. An entry of the deny list is about its reader too.
    void no(Step step, std::size_t address, const Numbers& of, Kind kind = Kind::deny_list) {
        closed_.push_back({step, address, of, kind});
    }
    /// Recorded directly, with all that makes it proof.
    void yes(Step step, lawful::RecipientId who, std::size_t address, std::size_t purpose) {
        yeses_.push_back({step, who, address, purpose});
    }
    void merge(Step step, lawful::RecipientId one, lawful::RecipientId other) {
        links_.push_back({step, one, other});
    }
    void unmerge(lawful::RecipientId one, lawful::RecipientId other);

    /// Everybody who is that person, linked before `before`.
    [[nodiscard]] People group(lawful::RecipientId who, Step before = ~Step{}) const;

    /// One of them said no, and nobody of them yes since.
    [[nodiscard]] bool is_denied_by(const People& some, std::size_t address, std::size_t purpose) const;

    /// Nothing may go there: somebody who reads it, under whatever id, said no and nobody of them yes since;
    /// or the address did, or another of a merged person (`held_by` tells those).
    template <class HeldBy>
    [[nodiscard]] bool must_deny(std::size_t address, std::size_t purpose, const People& holders,
                                 HeldBy held_by) const {
        for (const auto& holder : holders) {
            const auto members = group(holder);
            for (const auto& who : members) {
                if (has_said_no(who, address, purpose)) return true;
                const auto also = members.size() > 1 ? held_by(who) : Numbers{};
                for (const auto& one : closed_) {
                    if (!one.purposes.contains(purpose)) continue;
                    if (one.address == address && !came_back(holder, one.step, address, purpose)) return true;
                    const bool spreads = one.kind == Kind::deny_list && also.contains(one.address);
                    if (spreads && !came_back(who, one.step, address, purpose)) return true;
                }
            }
        }
        return false;
    }

    /// What a backup keeps; denials are in the journal.
    struct Kept;
    [[nodiscard]] Kept keep(Step step) const;
    /// `reads(who, address)`: whether the registry that was put back says so. Where it does not, the denial
    /// of that time is the address's.
    template <class Reads>
    void put_back(const Kept& kept, Reads reads);

private:
    struct No {
        Step step;
        lawful::RecipientId who;
        Numbers purposes;
        Numbers held;
    };
    struct Closed {
        Step step;
        std::size_t address;
        Numbers purposes;
        Kind kind;
    };
    struct Yes {
        Step step;
        lawful::RecipientId who;
        std::size_t address;
        std::size_t purpose;
    };
    struct Link {
        Step step;
        lawful::RecipientId one, other;
    };

    [[nodiscard]] bool has_said_no(lawful::RecipientId who, std::size_t address, std::size_t purpose) const;
    [[nodiscard]] bool came_back(lawful::RecipientId denier, Step after, std::size_t address,
                                 std::size_t purpose) const;

    std::vector<No> nos_;
    std::vector<Closed> closed_;
    std::vector<Yes> yeses_;
    std::vector<Link> links_;
};

struct Memory::Kept {
    Step step = 0;
    std::vector<Yes> yeses;
    std::vector<Link> links;
};

inline Memory::Kept Memory::keep(Step step) const { return {step, yeses_, links_}; }

template <class Reads>
void Memory::put_back(const Kept& kept, Reads reads) {
    yeses_ = kept.yeses;
    links_ = kept.links;
    for (const auto& no : nos_) {
        if (no.step <= kept.step) continue;
        for (const auto address : no.held) {
            if (!reads(no.who, address)) closed_.push_back({no.step, address, no.purposes, Kind::deny_list});
        }
    }
}

}  // namespace properties
