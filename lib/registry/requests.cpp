// SPDX-License-Identifier: Apache-2.0
#include "registry/requests.hpp"

#include <algorithm>
#include <tuple>

#include "registry/duty_lists.hpp"
#include "registry/pages.hpp"
#include "rules/rights.hpp"

namespace lawful::registry {
namespace {

RightsRequest row_of(const View& view, const Subject& subject, const rules::RightsFact& request) {
    const auto policy = view.policy();
    RightsRequest row{.request = request.index,
                      .subject = subject,
                      .type = request.type,
                      .received = request.received,
                      .identity_asked = request.asked,
                      .identity_verified = request.verified,
                      .extended = request.extended,
                      .closed = request.closed,
                      .outcome = request.outcome,
                      .due = rules::request_due(request, policy->policy.controller.country)};
    row.overdue = row.due && *row.due < request.closed.value_or(policy->zone.day_of(view.now()));
    return row;
}

class RequestList {
public:
    RequestList(const Context& context, const store::ReadTransaction& from, const View& view,
                const DutyFilter& filter)
        : context_(context), from_(from), view_(view), by_(due_limit(view, filter)), closed_(filter.closed) {}

    std::vector<RightsRequest> list() {
        for (const auto kind : {SubjectKind::recipient, SubjectKind::address}) {
            each_subject(from_, kind, [&](const auto& id) { add(from_.subject(id).value()); });
        }
        std::stable_sort(rows_.begin(), rows_.end(), [](const RightsRequest& a, const RightsRequest& b) {
            const auto rank = [](const RightsRequest& row) {
                return std::tuple(row.closed.has_value(), !row.due, row.due.value_or(row.received), row.request);
            };
            return rank(a) < rank(b);
        });
        return std::move(rows_);
    }

private:
    void add(const store::SubjectRow& row) {
        if (is_erased(row)) return;
        for (auto& request : requests_of(context_, from_, view_, row)) {
            if (is_wanted(request)) rows_.push_back(std::move(request));
        }
    }

    [[nodiscard]] bool is_wanted(const RightsRequest& row) const {
        if (row.closed && !closed_) return false;
        return !by_ || (!row.closed && row.due && *row.due <= *by_);
    }

    const Context& context_;
    const store::ReadTransaction& from_;
    const View& view_;
    std::optional<Day> by_;
    bool closed_;
    std::vector<RightsRequest> rows_;
};

}  // namespace

std::vector<RightsRequest> requests_of(const Context& context, const store::ReadTransaction& from, const View& view,
                                       const store::SubjectRow& row) {
    std::vector<RightsRequest> rows;
    const auto rights = rules::decode_state(row.state).rights;
    if (rights.empty()) return rows;
    const auto key = context.subject_key(row);
    for (const auto& request : rights) {
        const auto event = context.open_event(from.event(request.index).value(), key).event;
        const auto& opened = std::get<RequestOpened>(event.body);
        rows.push_back(row_of(view, row.subject, request));
        rows.back().how = opened.how;
        rows.back().reference = opened.reference;
    }
    return rows;
}

std::vector<RightsRequest> requests(const Context& context, const store::ReadTransaction& from, const View& view,
                                    const DutyFilter& filter) {
    return RequestList(context, from, view, filter).list();
}

}  // namespace lawful::registry
