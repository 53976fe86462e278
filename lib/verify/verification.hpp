// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include <lawful/audit.hpp>

#include "exchange/audit_reader.hpp"
#include "ledger/tree.hpp"
#include "verify/anchor.hpp"
#include "verify/answer.hpp"
#include "verify/faults.hpp"
#include "verify/leaf_states.hpp"
#include "verify/openings.hpp"

namespace lawful::verify {

/// One pass over one bundle: docs/audit-format.md, "How to verify".
class Verification {
public:
    Verification(const AuditStreams& streams, const AuditOptions& options, AuditReport& report);

    void run();

private:
    using Opening = exchange::AuditOpening;

    void check_list();
    void check_other_files();
    void run_leaves();
    void run_proofs();
    void check_proof(const Opening& opening);
    /// What is the same with leaves and with proofs; `bound` throws when r and m do not fit.
    template <class Bound>
    void check(const Opening& opening, Bound&& bound);
    void count_tombstone(const Opening& opening);
    void check_policy(const Opening& opening);
    void name_missing();
    void count();
    void tell_progress(std::uint64_t done) const;

    const AuditOptions& options_;
    AuditReport& report_;
    Faults faults_;
    exchange::AuditBundle bundle_;
    Anchor anchor_;
    Openings openings_;
    Answer answer_;
    LeafStates states_;
    std::map<std::pair<std::string, std::string>, ErasureCount> erasures_;
    bool rooted_ = false;  ///< the leaves are those of a checkpoint that holds
    std::uint64_t leaves_read_ = 0;
};

}  // namespace lawful::verify
