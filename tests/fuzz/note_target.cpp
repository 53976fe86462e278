// SPDX-License-Identifier: Apache-2.0
// Signed notes, checkpoints, proofs and verifier keys.
#include <vector>

#include <lawful/error.hpp>

#include "fuzz/target.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/note.hpp"
#include "ledger/tlog_proof.hpp"

namespace {

using namespace lawful;
using namespace lawful::ledger;

template <class Read>
void unless_refused(Read&& read) {
    try {
        read();
    } catch (const Error& error) {
        fuzz::require(error.code() != ErrorCode::internal, "refused as an error of the library");
    }
}

/// Who is not asked cannot have signed; who signed a text signed it in this form only.
void read_note(std::string_view text, std::span<const VerifierKey> known) {
    const auto note = parse_note(text);
    fuzz::require(text.starts_with(note.text), "a note that is not its own text");
    unless_refused([&] { fuzz::require(Checkpoint::parse(note.text).text() == note.text, "checkpoint"); });
    for (const auto& signer : verify(note, known)) {
        fuzz::require(signer == known[0], "a signer that nobody knows");
    }
}

void read_key(std::string_view text) {
    fuzz::require(VerifierKey::parse(text).text() == text, "a key in another form");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t seed_size = crypto::SigningKey::size;
    const crypto::SigningKey key{Bytes(seed_size, 7)};
    const std::vector known{VerifierKey{"example.org/registry", key.public_key()}};
    const auto text = as_text(ByteView(data, size));
    unless_refused([&] { read_note(text, known); });
    unless_refused([&] { fuzz::require(TlogProof::parse(text).text() == text, "proof in another form"); });
    unless_refused([&] { read_key(text.substr(0, text.find('\n'))); });
    return 0;
}
