// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "exchange/audit_reader.hpp"
#include "verify/faults.hpp"

namespace lawful::verify {

/// The commitments in `leaves`, in order. Where they cannot be read on, that is a fault, and their end.
class Leaves {
public:
    static constexpr auto file = "leaves";

    Leaves(const exchange::AuditBundle& bundle, std::uint64_t size, Faults& faults);

    /// The next one; nothing at the end, or after as many as the ledger has.
    [[nodiscard]] std::optional<Digest> next();
    /// How many there were.
    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
    /// After the last one: are number, size and hash right?
    void finish();

private:
    const exchange::AuditBundle& bundle_;
    std::uint64_t size_;
    Faults& faults_;
    std::optional<exchange::HashedInput> input_;
    std::uint64_t count_ = 0;
};

}  // namespace lawful::verify
