// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "crypto/ed25519.hpp"

/// C2SP signed-note, with signatures of type 0x01 (Ed25519).
namespace lawful::ledger {

/// Who signs, as others know them: `<name>+<key id>+<base64 of type and key>`.
struct VerifierKey {
    std::string name;  ///< not empty, no Unicode space, no plus
    crypto::PublicKey key{};

    /// Throws `invalid_text` for anything that `text` would not have written.
    [[nodiscard]] static VerifierKey parse(std::string_view text);
    [[nodiscard]] std::string text() const;
    /// The first four bytes of SHA-256(name || 0x0A || 0x01 || key).
    [[nodiscard]] std::uint32_t id() const;

    bool operator==(const VerifierKey&) const = default;
};

struct NoteSignature {
    std::string name;
    std::uint32_t id = 0;
    Bytes value;
};

struct Note {
    std::string text;  ///< ends in a newline
    std::vector<NoteSignature> signatures;
};

/// Throws `invalid_file`: more than 1 MB, not UTF-8, control characters, no signature or over 100.
/// Nothing in the note may be believed until `verify` returned.
[[nodiscard]] Note parse_note(std::string_view note);

/// The known keys that signed. Signatures of other keys are ignored. Throws `corrupt` for a bad
/// signature of a known key, when no known key signed, and when a signature fits two of them.
[[nodiscard]] std::vector<VerifierKey> verify(const Note& note, std::span<const VerifierKey> known);

/// A note of this text with one signature. Throws `invalid_text` for a text that is no note's or a
/// name that is no key's.
[[nodiscard]] std::string sign_note(std::string_view text, std::string_view name,
                                    const crypto::SigningKey& key);

/// A further line for a note of the same text.
[[nodiscard]] std::string signature_line(std::string_view text, std::string_view name,
                                         const crypto::SigningKey& key);

}  // namespace lawful::ledger
