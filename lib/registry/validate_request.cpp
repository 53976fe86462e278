// SPDX-License-Identifier: Apache-2.0
#include "registry/validate_request.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rules/rights.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

[[noreturn]] void refuse_request(const std::string& what) { throw Error(ErrorCode::invalid_record, what); }

void require_text(const std::string& text, const char* what) {
    if (trim(text).empty()) refuse_request(what);
}

/// Not a day to come, in the controller's time zone; one left out is today.
void settle_day(const View& view, Day& day, const char* name) {
    const auto today = view.policy()->zone.day_of(view.now());
    if (day == Day{}) day = today;
    if (!day.ok()) refuse_request(fmt::format("{}: not a day of the calendar", name));
    if (day > today) throw Error(ErrorCode::future_event, fmt::format("{}: a day still to come", name));
}

const rules::RightsFact& open_request(const Requester& by, EventIndex index) {
    const auto& rights = by.state.rights;
    const auto found = std::find_if(rights.begin(), rights.end(),
                                    [&](const auto& request) { return request.index == index; });
    if (found == rights.end()) throw Error(ErrorCode::unknown_id, "no such request of this subject");
    if (found->closed) throw Error(ErrorCode::already_done, "the request was closed before");
    return *found;
}

/// The open request that a step is about, and the step's day.
const rules::RightsFact& settle_step(const Requester& by, EventIndex index, Day& day, const char* name) {
    const auto& request = open_request(by, index);
    settle_day(by.view, day, name);
    if (day < request.received) refuse_request(fmt::format("{}: before the request was received", name));
    return request;
}

const std::string& country_of(const PolicyPointer& policy) { return policy->policy.controller.country; }

/// An objection, and a question for information, give nothing away: they need no proof (GDPR 12(6)).
bool needs_proof(RequestType type) {
    return type != RequestType::objection && type != RequestType::information;
}

bool is_against_marketing(const Requester& by, EventIndex request) {
    const auto events = by.view.events(by.subject);
    return std::any_of(events.begin(), events.end(), [&](const RecordedEvent& recorded) {
        const auto* opened = std::get_if<RequestOpened>(&recorded.event.body);
        return recorded.index == request && opened && opened->kind == ObjectionKind::direct_marketing;
    });
}

}  // namespace

void require_request(const Requester& by, RequestOpened& opened) {
    settle_day(by.view, opened.received, "received");
    const auto policy = by.view.policy();
    const bool objects = opened.type == RequestType::objection;
    if (objects != opened.kind.has_value()) refuse_request("kind: of an objection, and of no other request");
    if (!objects && (opened.purpose || opened.channel)) {
        refuse_request("purpose, channel: of an objection, and of no other request");
    }
    if (opened.purpose) static_cast<void>(policy->purpose(*opened.purpose));
    if (objects || by.subject.kind != SubjectKind::address) return;
    if (!by.view.holders(AddressId{by.subject.id}, policy->zone.day_of(by.view.now())).empty()) {
        refuse_request("somebody reads the address: the request is that person's");
    }
}

/// A question that comes too late does not stop a clock that has run out (EDPB 01/2022 par. 157).
void require_request(const Requester& by, RequestIdentityAsked& asked) {
    const auto& request = settle_step(by, asked.request, asked.on, "on");
    if (request.asked || request.verified) {
        throw Error(ErrorCode::already_done, "proof of identity was asked for, or given, before");
    }
    if (asked.on > rules::request_due(request, country_of(by.view.policy()))) {
        refuse_request("on: the time to answer was over by then (GDPR 12(3)): no question stops it");
    }
}

void require_request(const Requester& by, RequestIdentityVerified& verified) {
    const auto& request = settle_step(by, verified.request, verified.on, "on");
    if (request.verified) throw Error(ErrorCode::already_done, "the identity was verified before");
    if (request.asked && verified.on < *request.asked) refuse_request("on: before proof of identity was asked for");
}

void require_request(const Requester& by, RequestExtended& extended) {
    const auto& request = settle_step(by, extended.request, extended.told_on, "told_on");
    if (request.extended) throw Error(ErrorCode::already_done, "the request was extended before");
    require_text(extended.reason, "reason: the person is told why (GDPR 12(3))");
    const auto limit = rules::first_limit(request, country_of(by.view.policy()));
    if (limit && extended.told_on > *limit) {
        refuse_request("told_on: the person is told of an extension within the first month (GDPR 12(3)), by " +
                       to_string(*limit));
    }
}

void require_request(const Requester& by, RequestRefused& refused) {
    static_cast<void>(settle_step(by, refused.request, refused.told_on, "told_on"));
    require_text(refused.reason, "reason: the person is told why no action is taken (GDPR 12(4))");
    require_text(refused.complaint, "complaint: the person is told where to complain (GDPR 12(4))");
    require_text(refused.remedy, "remedy: the person is told which court hears them (GDPR 12(4))");
    if (is_against_marketing(by, refused.request)) {
        refuse_request("an objection to direct marketing is not weighed (GDPR 21(3))");
    }
}

void require_request(const Requester& by, RequestClosed& closed) {
    const auto& request = settle_step(by, closed.request, closed.on, "on");
    if (closed.outcome == RequestOutcome::refused) {
        refuse_request("outcome: a refusal says its reason and remedies (GDPR 12(4)), as an event of its own");
    }
    const bool acted = closed.outcome != RequestOutcome::withdrawn;
    if (acted && needs_proof(request.type) && rules::awaits_identity(request)) {
        refuse_request("proof of identity was asked for and is not verified yet (GDPR 12(6))");
    }
}

}  // namespace lawful::registry
