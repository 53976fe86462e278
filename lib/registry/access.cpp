// SPDX-License-Identifier: Apache-2.0
#include "registry/access.hpp"

#include <algorithm>

#include "model/kind.hpp"
#include "registry/looking.hpp"
#include "registry/merge.hpp"
#include "registry/requests.hpp"
#include "registry/view.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

class Access {
public:
    Access(const Context& context, const store::ReadTransaction& from, RecipientId recipient)
        : context_(context), from_(from), view_(context, from, std::nullopt), policy_(view_.policy()) {
        facts_.policy = policy_->policy;
        facts_.made = view_.now();
        facts_.id = recipient;
    }

    exchange::AccessFacts facts() {
        facts_.recipient = show(context_, from_, facts_.id).recipient;
        if (const auto& organisation = facts_.recipient.organisation) {
            facts_.organisation = show(context_, from_, *organisation).organisation.name;
        }
        const auto group = merged_group(view_, facts_.id);
        for (const auto& one : group) {
            if (one != facts_.id) facts_.merged.push_back(show(context_, from_, one));
            for (const auto& held : from_.addresses_of(one)) add_address(held, group);
            for (auto& recorded : view_.events(one)) facts_.events.push_back(std::move(recorded));
            for (auto& request : requests_of(context_, from_, view_, from_.subject(one.bytes).value())) {
                facts_.requests.push_back(std::move(request));
            }
        }
        std::stable_sort(facts_.messages.begin(), facts_.messages.end(),
                         [](const auto& a, const auto& b) { return a.release < b.release; });
        std::sort(facts_.events.begin(), facts_.events.end(),
                  [](const auto& a, const auto& b) { return a.index < b.index; });
        std::sort(facts_.requests.begin(), facts_.requests.end(),
                  [](const auto& a, const auto& b) { return a.request < b.request; });
        for (const auto& recorded : facts_.events) add_notice(recorded.event.body);
        return std::move(facts_);
    }

private:
    void add_address(const store::HolderRow& held, const std::vector<RecipientId>& group) {
        const auto there = from_.subject(held.address.bytes);
        if (!there || is_erased(*there)) return;
        const auto address = show(context_, from_, held.address).address;
        const auto readers = from_.holders_of(held.address);
        const bool shared = address.kind != AddressKind::personal ||
                            std::any_of(readers.begin(), readers.end(),
                                        [&](const auto& other) {
                                            return std::find(group.begin(), group.end(), other.recipient) ==
                                                   group.end();
                                        });
        facts_.addresses.push_back({held.address, address, held.since, held.until, shared});
        add_messages(held);
    }

    void add_messages(const store::HolderRow& held) {
        for (const auto& [index, event] : view_.events(held.address)) {
            if (const auto* released = std::get_if<Released>(&event.body)) {
                const auto day = policy_->zone.day_of(event.recorded);
                if (day < held.since || (held.until && *held.until <= day)) continue;
                facts_.messages.push_back({index, event.recorded, held.address, released->purpose, released->channel,
                                           "released"});
            } else if (const auto* delivered = std::get_if<Delivered>(&event.body)) {
                settle(delivered->release, "delivered");
            } else if (const auto* failed = std::get_if<Failed>(&event.body)) {
                settle(failed->release, "failed");
            }
        }
    }

    void settle(EventIndex release, const char* outcome) {
        for (auto& message : facts_.messages) {
            if (message.release == release) message.outcome = outcome;
        }
    }

    void add_notice(const EventBody& body) {
        if (const auto* given = model::consent_in(body)) return add_notice(given->notice_sha256);
        const auto* informed = std::get_if<Informed>(&body);
        if (informed == nullptr || !informed->notice) return;
        for (const auto& notice : facts_.policy.notices) {
            const NoticeRef name{notice.language, notice.version};
            if (notice.purpose == informed->purpose && name == *informed->notice) add_notice(notice.sha256);
        }
    }

    void add_notice(const std::string& sha256) {
        if (auto text = from_.notice(sha256)) facts_.notices.emplace(sha256, std::move(*text));
    }

    const Context& context_;
    const store::ReadTransaction& from_;
    View view_;
    PolicyPointer policy_;
    exchange::AccessFacts facts_;
};

}  // namespace

exchange::AccessFacts access_facts(const Context& context, const store::ReadTransaction& from,
                                   RecipientId recipient) {
    return Access(context, from, recipient).facts();
}

}  // namespace lawful::registry
