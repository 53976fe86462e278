// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <lawful/events.hpp>

namespace lawful::model {

/// `m`: the only bytes of an event that are ever hashed, sealed or exported (docs/data-model.md).
[[nodiscard]] std::string canonical(const Event& event);

/// Strict inverse. Throws `invalid_text`.
[[nodiscard]] Event parse_event(std::string_view m);

/// The kind of a canonical event, of which nothing else is read. Throws `invalid_text` for what is not canonical JSON.
[[nodiscard]] std::string kind_in(std::string_view m);

/// The body's members alone, as canonical JSON.
[[nodiscard]] std::string body_json(const EventBody& body);

/// A policy's canonical bytes: two policies are the same when these are.
[[nodiscard]] std::string canonical(const Policy& policy);

}  // namespace lawful::model
