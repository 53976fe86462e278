// SPDX-License-Identifier: Apache-2.0
#include "verify/verification.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ledger/commitment.hpp"
#include "ledger/tlog_proof.hpp"
#include "model/json.hpp"
#include "verify/leaves.hpp"
#include "verify/tombstone.hpp"

namespace lawful::verify {
namespace {

using exchange::AuditCoverage;
using exchange::AuditFileKind;

constexpr std::uint64_t progress_step = 65'536;

[[noreturn]] void refuse(const char* what) { throw Error(ErrorCode::invalid_file, what); }

std::string proof_path(std::uint64_t index) { return fmt::format("proofs/{}.tlog-proof", index); }

}  // namespace

Verification::Verification(const AuditStreams& streams, const AuditOptions& options,
                           AuditReport& report)
    : options_(options),
      report_(report),
      faults_(report),
      bundle_(streams),
      anchor_(bundle_, options, report_, faults_),
      openings_(bundle_, anchor_.head().size, faults_),
      answer_(bundle_, report_, faults_) {
    report_.complete = bundle_.manifest().coverage == AuditCoverage::full;
}

void Verification::run() {
    check_list();
    if (!anchor_.is_readable()) return;
    if (bundle_.manifest().find(Leaves::file) != nullptr) {
        run_leaves();
    } else {
        run_proofs();
    }
    openings_.finish();
    check_other_files();
    answer_.finish();
    anchor_.finish();
    rooted_ = rooted_ && anchor_.holds();
    count();
}

void Verification::check_list() {
    constexpr std::size_t most = 100;
    faults_.holds("the list of files", [&] {
        for (const auto& fault : bundle_.strangers(most)) faults_.add(fault);
    });
    if (report_.complete && bundle_.manifest().find(Leaves::file) == nullptr) {
        faults_.add("manifest.json: a full bundle without leaves");
    }
}

void Verification::check_other_files() {
    for (const auto& file : bundle_.manifest().files) {
        const auto path = exchange::audit_path(file.path).value();
        const bool proof = path.kind == AuditFileKind::inclusion ||
                           path.kind == AuditFileKind::consistency;
        if (proof && bundle_.manifest().find(Leaves::file) != nullptr) {
            faults_.add(file.path + ": a proof beside all leaves");
        } else if ((path.kind == AuditFileKind::inclusion || path.kind == AuditFileKind::policy) &&
                   !states_.is_opened(path.number)) {
            faults_.add(file.path + ": its event is not opened");
        }
        if (path.kind == AuditFileKind::notice || path.kind == AuditFileKind::report ||
            path.kind == AuditFileKind::consistency) {
            faults_.holds(file.path, [&] {
                auto input = bundle_.open(file.path);
                exchange::require_listed(input, file);
                if (path.kind == AuditFileKind::notice &&
                    file.path.find(to_hex(file.sha256)) == std::string::npos) {
                    refuse("its name is not its sha-256");
                }
            });
        }
    }
}

void Verification::run_leaves() {
    Leaves leaves(bundle_, anchor_.head().size, faults_);
    ledger::Frontier frontier;
    anchor_.compare_older({0, frontier.root()});
    const auto* opening = &openings_.next();
    for (auto c = leaves.next(); c; c = leaves.next()) {
        const auto index = frontier.size();
        frontier.append(ledger::leaf_hash(as_bytes(ledger::leaf(*c))));
        if (anchor_.has_older(frontier.size())) {
            anchor_.compare_older({frontier.size(), frontier.root()});
        }
        if (*opening && (*opening)->index == index) {
            check(**opening, [&] {
                if (ledger::commit((*opening)->r, as_text((*opening)->m)) != *c) {
                    refuse("r and m do not open the commitment in leaves");
                }
            });
            opening = &openings_.next();
        }
        tell_progress(index);
    }
    while (*opening) opening = &openings_.next();
    leaves.finish();
    leaves_read_ = leaves.count();
    rooted_ = anchor_.holds() && frontier.root() == anchor_.head().root;
    if (frontier.root() != anchor_.head().root) {
        faults_.add("leaves: their root is not the checkpoint's; none of them is verified");
    }
}

void Verification::run_proofs() {
    rooted_ = anchor_.holds();
    for (const auto* opening = &openings_.next(); *opening; opening = &openings_.next()) {
        check(**opening, [&] { check_proof(**opening); });
        tell_progress((*opening)->index);
    }
    anchor_.prove_older(bundle_);
}

void Verification::check_proof(const Opening& opening) {
    const auto path = proof_path(opening.index);
    const auto* file = bundle_.manifest().find(path);
    if (file == nullptr) refuse("it has no proof");
    try {
        const auto proof =
            ledger::TlogProof::parse(bundle_.read(*file, 2 * exchange::audit_checkpoint_limit));
        if (proof.index != opening.index) refuse("a proof of another event");
        if (proof.extra) refuse("a proof with extra data");
        if (proof.checkpoint != anchor_.note()) refuse("a proof with another checkpoint");
        const auto c = ledger::commit(opening.r, as_text(opening.m));
        ledger::verify_inclusion(ledger::leaf_hash(as_bytes(ledger::leaf(c))), opening.index,
                                 proof.hashes, anchor_.head());
    } catch (const Error& error) {
        throw Error(error.code(), path + ": " + error.what());
    }
}

template <class Bound>
void Verification::check(const Opening& opening, Bound&& bound) {
    const auto where = [&] { return fmt::format("event {} ({})", opening.index, openings_.where()); };
    const bool opened = faults_.holds(where, [&] {
        bound();
        model::require_canonical(as_text(opening.m));
    });
    states_.set(opening.index, opened ? LeafStates::verified : LeafStates::tampered);
    if (!opened) return;
    faults_.holds(where, [&] {
        count_tombstone(opening);
        if (Anchor::is_announcement(as_text(opening.m))) anchor_.announced(as_text(opening.m));
        answer_.event(opening.index, as_text(opening.m));
    });
    check_policy(opening);
}

void Verification::count_tombstone(const Opening& opening) {
    const auto tombstone = tombstone_of(as_text(opening.m), opening.index);
    if (!tombstone) return;
    auto& count = erasures_[{tombstone->day, tombstone->ground}];
    ++count.tombstones;
    for (const auto leaf : tombstone->leaves) {
        const auto state = states_.of(leaf);
        if (state == LeafStates::unknown) {
            states_.set(leaf, LeafStates::erased);
            ++count.leaves;
        } else if (state == LeafStates::verified) {
            states_.set(leaf, LeafStates::tampered);
            faults_.add(fmt::format("event {}: it is opened, and event {} says that it was erased",
                                    leaf, opening.index));
        }
    }
}

void Verification::check_policy(const Opening& opening) {
    const auto path = fmt::format("policy/{}.json", opening.index);
    const auto* file = bundle_.manifest().find(path);
    if (file == nullptr) return;
    faults_.holds(path, [&] {
        if (bundle_.read(*file, exchange::audit_line_limit) != policy_of(as_text(opening.m))) {
            refuse("not the policy that its event put in force");
        }
    });
}

void Verification::name_missing() {
    for (std::uint64_t leaf = 0; leaf < leaves_read_; ++leaf) {
        if (states_.of(leaf) == LeafStates::unknown) {
            faults_.add(
                fmt::format("event {}: missing: not opened, and no tombstone names it", leaf));
        }
    }
}

void Verification::count() {
    report_.verified = states_.count(LeafStates::verified);
    report_.erased = states_.count(LeafStates::erased);
    report_.tampered = states_.count(LeafStates::tampered);
    const auto rest = report_.size - report_.verified - report_.erased - report_.tampered;
    (report_.complete ? report_.missing : report_.not_disclosed) = rest;
    if (report_.complete && rest > 0) name_missing();
    if (!rooted_) {
        report_.tampered += report_.verified + report_.erased;
        report_.verified = report_.erased = 0;
    }
    for (auto& [key, count] : erasures_) {
        count.day = key.first;
        count.ground = key.second;
        report_.erasures.push_back(count);
    }
    if (!options_.on_leaf) return;
    const auto tell = [&](std::uint64_t leaf, LeafStates::State state) {
        constexpr LeafState states[] = {LeafState::missing, LeafState::verified, LeafState::erased,
                                        LeafState::tampered};
        options_.on_leaf(leaf, rooted_ || state == LeafStates::unknown ? states[state]
                                                                       : LeafState::tampered);
    };
    if (!report_.complete) return states_.each(tell);
    for (std::uint64_t leaf = 0; leaf < leaves_read_; ++leaf) tell(leaf, states_.of(leaf));
}

void Verification::tell_progress(std::uint64_t done) const {
    if (options_.progress && done % progress_step == 0) options_.progress(done, report_.size);
}

}  // namespace lawful::verify
