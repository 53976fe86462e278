// SPDX-License-Identifier: Apache-2.0
#include <lawful/json.hpp>

#include <nlohmann/json.hpp>

#include "exchange/read_file.hpp"
#include "model/codec.hpp"
#include "model/fields.hpp"

#include <lawful/error.hpp>

namespace lawful {
namespace {

using Tree = nlohmann::ordered_json;

constexpr std::size_t largest_plan = std::size_t{1} << 30;

Tree tree_of_erasure(const Erasure& erasure) {
    return {{"tombstone", erasure.tombstone},
            {"leaves", erasure.leaves},
            {"addresses", erasure.addresses},
            {"suppressed", erasure.suppressed},
            {"proofs", erasure.proofs},
            {"tell", erasure.tell}};
}

Tree addresses_of(const ErasurePlan& plan) {
    Tree out = Tree::array();
    for (const auto& address : plan.addresses) {
        Tree one{{"address", to_string(address.address)}, {"masked", address.masked}, {"goes", address.goes}};
        if (!address.goes) one["why"] = address.why;
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace

template <class V, model::Like<RetentionEntry> T>
void fields(V& v, T& x) {
    v("subject", x.subject);
    v("rule", x.rule);
    v("due", x.due);
    v("held", x.held);
}

template <class V, model::Like<RetentionPlan> T>
void fields(V& v, T& x) {
    v("made", x.made);
    v("on", x.on);
    v("entries", x.entries);
    v("proofs", x.proofs);
}

std::string to_json(const Erasure& erasure) { return tree_of_erasure(erasure).dump(); }

std::string to_json(const LegalHold& hold) {
    Tree tree{{"event", hold.event},
              {"subject", to_string(hold.subject.id)},
              {"kind", wire_name(hold.subject.kind)},
              {"since", to_string(hold.since)}};
    if (!hold.purpose.empty()) tree["purpose"] = hold.purpose;
    tree["reason"] = hold.reason;
    tree["case_reference"] = hold.case_reference;
    return tree.dump();
}

std::string to_json(const ErasurePlan& plan) {
    Tree events = Tree::object();
    for (const auto& [kind, count] : plan.events) events[kind] = count;
    Tree remains = Tree::array();
    for (const auto& [what, article] : plan.remains) remains.push_back({{"what", what}, {"article", article}});
    Tree held = Tree::array();
    for (const auto& [hold, since] : plan.held) held.push_back({{"hold", hold}, {"since", to_string(since)}});
    return Tree{{"subject", to_string(plan.subject.id)},
                {"kind", wire_name(plan.subject.kind)},
                {"ground", wire_name(plan.ground)},
                {"goes", {{"events", events}, {"erasure", tree_of_erasure(plan.erasure)}}},
                {"addresses", addresses_of(plan)},
                {"remains", remains},
                {"suppressed", plan.suppressed},
                {"suppressed_everywhere", plan.suppressed_everywhere},
                {"held", held}}
        .dump();
}

std::string to_json(const RetentionPlan& plan) { return model::encode(plan); }

std::string to_json(const RetentionEntry& entry) { return model::encode(entry); }

std::string to_json(const RetentionRun& run) {
    return Tree{{"erased", run.erased},   {"parts", run.parts}, {"restricted", run.restricted},
                {"proofs", run.proofs},   {"already", run.already}, {"held", run.held},
                {"to_review", run.to_review}}
        .dump();
}

RetentionPlan read_retention_plan(const std::filesystem::path& file) {
    auto text = exchange::read_file(file, largest_plan);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    try {
        return model::decode<RetentionPlan>(text);
    } catch (const Error& error) {
        throw Error(ErrorCode::invalid_file, file.string() + ": not a retention plan: " + error.what());
    }
}

}  // namespace lawful
