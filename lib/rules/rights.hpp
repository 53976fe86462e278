// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <string_view>

#include "rules/state.hpp"

/// Requests of people: what their events do to a standing, and until when they are answered.
namespace lawful::rules {

template <class Body>
concept RequestStep =
    std::same_as<Body, RequestIdentityAsked> || std::same_as<Body, RequestIdentityVerified> ||
    std::same_as<Body, RequestExtended> || std::same_as<Body, RequestRefused> || std::same_as<Body, RequestClosed>;

template <class Body>
concept RequestEvent = RequestStep<Body> || std::same_as<Body, RequestOpened>;

void apply_request(SubjectState& state, EventIndex index, const Event& event, const RequestOpened& opened);
void apply_request(SubjectState& state, EventIndex index, const Event& event, const RequestIdentityAsked& asked);
void apply_request(SubjectState& state, EventIndex index, const Event& event,
                   const RequestIdentityVerified& verified);
void apply_request(SubjectState& state, EventIndex index, const Event& event, const RequestExtended& extended);
void apply_request(SubjectState& state, EventIndex index, const Event& event, const RequestRefused& refused);
void apply_request(SubjectState& state, EventIndex index, const Event& event, const RequestClosed& closed);

/// Proof of identity was asked for and is not there yet.
[[nodiscard]] bool awaits_identity(const RightsFact& request);

/// The last lawful day of the first month; the person is told of an extension by then (GDPR 12(3)).
/// None while proof of identity is awaited. The days between asking and proof do not count: what was
/// left of the period runs on (EDPB 01/2022 par. 157-159). `country`: the controller's.
[[nodiscard]] std::optional<Day> first_limit(const RightsFact& request, std::string_view country);

/// The last lawful day for the answer, three months after receipt when extended.
[[nodiscard]] std::optional<Day> request_due(const RightsFact& request, std::string_view country);

/// Saturdays, Sundays and public holidays are none (Regulation 1182/71 art. 3(4)).
[[nodiscard]] Day next_working_day(Day day, std::string_view country);

}  // namespace lawful::rules
