// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "exchange/audit_opening.hpp"
#include "exchange/audit_reader.hpp"
#include "verify/faults.hpp"

namespace lawful::verify {

/// The lines of `events.jsonl`, in order. A line that is no opening is a fault and is passed over.
class Openings {
public:
    Openings(const exchange::AuditBundle& bundle, std::uint64_t size, Faults& faults);

    /// The next one that is in order and in the ledger; nothing at the end.
    [[nodiscard]] const std::optional<exchange::AuditOpening>& next();

    /// "events.jsonl line 8", of the last one.
    [[nodiscard]] std::string where() const;
    /// After the last one: are number of lines, size and hash those of the manifest?
    void finish();

private:
    bool next_line(std::string_view& line);
    [[nodiscard]] exchange::AuditOpening parsed(std::string_view line) const;

    const exchange::AuditBundle& bundle_;
    std::uint64_t size_;
    Faults& faults_;
    std::optional<exchange::HashedInput> input_;
    std::optional<exchange::AuditOpening> current_;
    std::uint64_t line_ = 0;
    std::uint64_t next_index_ = 0;
};

}  // namespace lawful::verify
