// SPDX-License-Identifier: Apache-2.0
#include "exchange/audit_writer.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "exchange/audit_opening.hpp"
#include "ledger/commitment.hpp"
#include "ledger/tlog_proof.hpp"

#include <lawful/error.hpp>

namespace lawful::exchange {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void misused(const char* what) { throw Error(ErrorCode::internal, what); }

}  // namespace

AuditWriter::AuditWriter(const fs::path& target, AuditCoverage coverage, std::string note,
                         const ledger::VerifierKey& key)
    : note_(std::move(note)) {
    const auto parsed = ledger::parse_note(note_);
    static_cast<void>(ledger::verify(parsed, std::span(&key, 1)));
    checkpoint_ = ledger::Checkpoint::parse(parsed.text);
    manifest_ = {.coverage = coverage,
                 .events = 0,
                 .size = checkpoint_.head.size,
                 .verifier_key = key.text(),
                 .files = {}};
    folder_.emplace(target);
    events_.emplace(folder_->path() / "events.jsonl");
    if (coverage == AuditCoverage::full) leaves_.emplace(folder_->path() / "leaves");
}

void AuditWriter::opening(std::uint64_t index, ByteView r, std::string_view m) {
    if (index < next_index_ || index >= manifest_.size) misused("events out of order");
    const auto line = audit_line(index, r, m);
    if (line.size() > audit_line_limit) {
        throw Error(ErrorCode::invalid_record, fmt::format("event {} is too large", index));
    }
    if (manifest_.coverage == AuditCoverage::partial) {
        if (leaf_count_ > 0) misused("an event after the leaves");
        if (opened_.size() <= audit_most_proofs) opened_.push_back(index);
    }
    events_->write(as_bytes(line));
    next_index_ = index + 1;
    ++manifest_.events;
}

void AuditWriter::prove_consistency(std::uint64_t older_size) {
    if (leaf_count_ > 0) misused("asked for a proof after the leaves");
    if (manifest_.coverage == AuditCoverage::full || older_size == 0) return;
    if (std::find(older_.begin(), older_.end(), older_size) == older_.end()) {
        older_.push_back(older_size);
    }
}

void AuditWriter::begin_leaves() {
    if (leaves_ || prover_) return;
    if (opened_.size() > audit_most_proofs) {
        leaves_.emplace(folder_->path() / "leaves");
        return;
    }
    prover_.emplace(manifest_.size);
    for (const auto index : opened_) prover_->want_inclusion(index);
    for (const auto size : older_) prover_->want_consistency(size);
}

void AuditWriter::leaf(const Digest& c) {
    begin_leaves();
    if (++leaf_count_ > manifest_.size) misused("more leaves than the ledger has");
    const auto hash = ledger::leaf_hash(as_bytes(ledger::leaf(c)));
    if (prover_) return prover_->append(hash);
    frontier_.append(hash);
    leaves_->write(c);
}

void AuditWriter::close(const std::string& path, HashedOutput& file) {
    const auto size = file.size();
    manifest_.files.push_back({path, size, file.finish()});
}

void AuditWriter::add(const std::string& path, std::string_view content) {
    const auto file = folder_->path() / path;
    std::error_code failed;
    fs::create_directories(file.parent_path(), failed);
    if (failed) throw Error(ErrorCode::input_output, fmt::format("{}: {}", path, failed.message()));
    HashedOutput out(file);
    out.write(as_bytes(content));
    close(path, out);
}

void AuditWriter::policy(std::uint64_t index, std::string_view canonical_json) {
    add(fmt::format("policy/{}.json", index), canonical_json);
}

void AuditWriter::notice(std::string_view text) {
    const auto path = fmt::format("notices/{}.txt", to_hex(crypto::sha256(as_bytes(text))));
    if (!fs::exists(folder_->path() / path)) add(path, text);
}

void AuditWriter::report(std::string_view html) { add("report.html", html); }

void AuditWriter::answer(std::string_view text) { add("answer.json", text); }

void AuditWriter::write_proofs() {
    for (const auto index : opened_) {
        const ledger::TlogProof proof{{}, index, prover_->inclusion(index), note_};
        add(fmt::format("proofs/{}.tlog-proof", index), proof.text());
    }
    for (const auto size : older_) {
        std::string lines;
        for (const auto& hash : prover_->consistency(size)) lines += to_base64(hash) + '\n';
        add(fmt::format("proofs/consistency-{}", size), lines);
    }
}

void AuditWriter::check_root() const {
    const bool all = leaf_count_ == manifest_.size;
    if (!all || (prover_ ? prover_->root() : frontier_.root()) != checkpoint_.head.root) {
        throw Error(ErrorCode::corrupt, "the leaves are not those of the checkpoint");
    }
}

void AuditWriter::publish() {
    auto& files = manifest_.files;
    std::sort(files.begin(), files.end(),
              [](const AuditFile& left, const AuditFile& right) { return left.path < right.path; });
    folder_->add("manifest.json", manifest_.text());
    folder_->finish();
}

void AuditWriter::finish() {
    if (folder_->is_finished()) misused("the bundle is finished");
    begin_leaves();
    check_root();
    close("events.jsonl", *events_);
    if (leaves_) close("leaves", *leaves_);
    if (prover_) write_proofs();
    add("checkpoint", note_);
    publish();
}

}  // namespace lawful::exchange
