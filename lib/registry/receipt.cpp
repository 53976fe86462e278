// SPDX-License-Identifier: Apache-2.0
#include "registry/receipt.hpp"

#include "model/kind.hpp"
#include "registry/looking.hpp"
#include "registry/view.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {

exchange::ReceiptFacts receipt_facts(const Context& context, const store::ReadTransaction& from,
                                     const Subject& subject, std::string_view purpose) {
    const View view(context, from, std::nullopt);
    const auto policy = view.policy();
    exchange::ReceiptFacts facts{.registry = to_string(context.id()),
                                 .controller = policy->policy.controller,
                                 .purpose = policy->purpose(purpose),
                                 .retention = policy->policy.retention,
                                 .subject = subject,
                                 .made = view.now(),
                                 .events = {},
                                 .notices = {},
                                 .addresses = {}};
    const auto row = from.subject(subject.id);
    if (!row || row->subject.kind != subject.kind) {
        throw Error(ErrorCode::unknown_id, "no such subject in this registry");
    }
    static_cast<void>(context.subject_key(*row));
    facts.events = view.events(subject);
    for (const auto& [index, event] : facts.events) {
        const auto* given = model::consent_in(event.body);
        if (given == nullptr || given->purpose != purpose) continue;
        if (auto text = from.notice(given->notice_sha256)) facts.notices[given->notice_sha256] = std::move(*text);
        for (const auto& address : given->addresses) {
            const auto there = from.subject(address.bytes);
            if (!there || is_erased(*there)) continue;
            facts.addresses[address] = show(context, from, address).address.text;
        }
    }
    return facts;
}

}  // namespace lawful::registry
