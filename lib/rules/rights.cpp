// SPDX-License-Identifier: Apache-2.0
#include "rules/rights.hpp"

#include <algorithm>

#include "base/zone.hpp"

namespace lawful::rules {
namespace {

RightsFact* find_request(SubjectState& state, EventIndex index) {
    const auto found = std::find_if(state.rights.begin(), state.rights.end(),
                                    [&](const RightsFact& request) { return request.index == index; });
    return found == state.rights.end() ? nullptr : &*found;
}

bool has_open_request(const SubjectState& state) {
    return std::any_of(state.rights.begin(), state.rights.end(),
                       [](const RightsFact& request) { return !request.closed; });
}

void forget_last_closed(SubjectState& state) {
    std::erase_if(state.ended, [](const Ended& end) { return end.what == RetentionStart::request_closed; });
}

/// Retention from the last request begins when none is open any more (GDPR 5(1)(e)).
void close(SubjectState& state, const Event& event, EventIndex index, RequestOutcome outcome, Day on) {
    auto* request = find_request(state, index);
    if (request == nullptr || request->closed) return;
    request->closed = on;
    request->outcome = outcome;
    if (has_open_request(state)) return;
    forget_last_closed(state);
    state.ended.push_back({RetentionStart::request_closed, {}, event.occurred});
}

Day limit(const RightsFact& request, int months, std::string_view country) {
    std::int32_t stopped = 0;
    if (request.asked && request.verified) {
        const auto days = std::chrono::sys_days{*request.verified} - std::chrono::sys_days{*request.asked};
        stopped = static_cast<std::int32_t>(days.count());
    }
    return next_working_day(add(request.received, {.years = 0, .months = months, .days = stopped}), country);
}

}  // namespace

void apply_request(SubjectState& state, EventIndex index, const Event& /*event*/, const RequestOpened& opened) {
    forget_last_closed(state);
    state.rights.push_back({.type = opened.type,
                            .received = opened.received,
                            .asked = {},
                            .verified = {},
                            .extended = {},
                            .closed = {},
                            .outcome = {},
                            .index = index});
}

void apply_request(SubjectState& state, EventIndex /*index*/, const Event& /*event*/,
                   const RequestIdentityAsked& asked) {
    if (auto* request = find_request(state, asked.request)) request->asked = asked.on;
}

void apply_request(SubjectState& state, EventIndex /*index*/, const Event& /*event*/,
                   const RequestIdentityVerified& verified) {
    if (auto* request = find_request(state, verified.request)) request->verified = verified.on;
}

void apply_request(SubjectState& state, EventIndex /*index*/, const Event& /*event*/,
                   const RequestExtended& extended) {
    if (auto* request = find_request(state, extended.request)) request->extended = extended.told_on;
}

void apply_request(SubjectState& state, EventIndex /*index*/, const Event& event, const RequestRefused& refused) {
    close(state, event, refused.request, RequestOutcome::refused, refused.told_on);
}

void apply_request(SubjectState& state, EventIndex /*index*/, const Event& event, const RequestClosed& closed) {
    close(state, event, closed.request, closed.outcome, closed.on);
}

bool awaits_identity(const RightsFact& request) { return request.asked && !request.verified; }

std::optional<Day> first_limit(const RightsFact& request, std::string_view country) {
    if (awaits_identity(request)) return std::nullopt;
    return limit(request, 1, country);
}

std::optional<Day> request_due(const RightsFact& request, std::string_view country) {
    if (awaits_identity(request)) return std::nullopt;
    return limit(request, request.extended ? 3 : 1, country);
}

}  // namespace lawful::rules
