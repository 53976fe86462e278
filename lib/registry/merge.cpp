// SPDX-License-Identifier: Apache-2.0
#include "registry/merge.hpp"

#include <algorithm>

#include "rules/merging.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

void require_person(const View& view, RecipientId recipient) {
    const auto state = view.state(recipient);
    if (!state) throw Error(ErrorCode::unknown_id, "no such recipient in this registry");
    if (state->erased) throw Error(ErrorCode::erased, "the recipient was erased");
}

std::optional<EventIndex> link_between(const View& view, RecipientId one, RecipientId other) {
    const auto state = view.state(one).value();
    for (const auto& link : state.merges) {
        if (link.with == other) return link.index;
    }
    return std::nullopt;
}

bool is_among(RecipientId recipient, const std::vector<RecipientId>& all) {
    return std::find(all.begin(), all.end(), recipient) != all.end();
}

}  // namespace

std::vector<RecipientId> merged_group(const View& view, RecipientId recipient) {
    std::vector<RecipientId> group{recipient};
    const auto state = view.state(recipient);
    if (!state) return group;
    const auto others = rules::merged_with(recipient, *state, [&](RecipientId id) {
        return view.state(id).value_or(rules::SubjectState{});
    });
    for (const auto& other : others) group.push_back(other.id);
    return group;
}

/// Links make no circle, so that each, undone, parts the group in two.
EventIndex merge(Writer& writer, RecipientId kept, RecipientId other) {
    const auto view = writer.view();
    for (const auto& recipient : {kept, other}) require_person(view, recipient);
    if (kept == other) throw Error(ErrorCode::invalid_record, "nobody is merged with themselves");
    if (is_among(other, merged_group(view, kept))) {
        throw Error(ErrorCode::already_done, "the two are merged, perhaps through others");
    }
    const auto first = writer.append(kept, Merged{other}, writer.now());
    writer.append(other, Merged{kept}, writer.now(), {Origin::linked, first});
    return first;
}

EventIndex unmerge(Writer& writer, RecipientId one, RecipientId other) {
    const auto view = writer.view();
    for (const auto& recipient : {one, other}) require_person(view, recipient);
    const auto link = link_between(view, one, other);
    const auto back = link_between(view, other, one);
    if (!link || !back) {
        const bool through = is_among(other, merged_group(view, one)) && one != other;
        throw Error(ErrorCode::invalid_record, through ? "the two are merged through others: undo one of those links"
                                                       : "the two are not merged");
    }
    const auto first = writer.append(one, MergeUndone{*link}, writer.now());
    writer.append(other, MergeUndone{*back}, writer.now(), {Origin::linked, first});
    return first;
}

void bind_merged(Writer& writer, RecipientId said_of, const EventBody& body, Instant occurred,
                 EventIndex cause, std::vector<RecipientId>& bound) {
    const auto view = writer.view();
    for (const auto& member : merged_group(view, said_of)) {
        if (member == said_of || is_among(member, bound)) continue;
        bound.push_back(member);
        if (view.state(member).value().erased) continue;
        writer.append(member, body, occurred, {Origin::linked, cause});
    }
}

void part(Writer& writer, RecipientId gone, const Writer::Extra& extra) {
    const auto view = writer.view();
    const auto state = view.state(gone).value();
    for (const auto& link : state.merges) {
        const auto back = link_between(view, link.with, gone);
        if (back) writer.append(link.with, MergeUndone{*back}, writer.now(), extra);
    }
}

}  // namespace lawful::registry
