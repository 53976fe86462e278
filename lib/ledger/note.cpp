// SPDX-License-Identifier: Apache-2.0
#include "ledger/note.hpp"

#include <algorithm>
#include <array>

#include <lawful/error.hpp>

#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "ledger/lines.hpp"

namespace lawful::ledger {
namespace {

constexpr std::uint8_t ed25519_type = 0x01;
constexpr std::size_t id_size = 4;
constexpr std::size_t largest_note = 1'000'000;
constexpr std::size_t most_signatures = 100;
constexpr std::string_view dash = "\xE2\x80\x94 ";  // U+2014 and a space

/// White_Space of the Unicode character database, beyond ASCII.
constexpr std::array<std::string_view, 19> spaces{
    "\u0085", "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
    "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A",
    "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};

bool is_key_name(std::string_view name) {
    const auto ascii = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte > 0x20 && byte != 0x7F && c != '+';
    };
    return !name.empty() && is_utf8(name) && std::all_of(name.begin(), name.end(), ascii) &&
           std::none_of(spaces.begin(), spaces.end(), [&](std::string_view space) {
               return name.find(space) != std::string_view::npos;
           });
}

bool is_note_text(std::string_view text) {
    return is_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 && c != '\n';
           });
}

std::array<std::uint8_t, id_size> id_bytes(std::uint32_t id) {
    return {static_cast<std::uint8_t>(id >> 24U), static_cast<std::uint8_t>(id >> 16U),
            static_cast<std::uint8_t>(id >> 8U), static_cast<std::uint8_t>(id)};
}

std::uint32_t id_of(ByteView bytes) {
    std::uint32_t id = 0;
    for (const auto byte : bytes.first(id_size)) id = id << 8U | byte;
    return id;
}

NoteSignature parse_signature(std::string_view line) {
    if (!line.starts_with(dash)) refuse("signed note: a line that is no signature");
    line.remove_prefix(dash.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) {
        refuse("signed note: a signature without the name of its key");
    }
    Bytes bytes;
    try {
        bytes = from_base64(line.substr(space + 1));
    } catch (const Error&) {
        refuse("signed note: a signature that is not base64");
    }
    if (bytes.size() <= id_size) refuse("signed note: a signature that is too short");
    return {std::string(line.substr(0, space)), id_of(bytes),
            Bytes(bytes.begin() + id_size, bytes.end())};
}

[[noreturn]] void not_a_key() {
    throw Error(ErrorCode::invalid_text, "not a verifier key (C2SP signed-note)");
}

}  // namespace

std::uint32_t VerifierKey::id() const {
    Bytes input(name.begin(), name.end());
    input.push_back('\n');
    input.push_back(ed25519_type);
    input.insert(input.end(), key.begin(), key.end());
    return id_of(crypto::sha256(input));
}

std::string VerifierKey::text() const {
    Bytes typed{ed25519_type};
    typed.insert(typed.end(), key.begin(), key.end());
    return name + '+' + to_hex(id_bytes(id())) + '+' + to_base64(typed);
}

VerifierKey VerifierKey::parse(std::string_view text) {
    const auto first = text.find('+');
    const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos || !is_key_name(text.substr(0, first))) not_a_key();
    VerifierKey out{.name = std::string(text.substr(0, first))};
    try {
        const auto typed = from_base64(text.substr(second + 1));
        if (typed.size() != 1 + out.key.size() || typed[0] != ed25519_type) not_a_key();
        std::copy(typed.begin() + 1, typed.end(), out.key.begin());
    } catch (const Error&) {
        not_a_key();
    }
    if (out.text() != text) not_a_key();
    return out;
}

Note parse_note(std::string_view note) {
    if (note.size() > largest_note) refuse("signed note: larger than 1 MB");
    if (!is_note_text(note)) refuse("signed note: not UTF-8, or a control character");
    // The text may hold empty lines: the last one ends it.
    const auto split = note.rfind("\n\n");
    if (split == std::string_view::npos || split + 2 == note.size()) {
        refuse("signed note: no signature");
    }
    Note out{std::string(note.substr(0, split + 1)), {}};
    Lines lines(note.substr(split + 2), "signed note");
    while (const auto line = lines.next()) {
        if (out.signatures.size() == most_signatures) refuse("signed note: too many signatures");
        out.signatures.push_back(parse_signature(*line));
    }
    return out;
}

std::vector<VerifierKey> verify(const Note& note, std::span<const VerifierKey> known) {
    std::vector<VerifierKey> signers;
    for (const auto& signature : note.signatures) {
        const auto fits = [&](const VerifierKey& key) {
            return key.name == signature.name && key.id() == signature.id;
        };
        const auto key = std::find_if(known.begin(), known.end(), fits);
        if (key == known.end()) continue;
        if (std::find_if(key + 1, known.end(), fits) != known.end()) {
            throw Error(ErrorCode::corrupt, "signed note: its key is given twice");
        }
        if (!crypto::is_signed(key->key, as_bytes(note.text), signature.value)) {
            throw Error(ErrorCode::corrupt, "signed note: a signature of a known key is wrong");
        }
        if (std::find(signers.begin(), signers.end(), *key) == signers.end()) {
            signers.push_back(*key);
        }
    }
    if (signers.empty()) throw Error(ErrorCode::corrupt, "signed note: no known key signed it");
    return signers;
}

std::string signature_line(std::string_view text, std::string_view name,
                           const crypto::SigningKey& key) {
    if (!is_note_text(text) || !text.ends_with('\n')) {
        throw Error(ErrorCode::invalid_text, "text that no note can have");
    }
    if (!is_key_name(name)) throw Error(ErrorCode::invalid_text, "name that no key can have");
    const VerifierKey verifier{std::string(name), key.public_key()};
    const auto id = id_bytes(verifier.id());
    const auto signature = key.sign(as_bytes(text));
    Bytes bytes(id.begin(), id.end());
    bytes.insert(bytes.end(), signature.begin(), signature.end());
    return std::string(dash).append(name).append(" ").append(to_base64(bytes)).append("\n");
}

std::string sign_note(std::string_view text, std::string_view name,
                      const crypto::SigningKey& key) {
    return std::string(text).append("\n").append(signature_line(text, name, key));
}

}  // namespace lawful::ledger
