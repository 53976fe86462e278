// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ledger/proof.hpp"

namespace lawful::ledger {

/// C2SP tlog-checkpoint: what a ledger states about itself, the text of a signed note.
struct Checkpoint {
    std::string origin;
    TreeHead head;
    std::vector<std::string> extensions;  ///< lines, none of them empty

    /// Throws `invalid_file`.
    [[nodiscard]] static Checkpoint parse(std::string_view text);
    /// Strict inverse. Throws `invalid_text` for an origin or extension that is no line.
    [[nodiscard]] std::string text() const;

    bool operator==(const Checkpoint&) const = default;
};

}  // namespace lawful::ledger
