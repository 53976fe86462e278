// SPDX-License-Identifier: Apache-2.0
#include "verify/anchor.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ledger/lines.hpp"
#include "ledger/succession.hpp"
#include "ledger/tree.hpp"
#include "model/canonical.hpp"

namespace lawful::verify {
namespace {

constexpr auto checkpoint_file = "checkpoint";

[[noreturn]] void refuse(const char* what) { throw Error(ErrorCode::invalid_file, what); }

ledger::Proof proof_of(const std::string& text) {
    ledger::Proof proof;
    if (text.empty()) return proof;
    ledger::Lines lines(text, "consistency proof");
    while (const auto line = lines.next()) {
        const auto hash = ledger::hash_line(*line);
        if (!hash) refuse("a line that is not the base64 of 32 bytes");
        proof.push_back(*hash);
    }
    return proof;
}

}  // namespace

Anchor::Anchor(const exchange::AuditBundle& bundle, const AuditOptions& options,
               AuditReport& report, Faults& faults)
    : options_(options), report_(report), faults_(faults) {
    for (const auto& key : options.verifier_keys) {
        auto parsed = ledger::VerifierKey::parse(key);
        if (std::find(known_.begin(), known_.end(), parsed) == known_.end()) {
            known_.push_back(std::move(parsed));
        }
    }
    holds_ = faults_.holds(checkpoint_file, [&] { read_checkpoint(bundle); });
    for (const auto& file : options.checkpoints) read_older(file);
}

void Anchor::read_checkpoint(const exchange::AuditBundle& bundle) {
    const auto* file = bundle.manifest().find(checkpoint_file);
    if (file == nullptr) refuse("the manifest does not list it");
    note_ = bundle.read(*file, exchange::audit_checkpoint_limit);
    const auto note = ledger::parse_note(note_);
    checkpoint_ = ledger::Checkpoint::parse(note.text);
    readable_ = true;
    report_.origin = checkpoint_.origin;
    report_.size = checkpoint_.head.size;
    report_.root = to_base64(checkpoint_.head.root);
    if (checkpoint_.head.size != bundle.manifest().size) {
        refuse("its size is not the manifest's");
    }
    if (known_.empty()) {
        // The bundle's own word for who signed: good against damage only.
        try {
            known_.push_back(ledger::VerifierKey::parse(bundle.manifest().verifier_key));
        } catch (const Error&) {
            refuse("the manifest's \"verifier_key\" is none");
        }
    }
    trusted_ = known_;
    if (!options_.verifier_keys.empty() && !is_signed_by_known(note)) await_succession(bundle);
    check_signature(note, report_);
}

bool Anchor::is_signed_by_known(const ledger::Note& note) const {
    return std::any_of(note.signatures.begin(), note.signatures.end(), [&](const auto& signature) {
        return std::any_of(known_.begin(), known_.end(), [&](const auto& key) {
            return key.name == signature.name && key.id() == signature.id;
        });
    });
}

/// The auditor knows an older key: the bundle's own counts once events lead from the one to the other.
void Anchor::await_succession(const exchange::AuditBundle& bundle) {
    try {
        auto own = ledger::VerifierKey::parse(bundle.manifest().verifier_key);
        signer_ = own;
        known_.push_back(std::move(own));
    } catch (const Error&) {
        refuse("no known key signed it");
    }
}

bool Anchor::is_announcement(std::string_view m) {
    return m.find(R"("kind":"signing_key_announced")") != std::string_view::npos;
}

void Anchor::announced(std::string_view m) {
    const auto event = model::parse_event(m);
    const auto* body = std::get_if<SigningKeyAnnounced>(&event.body);
    if (body == nullptr) return;
    const auto key = ledger::VerifierKey::parse(body->key);
    const auto signature = body->signature ? from_base64(*body->signature) : Bytes{};
    const auto follows = [&](const ledger::VerifierKey& old) {
        return ledger::is_successor(old, key, signature);
    };
    if (announced_ && !follows(*announced_)) refuse("a signing key that the one before it did not sign");
    announced_ = key;
    if (std::any_of(trusted_.begin(), trusted_.end(), follows)) trusted_.push_back(key);
}

void Anchor::check_signature(const ledger::Note& note, AuditReport& report) {
    for (const auto& signer : ledger::verify(note, known_)) {
        if (signer.name == checkpoint_.origin) signers_.push_back(signer);
    }
    if (!signers_.empty()) {
        report.signed_by = signers_.front().text();
        report.signer_known = !options_.verifier_keys.empty();
        return;
    }
    refuse("the key that signed it is of another origin");
}

void Anchor::read_older(const std::filesystem::path& file) {
    Older older{file.filename().string(), {}, false};
    const auto text = exchange::read_small(file, exchange::audit_checkpoint_limit);
    faults_.holds(older.name, [&] {
        const auto note = ledger::parse_note(text);
        older.checkpoint = ledger::Checkpoint::parse(note.text);
        // The auditor vouches for a checkpoint of a key that is not known here, an older one, say.
        const bool ours = std::any_of(
            note.signatures.begin(), note.signatures.end(), [&](const auto& signature) {
                return std::any_of(known_.begin(), known_.end(), [&](const auto& key) {
                    return key.name == signature.name && key.id() == signature.id;
                });
            });
        if (ours) static_cast<void>(ledger::verify(note, known_));
        if (older.checkpoint.origin != checkpoint_.origin) refuse("a checkpoint of another origin");
        if (older.checkpoint.head.size > checkpoint_.head.size) {
            refuse("the ledger was longer then: it was rolled back");
        }
        older_.push_back(older);
    });
}

bool Anchor::has_older(std::uint64_t size) const {
    return std::any_of(older_.begin(), older_.end(), [&](const Older& older) {
        return older.checkpoint.head.size == size;
    });
}

void Anchor::settle(Older& older, const std::string& fault) {
    older.settled = true;
    if (!fault.empty()) return faults_.add(older.name + ": " + fault);
    ++report_.older_checkpoints;
}

void Anchor::compare_older(const ledger::TreeHead& head) {
    for (auto& older : older_) {
        if (older.settled || older.checkpoint.head.size != head.size) continue;
        const bool same = older.checkpoint.head.root == head.root;
        settle(older, same ? "" : "not consistent: the ledger had another root at that size");
    }
}

void Anchor::prove_older(const exchange::AuditBundle& bundle) {
    compare_older({0, ledger::Frontier().root()});
    compare_older(checkpoint_.head);
    for (auto& older : older_) {
        if (older.settled) continue;
        const auto& head = older.checkpoint.head;
        const auto path = fmt::format("proofs/consistency-{}", head.size);
        const auto* file = bundle.manifest().find(path);
        if (file == nullptr) continue;
        try {
            const auto text = bundle.read(*file, exchange::audit_checkpoint_limit);
            ledger::verify_consistency(head, checkpoint_.head, proof_of(text));
            settle(older, "");
        } catch (const Error& error) {
            settle(older, fmt::format("not consistent, by {}: {}", path, error.what()));
        }
    }
}

void Anchor::unsign(const std::string& fault) {
    report_.signer_known = false;
    report_.signed_by.clear();
    holds_ = false;
    faults_.add("checkpoint: signed note: " + fault);
}

void Anchor::finish() {
    const auto among = [](const std::vector<ledger::VerifierKey>& keys, const ledger::VerifierKey& key) {
        return std::find(keys.begin(), keys.end(), key) != keys.end();
    };
    if (signer_ && !among(trusted_, *signer_)) {
        unsign("no known key signed it, nor the key that did");
    } else if (holds_ && announced_ && !among(signers_, *announced_)) {
        unsign("the key that was announced last did not sign it");
    }
    for (auto& older : older_) {
        if (!older.settled) settle(older, "the bundle does not prove that it is consistent");
    }
}

}  // namespace lawful::verify
