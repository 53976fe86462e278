// SPDX-License-Identifier: Apache-2.0
#include "registry/record.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "model/kind.hpp"
#include "registry/merge.hpp"
#include "registry/validate.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

bool is_denial(const EventBody& body) {
    return std::holds_alternative<ConsentRefused>(body) ||
           std::holds_alternative<ConsentWithdrawn>(body) || std::holds_alternative<Objected>(body);
}

bool binds_merged(const EventBody& body) {
    return is_denial(body) || std::holds_alternative<Restricted>(body) ||
           std::holds_alternative<RetentionRestricted>(body);
}

/// A denial that names only an address binds all who read it: now, and when it was said.
void bind_holders(Writer& writer, AddressId address, const EventBody& body, Instant occurred,
                  EventIndex cause) {
    const auto view = writer.view();
    const auto& zone = view.policy()->zone;
    std::vector<RecipientId> bound;
    for (const auto day : {zone.day_of(occurred), zone.day_of(writer.now())}) {
        for (const auto& holder : view.holders(address, day)) {
            if (std::find(bound.begin(), bound.end(), holder.recipient) != bound.end()) continue;
            if (view.state(holder.recipient).value().erased) continue;
            bound.push_back(holder.recipient);
            writer.append(holder.recipient, body, occurred, {Origin::linked, cause});
            bind_merged(writer, holder.recipient, body, occurred, cause, bound);
        }
    }
}

void inform_by_consent(Writer& writer, RecipientId person, const EventBody& body, Instant occurred,
                       EventIndex cause) {
    const auto* given = model::consent_in(body);
    if (given == nullptr || !given->notice) return;
    const auto policy = writer.view().policy();
    inform(writer, person, policy->notice(given->purpose, *given->notice), occurred,
           {Origin::linked, cause});
}

/// On the day of receipt, at its end where no instant is known: a consent of that day does not lift it.
Instant received_at(const Writer& writer, Day received, Instant occurred) {
    const auto policy = writer.view().policy();
    if (policy->zone.day_of(occurred) == received) return occurred;
    const Day next{std::chrono::sys_days{received} + std::chrono::days{1}};
    return std::min(policy->zone.start_of(next) - std::chrono::milliseconds{1}, writer.now());
}

/// GDPR 21(3): messages stop before anyone looks at the request; an objection under 21(1) waits likewise.
void object_by_request(Writer& writer, const Subject& subject, const EventBody& body, Instant occurred,
                       EventIndex cause) {
    const auto* opened = std::get_if<RequestOpened>(&body);
    if (opened == nullptr || !opened->kind) return;
    const Objected objected{opened->purpose, opened->channel, *opened->kind};
    const auto since = received_at(writer, opened->received, occurred);
    const auto index = writer.append(subject, objected, since, {Origin::linked, cause});
    if (subject.kind == SubjectKind::address) {
        bind_holders(writer, AddressId{subject.id}, objected, since, index);
    } else if (subject.kind == SubjectKind::recipient) {
        std::vector<RecipientId> bound;
        bind_merged(writer, RecipientId{subject.id}, objected, since, index, bound);
    }
}

}  // namespace

EventIndex record(Writer& writer, const Subject& subject, EventBody body, Instant occurred,
                  Origin origin) {
    if (occurred > writer.now()) throw Error(ErrorCode::future_event, "the event lies in the future");
    validate(writer.view(), subject, body, occurred);
    const auto index = writer.append(subject, body, occurred, {origin, {}});
    if (subject.kind == SubjectKind::address && is_denial(body)) {
        bind_holders(writer, AddressId{subject.id}, body, occurred, index);
    }
    if (subject.kind == SubjectKind::recipient && binds_merged(body)) {
        std::vector<RecipientId> bound;
        bind_merged(writer, RecipientId{subject.id}, body, occurred, index, bound);
    }
    object_by_request(writer, subject, body, occurred, index);
    if (subject.kind == SubjectKind::recipient) {
        inform_by_consent(writer, RecipientId{subject.id}, body, occurred, index);
    }
    return index;
}

void inform(Writer& writer, RecipientId person, const Notice& notice, Instant occurred,
            const Writer::Extra& extra) {
    for (const auto duty : notice.covers) {
        const auto state = writer.view().state(person).value();
        if (std::any_of(state.informed.begin(), state.informed.end(), [&](const auto& fact) {
                return fact.duty == duty && fact.occurred == occurred;
            })) {
            continue;
        }
        writer.append(person,
                      Informed{.duty = duty,
                               .notice = NoticeRef{notice.language, notice.version},
                               .purpose = notice.purpose,
                               .how = "with the text of the consent"},
                      occurred, extra);
    }
}

OrganisationId add(const Context& context, Writer& writer, const Organisation& organisation,
                   Instant occurred, Origin origin) {
    require_organisation(organisation);
    if (occurred > writer.now()) throw Error(ErrorCode::future_event, "the event lies in the future");
    if (writer.transaction().organisation_by_name(context.organisation_keys(organisation.name))) {
        throw Error(ErrorCode::invalid_record, "an organisation of that name is in the registry");
    }
    const auto id = writer.fresh_id<OrganisationId>();
    writer.append(id, OrganisationAdded{organisation}, occurred, {origin, {}});
    if (const auto policy = writer.transaction().ledger().policy_event) {
        declare_policy_bases(context, writer,
                             context.policy_at(writer.transaction(), *policy)->policy, id,
                             organisation.name);
    }
    return id;
}

RecipientId add(Writer& writer, const Recipient& recipient, Instant occurred, Origin origin) {
    if (occurred > writer.now()) throw Error(ErrorCode::future_event, "the event lies in the future");
    require_recipient(writer.view(), recipient);
    const auto id = writer.fresh_id<RecipientId>();
    writer.append(id, RecipientAdded{recipient}, occurred, {origin, {}});
    return id;
}

AddressId add(const Context& context, Writer& writer, Address address, Instant occurred,
              Origin origin) {
    if (occurred > writer.now()) throw Error(ErrorCode::future_event, "the event lies in the future");
    const auto view = writer.view();
    const auto policy = view.policy();
    auto normal = contact::normalise(address.medium, address.text, policy->policy.local_part_case,
                                     policy->policy.controller.country);
    if (writer.transaction().address_by_identity(context.identity_keys(normal.identity))) {
        throw Error(ErrorCode::address_taken, "the address is in the registry already");
    }
    require_address(view, address);
    address.text = std::move(normal.text);
    const auto id = writer.fresh_id<AddressId>();
    writer.append(id, AddressAdded{std::move(address)}, occurred, {origin, {}});
    return id;
}

EventIndex suppress(const Context& context, Writer& writer, std::string_view address, Medium medium,
                    SuppressionReason reason, const std::vector<std::string>& purposes) {
    const auto policy = writer.view().policy();
    for (const auto& purpose : purposes) static_cast<void>(policy->purpose(purpose));
    const auto loose = contact::loose_of(medium, address, policy->policy.controller.country);
    if (!loose) throw Error(ErrorCode::invalid_address, "not an address that could be written to");
    return writer.append(context.id(),
                         Suppressed{.loose_key = to_base64(
                                        context.loose_keys(*loose).keys.front().value),
                                    .epoch = context.keys().newest(),
                                    .reason = reason,
                                    .purposes = purposes},
                         writer.now());
}

void declare_policy_bases(const Context& context, Writer& writer, const Policy& policy,
                          OrganisationId organisation, std::string_view name) {
    const auto key = context.organisation_keys(name).keys.front();
    for (const auto& basis : policy.organisation_bases) {
        if (context.organisation_keys(basis.organisation).keys.front() != key) continue;
        writer.append(organisation,
                      BasisDeclared{.purpose = basis.purpose,
                                    .basis = basis.basis,
                                    .provision = basis.provision,
                                    .assessment = basis.assessment,
                                    .assessed_on = basis.assessed_on,
                                    .contract = basis.contract},
                      writer.now());
    }
}

}  // namespace lawful::registry
