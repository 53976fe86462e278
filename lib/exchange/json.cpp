// SPDX-License-Identifier: Apache-2.0
#include <lawful/json.hpp>

#include <nlohmann/json.hpp>

#include "model/canonical.hpp"

#include <lawful/error.hpp>

namespace lawful {
namespace {

using Tree = nlohmann::ordered_json;

std::string dumped(const Tree& tree) {
    try {
        return tree.dump();
    } catch (const nlohmann::json::exception&) {
        throw Error(ErrorCode::invalid_text, "a text is not utf-8");
    }
}

template <class T>
void put(Tree& tree, const char* name, const std::optional<T>& value) {
    if (!value) return;
    if constexpr (requires { to_string(*value); }) {
        tree[name] = to_string(*value);
    } else if constexpr (Term<T>) {
        tree[name] = wire_name(*value);
    } else {
        tree[name] = *value;
    }
}

void put(Tree& tree, const char* name, const std::string& text) {
    if (!text.empty()) tree[name] = text;
}

Tree tree_of(const Reason& reason);
Tree tree_of(const Obligation& obligation);
Tree tree_of(const Screened& item);
Tree tree_of(const Release& release);
Tree tree_of(const RejectedRow& row);
Tree tree_of(const LintFinding& finding);
Tree tree_of(const Holding& holding);
Tree tree_of(const ErasureCount& count);

template <class Items>
Tree list(const Items& items) {
    Tree array = Tree::array();
    for (const auto& item : items) array.push_back(tree_of(item));
    return array;
}

Tree tree_of(const Reason& reason) {
    Tree tree{{"rule", reason.rule},
              {"code", reason.code},
              {"effect", wire_name(reason.effect)},
              {"article", reason.article}};
    put(tree, "since", reason.since);
    put(tree, "event", reason.event);
    return tree;
}

Tree tree_of(const Obligation& obligation) {
    return {{"code", obligation.code},
            {"article", obligation.article},
            {"blocking", obligation.blocking}};
}

Tree tree_of(const Decision& decision) {
    Tree tree{{"verdict", wire_name(decision.verdict)},
              {"reasons", list(decision.reasons)},
              {"obligations", list(decision.obligations)}};
    put(tree, "basis", decision.basis);
    put(tree, "valid_until", decision.valid_until);
    tree["ledger_size"] = decision.ledger_size;
    return tree;
}

Tree tree_of(const AddressDecision& item) {
    Tree tree;
    if (item.address != AddressId{}) tree["address"] = to_string(item.address);
    tree["masked"] = item.masked;
    tree["decision"] = tree_of(item.decision);
    return tree;
}

/// An address that is none may hold any bytes, and its answer must not stop the rest.
Tree readable(const std::string& text) {
    return Tree::parse(Tree(text).dump(-1, ' ', false, Tree::error_handler_t::replace));
}

Tree tree_of(const Screened& item) {
    Tree tree;
    tree["input"] = readable(item.input);
    put(tree, "address", item.address);
    tree["decision"] = tree_of(item.decision);
    return tree;
}

Tree tree_of(const Release& release) {
    Tree tree{{"id", release.id}, {"address", to_string(release.address)}, {"text", release.text}};
    put(tree, "name", release.name);
    put(tree, "language", release.language);
    put(tree, "organisation", release.organisation);
    tree["decision"] = tree_of(release.decision);
    return tree;
}

Tree tree_of(const RejectedRow& row) { return {{"line", row.line}, {"reason", row.reason}}; }

Tree tree_of(const LintFinding& finding) {
    return {{"code", finding.code},
            {"article", finding.article},
            {"where", finding.where},
            {"message", finding.message},
            {"blocking", finding.blocking}};
}

Tree tree_of(const Holding& holding) {
    Tree tree{{"recipient", to_string(holding.recipient)},
              {"address", to_string(holding.address)},
              {"from", to_string(holding.from)}};
    put(tree, "until", holding.until);
    return tree;
}

Tree tree_of(const Source& source) {
    Tree tree{{"kind", wire_name(source.kind)}, {"obtained", to_string(source.obtained)}};
    put(tree, "detail", source.detail);
    put(tree, "collected_for", source.collected_for);
    put(tree, "art14_exemption", source.art14_exemption);
    put(tree, "exemption_reason", source.exemption_reason);
    return tree;
}

Tree tree_of(const ImportReport& report) {
    Tree claims = Tree::object();
    for (const auto& [claim, count] : report.claims) claims[std::string(wire_name(claim))] = count;
    return {{"rows", report.rows},
            {"imported", report.imported},
            {"unchanged", report.unchanged},
            {"suppressed", report.suppressed},
            {"recipients", report.recipients},
            {"role_addresses", report.role_addresses},
            {"claims", claims},
            {"rejected_rows", report.rejected_rows},
            {"rejected", list(report.rejected)},
            {"unread_columns", report.unread_columns}};
}

Tree tree_of(const ErasureCount& count) {
    return {{"day", count.day},
            {"ground", count.ground},
            {"tombstones", count.tombstones},
            {"leaves", count.leaves}};
}

std::string subject_text(const Subject& subject) {
    return std::string(wire_name(subject.kind)) + ':' + to_string(subject.id);
}

Tree tree_of(const RecordedEvent& recorded) {
    const auto& event = recorded.event;
    Tree tree{{"index", recorded.index},
              {"subject", subject_text(event.subject)},
              {"kind", kind_of(event.body)},
              {"occurred", to_string(event.occurred)},
              {"recorded", to_string(event.recorded)},
              {"origin", wire_name(event.origin)}};
    put(tree, "cause", event.cause);
    tree["body"] = Tree::parse(model::body_json(event.body));
    return tree;
}

}  // namespace

std::string to_json(std::string_view text) { return dumped(Tree(text)); }
std::string to_json(const Decision& decision) { return dumped(tree_of(decision)); }
std::string to_json(const AddressDecision& decision) { return dumped(tree_of(decision)); }
std::string to_json(const Screened& item) { return dumped(tree_of(item)); }
std::string to_json(const Release& release) { return dumped(tree_of(release)); }
std::string to_json(const ImportReport& report) { return dumped(tree_of(report)); }
std::string to_json(const RecordedEvent& event) { return dumped(tree_of(event)); }

std::string to_json(const Releases& releases) {
    return dumped({{"released", list(releases.released)}, {"refused", list(releases.refused)}});
}

std::string to_json(const PolicyChange& change) {
    return dumped({{"changed", change.changed},
                   {"differences", change.differences},
                   {"findings", list(change.findings)}});
}

std::string to_json(const StoreReport& report) {
    return dumped(
        {{"events", report.events}, {"subjects", report.subjects}, {"faults", report.faults}});
}

std::string to_json(const MergeCandidate& pair) {
    return dumped({{"one", to_string(pair.one)},
                   {"other", to_string(pair.other)},
                   {"reason", wire_name(pair.reason)}});
}

std::string to_json(const AddressRecord& record) {
    Tree tree{{"id", to_string(record.id)},
              {"medium", wire_name(record.address.medium)},
              {"text", record.address.text},
              {"kind", wire_name(record.address.kind)}};
    put(tree, "organisation", record.address.organisation);
    tree["source"] = wire_name(record.address.source);
    tree["holders"] = list(record.holders);
    return dumped(tree);
}

std::string to_json(const RecipientRecord& record) {
    const auto& person = record.recipient;
    Tree tree{{"id", to_string(record.id)}, {"name", person.name}};
    put(tree, "role", person.role);
    put(tree, "language", person.language);
    put(tree, "country", person.country);
    put(tree, "organisation", person.organisation);
    tree["source"] = tree_of(person.source);
    put(tree, "born", person.born);
    tree["under_guardianship"] = person.under_guardianship;
    tree["employee"] = person.employee;
    tree["addresses"] = list(record.addresses);
    if (!record.merged.empty()) tree["merged"] = Tree::array();
    for (const auto& other : record.merged) tree["merged"].push_back(to_string(other));
    return dumped(tree);
}

std::string to_json(const OrganisationRecord& record) {
    const auto& organisation = record.organisation;
    Tree tree{{"id", to_string(record.id)}, {"name", organisation.name}};
    put(tree, "country", organisation.country);
    put(tree, "sector", organisation.sector);
    tree["legal_person"] = organisation.legal_person;
    tree["public_authority"] = organisation.public_authority;
    return dumped(tree);
}

std::string to_json(const AuditExport& done) {
    return dumped({{"complete", done.complete},
                   {"size", done.size},
                   {"events", done.events},
                   {"erased", done.erased}});
}

std::string to_json(const Explanation& explanation) {
    Tree reasons = Tree::array();
    for (const auto& item : explanation.reasons) {
        auto tree = tree_of(item.reason);
        tree["words"] = item.words;
        if (item.event) {
            tree["recorded_event"] = tree_of(*item.event);
            tree["event_words"] = item.event_words;
        }
        put(tree, "proof", item.proof);
        reasons.push_back(std::move(tree));
    }
    Tree tree{{"purpose", explanation.purpose},
              {"channel", wire_name(explanation.channel)},
              {"asked", to_string(explanation.asked)}};
    put(tree, "address", explanation.address);
    tree["decision"] = tree_of(explanation.decision);
    tree["words"] = explanation.words;
    tree["reasons"] = std::move(reasons);
    tree["checkpoint"] = explanation.checkpoint;
    return dumped(tree);
}

std::string to_json(const Deadlines& deadlines) {
    return dumped({{"calendar_1m", to_string(deadlines.calendar_1m)},
                   {"due_1m", to_string(deadlines.due_1m)},
                   {"calendar_3m", to_string(deadlines.calendar_3m)},
                   {"due_3m_if_extended", to_string(deadlines.due_3m_if_extended)},
                   {"extension_notice_due", to_string(deadlines.extension_notice_due)}});
}

std::string to_json(const AuditReport& report) {
    Tree faults = Tree::array();
    for (const auto& fault : report.faults) faults.push_back(readable(fault));
    return dumped({{"ok", report.ok()},
                   {"complete", report.complete},
                   {"origin", report.origin},
                   {"size", report.size},
                   {"root", report.root},
                   {"signed_by", report.signed_by},
                   {"signer_known", report.signer_known},
                   {"older_checkpoints", report.older_checkpoints},
                   {"verified", report.verified},
                   {"erased", report.erased},
                   {"not_disclosed", report.not_disclosed},
                   {"missing", report.missing},
                   {"tampered", report.tampered},
                   {"erasures", list(report.erasures)},
                   {"has_answer", report.has_answer},
                   {"answer", report.answer},
                   {"faults", std::move(faults)},
                   {"fault_count", report.fault_count}});
}

}  // namespace lawful
