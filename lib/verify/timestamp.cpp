// SPDX-License-Identifier: Apache-2.0
#include <lawful/audit.hpp>

#include "crypto/digest.hpp"
#include "crypto/timestamp.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/note.hpp"

namespace lawful {
namespace {

/// All of the note, its signatures too. Throws `invalid_file`.
Digest hash_of(std::string_view checkpoint) {
    static_cast<void>(ledger::Checkpoint::parse(ledger::parse_note(checkpoint).text));
    return crypto::sha256(as_bytes(checkpoint));
}

}  // namespace

std::string timestamp_request(std::string_view checkpoint) {
    return std::string(as_text(crypto::timestamp_request(hash_of(checkpoint))));
}

Instant check_timestamp(std::string_view checkpoint, std::string_view reply,
                        const std::string& roots) {
    const auto seconds = crypto::check_timestamp(hash_of(checkpoint), as_bytes(reply), roots);
    return Instant{std::chrono::seconds{seconds}};
}

}  // namespace lawful
