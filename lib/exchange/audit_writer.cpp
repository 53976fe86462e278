// SPDX-License-Identifier: Apache-2.0
#include "exchange/audit_writer.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
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

[[noreturn]] void fail(const fs::path& path, int reason) {
    const auto code = reason == ENOSPC || reason == EDQUOT ? ErrorCode::disk_full
                                                           : ErrorCode::input_output;
    throw Error(code, fmt::format("{}: {}", path.string(), std::strerror(reason)));
}

void require_absent(const fs::path& target) {
    std::error_code unknown;
    if (fs::exists(fs::symlink_status(target, unknown))) {
        throw Error(ErrorCode::invalid_file, fmt::format("{} exists", target.string()));
    }
}

/// On the same file system as `target`, so that renaming is one step.
fs::path folder_beside(const fs::path& target) {
    auto name = target.string() + ".incomplete-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) fail(target, errno);
    return name;
}

void sync_folder(const fs::path& folder) {
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) fail(folder, errno);
    const bool synced = ::fsync(handle) == 0;
    const int reason = errno;
    ::close(handle);
    if (!synced) fail(folder, reason);
}

fs::path without_slash(const fs::path& target) {
    return target.has_filename() ? target : target.parent_path();
}

}  // namespace

AuditWriter::AuditWriter(const fs::path& target, AuditCoverage coverage, std::string note,
                         const ledger::VerifierKey& key)
    : target_(without_slash(target)), note_(std::move(note)) {
    const auto parsed = ledger::parse_note(note_);
    static_cast<void>(ledger::verify(parsed, std::span(&key, 1)));
    checkpoint_ = ledger::Checkpoint::parse(parsed.text);
    manifest_ = {.coverage = coverage,
                 .events = 0,
                 .size = checkpoint_.head.size,
                 .verifier_key = key.text(),
                 .files = {}};
    require_absent(target_);
    folder_ = folder_beside(target_);
    events_.emplace(folder_ / "events.jsonl");
    if (coverage == AuditCoverage::full) leaves_.emplace(folder_ / "leaves");
}

AuditWriter::~AuditWriter() {
    events_.reset();
    leaves_.reset();
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
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
        leaves_.emplace(folder_ / "leaves");
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
    const auto file = folder_ / path;
    std::error_code failed;
    fs::create_directories(file.parent_path(), failed);
    if (failed) fail(file, failed.value());
    HashedOutput out(file);
    out.write(as_bytes(content));
    close(path, out);
}

void AuditWriter::policy(std::uint64_t index, std::string_view canonical_json) {
    add(fmt::format("policy/{}.json", index), canonical_json);
}

void AuditWriter::notice(std::string_view text) {
    const auto path = fmt::format("notices/{}.txt", to_hex(crypto::sha256(as_bytes(text))));
    if (!fs::exists(folder_ / path)) add(path, text);
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
    HashedOutput out(folder_ / "manifest.json");
    out.write(as_bytes(manifest_.text()));
    static_cast<void>(out.finish());
    for (const auto* inner : {"notices", "policy", "proofs"}) {
        if (fs::exists(folder_ / inner)) sync_folder(folder_ / inner);
    }
    sync_folder(folder_);
    require_absent(target_);
    std::error_code failed;
    fs::rename(folder_, target_, failed);
    if (failed) fail(target_, failed.value());
    folder_.clear();
    sync_folder(target_.has_parent_path() ? target_.parent_path() : fs::path("."));
}

void AuditWriter::finish() {
    if (folder_.empty()) misused("the bundle is finished");
    begin_leaves();
    check_root();
    close("events.jsonl", *events_);
    if (leaves_) close("leaves", *leaves_);
    if (prover_) write_proofs();
    add("checkpoint", note_);
    publish();
}

}  // namespace lawful::exchange
