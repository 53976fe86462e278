// SPDX-License-Identifier: Apache-2.0
#include "model/canonical.hpp"

#include <fmt/format.h>

#include "model/codec.hpp"
#include "model/fields.hpp"
#include "model/kind.hpp"

#include <lawful/error.hpp>

namespace lawful::model {
namespace {

constexpr std::int64_t event_version = 1;

template <class Visitor, Like<Event> T>
void envelope(Visitor& v, T& event) {
    v("subject", event.subject);
    v("occurred", event.occurred);
    v("recorded", event.recorded);
    v("origin", event.origin);
    v("cause", event.cause);
}

Json body_value(const EventBody& body) {
    return std::visit([](const auto& alternative) { return to_json_value(alternative); }, body);
}

}  // namespace

namespace detail {

std::string write_subject(const Subject& subject) {
    return fmt::format("{}:{}", wire_name(subject.kind), to_string(subject.id));
}

Subject read_subject(std::string_view text) {
    const auto colon = text.find(':');
    const auto kind = from_wire_name<SubjectKind>(text.substr(0, colon));
    if (!kind || colon == std::string_view::npos) {
        throw Error(ErrorCode::invalid_text, "canonical json holds an unknown subject");
    }
    Subject subject;
    subject.kind = *kind;
    subject.id = parse_id_bytes(text.substr(colon + 1));
    return subject;
}

}  // namespace detail

std::string canonical(const Event& event) {
    detail::MemberWriter writer;
    writer("lawful", event_version);
    writer("kind", std::string(kind_of(event.body)));
    envelope(writer, event);
    writer.object.emplace("body", body_value(event.body));
    return write({std::move(writer.object)});
}

Event parse_event(std::string_view m) {
    require_canonical(m);
    detail::MemberReader reader(m);
    std::string kind;
    reader("kind", kind);
    Event event;
    event.body = body_of_kind(kind);
    envelope(reader, event);
    const auto body = reader.members.find("body");
    if (!body) throw Error(ErrorCode::invalid_text, "event lacks its body");
    std::visit([&](auto& alternative) { from_json_text(*body, alternative); }, event.body);
    if (canonical(event) != m) throw Error(ErrorCode::invalid_text, "event is not canonical");
    return event;
}

std::string kind_in(std::string_view m) {
    require_canonical(m);
    detail::MemberReader reader(m);
    std::string kind;
    reader("kind", kind);
    return kind;
}

std::string body_json(const EventBody& body) { return write(body_value(body)); }

std::string canonical(const Policy& policy) { return encode(policy); }

}  // namespace lawful::model
