// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/proof.hpp"

namespace lawful::ledger {

/// C2SP tlog-proof: that one leaf is in the tree of a checkpoint, as one text.
struct TlogProof {
    std::optional<Bytes> extra;  ///< proves nothing, and is not proven
    std::uint64_t index = 0;
    Proof hashes;
    std::string checkpoint;  ///< the signed note, verbatim

    /// Throws `invalid_file`. The checkpoint in it is not looked at.
    [[nodiscard]] static TlogProof parse(std::string_view text);
    /// Strict inverse.
    [[nodiscard]] std::string text() const;

    bool operator==(const TlogProof&) const = default;
};

}  // namespace lawful::ledger
