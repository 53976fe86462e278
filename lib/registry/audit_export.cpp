// SPDX-License-Identifier: Apache-2.0
#include "registry/audit_export.hpp"

#include "exchange/report_html.hpp"
#include "ledger/checkpoint.hpp"
#include "model/canonical.hpp"
#include "registry/report.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

constexpr std::uint64_t progress_step = 256;

exchange::AuditWriter begin(const Context& context, const store::ReadTransaction& from,
                            const std::filesystem::path& folder, exchange::AuditCoverage coverage) {
    return {folder, coverage, signed_checkpoint(context, from), signer(context, from).known_as};
}

}  // namespace

AuditPump::AuditPump(const Context& context, const store::ReadTransaction& from,
                     exchange::AuditWriter& to, const Progress& progress)
    : context_(context),
      from_(from),
      to_(to),
      progress_(progress),
      registry_key_(context.keys().registry_subject_key()),
      size_(from.ledger().size) {
    context.learn_epochs(from, from.ledger().key_epoch);
}

const crypto::SubKey& AuditPump::key_of(const store::SubjectBytes& subject) {
    if (subject == context_.id().bytes) return registry_key_;
    if (!last_key_ || subject != last_subject_) {
        last_key_.emplace(context_.subject_key(from_.subject(subject).value()));
        last_subject_ = subject;
    }
    return *last_key_;
}

EventCounts AuditPump::write_all() {
    EventCounts counts;
    from_.each_event(0, [&](store::EventRow&& row) {
        write_and_count(row, counts);
        to_.leaf(row.commitment);
        tell_progress(++done_);
    });
    return counts;
}

void AuditPump::open_events(const std::function<bool(const store::EventRow&)>& may_open,
                            const std::function<bool(const RecordedEvent&)>& opens) {
    from_.each_event(0, [&](store::EventRow&& row) {
        tell_progress(++done_);
        if (may_open(row)) open_event(row, opens);
        else if (!row.m) ++erased_;
    });
}

std::optional<Context::Opening> AuditPump::opening_of(const store::EventRow& row) {
    if (row.m && row.r) return context_.open_commitment(row, key_of(row.subject));
    ++erased_;
    return std::nullopt;
}

void AuditPump::write(EventIndex index, const Context::Opening& opening) {
    to_.opening(index, opening.r, as_text(opening.m));
    ++opened_;
}

void AuditPump::write_and_count(const store::EventRow& row, EventCounts& counts) {
    static const auto policy_applied = kind_of(PolicyApplied{});
    const auto opening = opening_of(row);
    if (!opening) return counts.add_erased(row.recorded);
    write(row.position, *opening);
    const auto m = as_text(opening->m);
    if (counts.add(row.recorded, m) != policy_applied) return;
    add_policy(row.position, std::get<PolicyApplied>(model::parse_event(m).body).policy);
}

void AuditPump::open_event(const store::EventRow& row, const std::function<bool(const RecordedEvent&)>& opens) {
    const auto opening = opening_of(row);
    if (!opening) return;
    const RecordedEvent recorded{row.position, model::parse_event(as_text(opening->m))};
    if (!opens(recorded)) return;
    write(row.position, *opening);
    if (const auto* applied = std::get_if<PolicyApplied>(&recorded.event.body)) {
        add_policy(row.position, applied->policy);
    }
}

void AuditPump::add_policy(EventIndex index, const Policy& policy) {
    has_policy_ = true;
    to_.policy(index, model::canonical(policy));
    for (const auto& notice : policy.notices) {
        if (const auto text = from_.notice(notice.sha256)) to_.notice(*text);
    }
}

void AuditPump::write_leaves() {
    from_.each_event(0, [&](store::EventRow&& row) {
        to_.leaf(row.commitment);
        tell_progress(++done_);
    });
}

void AuditPump::tell_progress(std::uint64_t done) const {
    if (progress_ && done % progress_step == 0) progress_(done, 2 * size_);
}

AuditExport export_audit(const Context& context, const store::ReadTransaction& from,
                         const std::filesystem::path& folder, const AuditSelection& selection,
                         const Progress& progress) {
    const Selected selected(context, from, selection);
    const bool all = selected.is_all();
    auto writer = begin(context, from, folder,
                        all ? exchange::AuditCoverage::full : exchange::AuditCoverage::partial);
    for (const auto& older : selection.older) {
        require_consistent(context, from, older);
        writer.prove_consistency(ledger::Checkpoint::parse(ledger::parse_note(older).text).head.size);
    }
    AuditPump pump(context, from, writer, progress);
    if (all) {
        auto counts = pump.write_all();
        if (pump.has_policy()) {
            auto facts = report_facts(context, from, std::move(counts), progress);
            facts.checkpoint = signed_checkpoint(context, from);
            writer.report(exchange::report_html(facts));
        }
    } else {
        pump.open_events([&](const auto& row) { return selected.may_open(row); },
                         [&](const auto& recorded) { return selected.opens(recorded); });
        pump.write_leaves();
    }
    writer.finish();
    return {all, from.ledger().size, pump.opened(), pump.erased()};
}

}  // namespace lawful::registry
