// SPDX-License-Identifier: Apache-2.0
#include "registry/explain.hpp"

#include <algorithm>

#include "exchange/audit_answer.hpp"
#include "ledger/commitment.hpp"
#include "ledger/tlog_proof.hpp"
#include "ledger/tree.hpp"
#include "registry/kept_tree.hpp"
#include "registry/merge.hpp"
#include "rules/words.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

/// What an answer rests on, as it is looked up by keyed hashes, and whose events show the rest.
class Ground {
public:
    Ground(const Context& context, const store::ReadTransaction& from, const View& view,
           const Question& question, std::string_view text)
        : from_(from), view_(view), today_(view.policy()->zone.day_of(view.now())) {
        const auto normal = question.normalise(text);
        const auto loose = context.loose_keys(normal.loose);
        asked.at = view.now();
        asked.size = view.size();
        asked.address = question.find(normal);
        asked.erased = view.erased_since(loose);
        asked.journal_lost = view.journal_lost();
        for (const auto& entry : question.facts(asked.address, loose).suppressions) {
            if (entry.of) add({*entry.of, entry.index});
            else asked.suppressions.push_back(entry.index);
        }
        if (asked.address) add(*asked.address);
        for (const auto& other : view.with_loose_key(loose)) {
            if (other == asked.address) continue;
            asked.related.push_back(other);
            add(other);
        }
    }

    rules::Asked asked;
    std::set<store::SubjectBytes> subjects;

    [[nodiscard]] bool rests_on(EventIndex suppression) const {
        const auto& direct = asked.suppressions;
        if (std::find(direct.begin(), direct.end(), suppression) != direct.end()) return true;
        const auto& merged = asked.merged_suppressions;
        return merged && std::any_of(merged->begin(), merged->end(),
                                     [&](const auto& one) { return one.event == suppression; });
    }

private:
    void add(const rules::MergedSuppression& entry) {
        if (!asked.merged_suppressions) asked.merged_suppressions.emplace();
        asked.merged_suppressions->push_back(entry);
    }
    void add(AddressId address) {
        subjects.insert(address.bytes);
        if (const auto state = view_.state(address); state && state->address) {
            add(state->address->organisation);
        }
        for (const auto& holding : view_.holdings(address)) {
            if (holding.until && (*holding.until <= today_ || holding.until == holding.since)) continue;
            if (is_erased(from_.subject(holding.recipient.bytes).value())) {
                asked.erased_holders.push_back(
                    {address, holding.recipient, holding.since, holding.until});
                continue;
            }
            for (const auto& one : merged_group(view_, holding.recipient)) subjects.insert(one.bytes);
            const auto person = view_.state(holding.recipient);
            if (person && person->person) add(person->person->organisation);
        }
    }
    void add(const std::optional<OrganisationId>& organisation) {
        if (organisation) subjects.insert(organisation->bytes);
    }

    const store::ReadTransaction& from_;
    const View& view_;
    Day today_;
};

void write_bundle(const Context& context, const store::ReadTransaction& from, const Ground& ground,
                  const Explanation& explanation, const std::filesystem::path& folder) {
    exchange::AuditWriter writer(folder, exchange::AuditCoverage::partial, explanation.checkpoint,
                                 signer(context, from).known_as);
    const auto& asked = ground.asked;
    std::vector<RecordedEvent> events;
    const auto of_registry = [&](const auto& subject) { return subject == context.id().bytes; };
    const Progress silent;
    AuditPump pump(context, from, writer, silent);
    pump.open_events(
        [&](const store::EventRow& row) {
            return row.m && (of_registry(row.subject) || (row.position < asked.size &&
                                                          ground.subjects.contains(row.subject)));
        },
        [&](const RecordedEvent& recorded) {
            const bool opens =
                !of_registry(recorded.event.subject.id) || is_always_opened(recorded.event.body) ||
                ground.rests_on(recorded.index);
            if (opens) events.push_back(recorded);
            return opens;
        });
    if (rules::decide_again(events, asked) != explanation.decision) {
        throw Error(ErrorCode::corrupt, "the events do not give the answer again");
    }
    pump.write_leaves();
    writer.answer(exchange::AuditAnswer{asked, explanation.decision}.text());
    writer.finish();
}

std::optional<RecordedEvent> event_behind(const Context& context, const store::ReadTransaction& from,
                                          const Reason& reason) {
    if (!reason.event) return std::nullopt;
    const auto row = from.event(*reason.event);
    if (!row || !row->m) return std::nullopt;
    const auto subject = from.subject(row->subject);
    return context.open_event(*row, context.subject_key(subject.value()));
}

void add_proofs(const store::ReadTransaction& from, Explanation& explanation) {
    const auto tree = kept_tree(from);
    const auto head = from.ledger();
    for (auto& item : explanation.reasons) {
        if (!item.event) continue;
        const auto index = item.event->index;
        const auto path = tree.inclusion(index);
        const auto leaf = ledger::leaf(from.event(index).value().commitment);
        ledger::verify_inclusion(ledger::leaf_hash(as_bytes(leaf)), index, path, {head.size, head.root});
        item.proof = ledger::TlogProof{{}, index, path, explanation.checkpoint}.text();
    }
}

}  // namespace

Explanation explain(const Context& context, const store::ReadTransaction& from, const View& view,
                    std::string_view address, std::string_view purpose, Channel channel,
                    const std::filesystem::path* folder) {
    const Question question(context, view, purpose, channel);
    Ground ground(context, from, view, question, address);
    ground.asked.purpose = purpose;
    ground.asked.channel = channel;
    Explanation out;
    out.purpose = purpose;
    out.channel = channel;
    out.asked = view.now();
    out.address = ground.asked.address;
    out.decision = question.answer(address);
    out.words = rules::words_of(out.decision);
    for (const auto& reason : out.decision.reasons) {
        ExplainedReason item{reason, rules::words_of(reason), event_behind(context, from, reason), {}, {}};
        if (item.event) item.event_words = rules::words_of(*item.event);
        out.reasons.push_back(std::move(item));
    }
    out.checkpoint = signed_checkpoint(context, from);
    add_proofs(from, out);
    if (folder != nullptr) write_bundle(context, from, ground, out, *folder);
    return out;
}

}  // namespace lawful::registry
