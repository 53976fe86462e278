// SPDX-License-Identifier: Apache-2.0
#include "recording.hpp"

namespace lawful::tool {

void Recording::record(const Subject& subject, const EventBody& body,
                       std::optional<Instant> occurred) {
    const auto index = registry_.record(subject, body, occurred);
    say(index, kind_of(body), subject);
}

void Recording::suppress(std::string_view address, Medium medium, SuppressionReason reason,
                         const std::vector<std::string>& purposes) {
    const auto index = registry_.suppress(address, medium, reason, purposes);
    say(index, kind_of(Suppressed{}), registry_.id());
}

void Recording::replace_holder(AddressId address, RecipientId from, RecipientId to, Day on,
                               std::optional<Instant> occurred) {
    const auto begun = registry_.replace_holder(address, from, to, on, occurred);
    say(begun - 1, kind_of(HolderEnded{}), from);
    say(begun, kind_of(HolderAdded{}), to);
}

void Recording::merge(RecipientId kept, RecipientId other) {
    const auto first = registry_.merge(kept, other);
    say(first, kind_of(Merged{}), kept);
    say(first + 1, kind_of(Merged{}), other);
}

void Recording::unmerge(RecipientId one, RecipientId other) {
    const auto first = registry_.unmerge(one, other);
    say(first, kind_of(MergeUndone{}), one);
    say(first + 1, kind_of(MergeUndone{}), other);
}

void Recording::say(EventIndex index, std::string_view kind, const Subject& subject) {
    const auto name = wire_name(subject.kind);
    const auto id = to_string(subject.id);
    lines_.append("event ").append(std::to_string(index)).append(": ").append(kind);
    lines_.append(", ").append(name).append(" ").append(id).append("\n");
    JsonObject of;
    of.text("kind", name).text("id", id);
    events_.add(
        JsonObject().number("event", index).text("kind", kind).json("subject", of.str()).str());
}

int Recording::finish() const {
    if (session_.json) {
        print_line(JsonObject().json("events", events_.str()).str());
    } else if (!session_.quiet) {
        print(lines_);
    }
    return exit_status::done;
}

int record_one(const Session& session, Registry& registry, const Subject& subject,
               const EventBody& body, std::optional<Instant> occurred) {
    Recording recording(session, registry);
    recording.record(subject, body, occurred);
    return recording.finish();
}

int print_added(const Session& session, SubjectKind kind, const std::string& id) {
    print_line(session.json ? JsonObject().text(wire_name(kind), id).str() : id);
    return exit_status::done;
}

}  // namespace lawful::tool
