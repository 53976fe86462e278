// SPDX-License-Identifier: Apache-2.0
#include <numeric>
#include <set>

#include "registry/impl.hpp"
#include "registry/looking.hpp"
#include "registry/merge.hpp"
#include "registry/pages.hpp"
#include "registry/question.hpp"
#include "rules/state.hpp"

#include <lawful/error.hpp>

/// Verbs that only read: one consistent view each.
namespace lawful {
namespace {

template <class SomeId, class Show>
void each_of_kind(const store::ReadTransaction& from, SubjectKind kind, Show show) {
    registry::each_subject(from, kind, [&](const auto& id) {
        if (!registry::is_erased(from.subject(id).value())) show(SomeId{id});
    });
}

/// From the store, and remembered.
Brief asked_in_brief(const registry::Context& context, registry::Resident* resident,
                     const registry::View& view, const registry::Question& question,
                     const registry::Asked& asked) {
    const auto normal = question.normalise(asked.address);
    const auto loose = context.loose_keys(normal.loose);
    const auto answer = in_brief(question.answer(normal, loose));
    if (resident != nullptr) resident->remember(asked, loose, answer, view);
    return answer;
}

/// What was remembered is the answer of this view too.
bool is_of(const Brief& known, const registry::View& view) {
    return known.ledger_size == view.size() && (!known.valid_until || *known.valid_until > view.now());
}

/// Fills in what is remembered, and gives the numbers of the others.
std::vector<std::size_t> recall(registry::Resident* resident, std::span<const std::string> addresses,
                                std::string_view purpose, Channel channel, std::span<Brief> answers) {
    if (resident != nullptr) return resident->recall(addresses, purpose, channel, answers);
    std::vector<std::size_t> all(addresses.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

Brief screened_in_brief(const registry::Context& context, registry::Resident* resident,
                        const registry::View& view, const registry::Question& question,
                        const registry::Asked& asked) {
    try {
        return asked_in_brief(context, resident, view, question, asked);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::invalid_address) throw;
        return in_brief(question.invalid_address());
    }
}

}  // namespace

Policy Registry::policy() const {
    const auto from = impl_->store->read();
    return registry::View(impl_->context, from, std::nullopt).policy()->policy;
}

std::string Registry::notice_text(std::string_view sha256) const {
    const auto from = impl_->store->read();
    if (auto text = from.notice(sha256)) return std::move(*text);
    throw Error(ErrorCode::unknown_notice, "no notice of that sha-256 was declared");
}

std::optional<AddressId> Registry::find(std::string_view address, Medium medium) const {
    const auto from = impl_->store->read();
    const registry::View view(impl_->context, from, std::nullopt);
    const auto policy = view.policy();
    const auto normal = contact::normalise(medium, address, policy->policy.local_part_case,
                                           policy->policy.controller.country);
    return view.find(impl_->context.identity_keys(normal.identity));
}

std::optional<OrganisationId> Registry::find_organisation(std::string_view name) const {
    const auto from = impl_->store->read();
    const registry::View view(impl_->context, from, std::nullopt);
    return from.organisation_by_name(impl_->context.organisation_keys(name));
}

Decision Registry::may_send(std::string_view address, std::string_view purpose, Channel channel,
                            std::optional<Instant> as_of) const {
    const auto from = impl_->store->read();
    const registry::View view(impl_->context, from, as_of);
    return registry::Question(impl_->context, view, purpose, channel).answer(address);
}

Decision Registry::may_send(AddressId address, std::string_view purpose, Channel channel,
                            std::optional<Instant> as_of) const {
    const auto from = impl_->store->read();
    const registry::View view(impl_->context, from, as_of);
    return registry::Question(impl_->context, view, purpose, channel).answer(address);
}

std::vector<AddressDecision> Registry::may_send(RecipientId recipient, std::string_view purpose,
                                                Channel channel,
                                                std::optional<Instant> as_of) const {
    const auto from = impl_->store->read();
    const registry::View view(impl_->context, from, as_of);
    const registry::Question question(impl_->context, view, purpose, channel);
    const auto person = view.state(recipient);
    if (!person) throw Error(ErrorCode::unknown_id, "no such recipient in this registry");
    if (person->erased) {
        return {AddressDecision{.address = {}, .masked = {}, .decision = question.erased(*person)}};
    }
    std::vector<AddressDecision> answers;
    std::set<AddressId> asked;
    for (const auto& one : registry::merged_group(view, recipient)) {
        for (const auto& held : view.addresses(one, view.policy()->zone.day_of(view.now()))) {
            if (from.address(held.address).value().medium != medium_of(channel)) continue;
            if (!asked.insert(held.address).second) continue;
            answers.push_back({held.address, registry::masked(impl_->context, from, held.address),
                               question.answer(held.address)});
        }
    }
    return answers;
}

Brief Registry::brief(std::string_view address, std::string_view purpose, Channel channel) const {
    if (auto* const resident = impl_->resident.get()) {
        if (const auto known = resident->recall({address, purpose, channel})) return *known;
    }
    const auto from = impl_->store->read();
    const registry::View view(impl_->context, from, std::nullopt);
    const registry::Question question(impl_->context, view, purpose, channel);
    return asked_in_brief(impl_->context, impl_->resident.get(), view, question, {address, purpose, channel});
}

std::vector<Brief> Registry::brief(std::span<const std::string> addresses, std::string_view purpose,
                                   Channel channel) const {
    auto* const resident = impl_->resident.get();
    std::vector<Brief> answers(addresses.size());
    const auto others = recall(resident, addresses, purpose, channel, answers);
    if (others.empty() && !answers.empty()) return answers;
    const auto from = impl_->store->read();
    const registry::View view(impl_->context, from, std::nullopt);
    const registry::Question question(impl_->context, view, purpose, channel);
    auto other = others.begin();
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (other != others.end() && *other == i) ++other;
        else if (is_of(answers[i], view)) continue;
        answers[i] = screened_in_brief(impl_->context, resident, view, question, {addresses[i], purpose, channel});
    }
    return answers;
}

void Registry::brief(std::string_view purpose, Channel channel,
                     const std::function<void(AddressId, const Brief&)>& each) const {
    if (auto* const resident = impl_->resident.get()) {
        if (const auto all = resident->everybody(purpose, channel)) {
            return all->column->each(all->ledger_size, each);
        }
    }
    const auto from = impl_->store->read();
    const registry::View view(impl_->context, from, std::nullopt);
    const registry::Question question(impl_->context, view, purpose, channel);
    registry::each_address(from, medium_of(channel),
                           [&](const auto& id) { each(id, in_brief(question.answer(id))); });
}

std::vector<Screened> Registry::screen(std::span<const std::string> addresses,
                                       std::string_view purpose, Channel channel,
                                       std::optional<Instant> as_of) const {
    const auto from = impl_->store->read();
    const registry::View view(impl_->context, from, as_of);
    const registry::Question question(impl_->context, view, purpose, channel);
    std::vector<Screened> items;
    items.reserve(addresses.size());
    for (const auto& address : addresses) items.push_back(question.screen(address));
    return items;
}

void Registry::screen(std::string_view purpose, Channel channel,
                      const std::function<void(const AddressDecision&)>& each,
                      std::optional<Instant> as_of) const {
    const auto from = impl_->store->read();
    const registry::View view(impl_->context, from, as_of);
    const registry::Question question(impl_->context, view, purpose, channel);
    registry::each_address(from, medium_of(channel), [&](const auto& id) {
        if (!view.state(id)) return;
        each({id, registry::masked(impl_->context, from, id), question.answer(id)});
    });
}

AddressRecord Registry::show(AddressId address) const {
    const auto from = impl_->store->read();
    return registry::show(impl_->context, from, address);
}

RecipientRecord Registry::show(RecipientId recipient) const {
    const auto from = impl_->store->read();
    return registry::show(impl_->context, from, recipient);
}

OrganisationRecord Registry::show(OrganisationId organisation) const {
    const auto from = impl_->store->read();
    return registry::show(impl_->context, from, organisation);
}

void Registry::list(const std::function<void(const OrganisationRecord&)>& each) const {
    const auto from = impl_->store->read();
    each_of_kind<OrganisationId>(from, SubjectKind::organisation, [&](OrganisationId id) {
        each(registry::show(impl_->context, from, id));
    });
}

void Registry::list(const std::function<void(const RecipientRecord&)>& each) const {
    const auto from = impl_->store->read();
    each_of_kind<RecipientId>(from, SubjectKind::recipient, [&](RecipientId id) {
        each(registry::show(impl_->context, from, id));
    });
}

void Registry::list(const std::function<void(const AddressRecord&)>& each) const {
    const auto from = impl_->store->read();
    each_of_kind<AddressId>(from, SubjectKind::address, [&](AddressId id) {
        each(registry::show(impl_->context, from, id));
    });
}

void Registry::list(const std::function<void(const LegalHold&)>& each) const {
    const auto from = impl_->store->read();
    const registry::View view(impl_->context, from, std::nullopt);
    for (const auto kind : {SubjectKind::registry, SubjectKind::organisation, SubjectKind::recipient}) {
        registry::each_subject(from, kind, [&](const auto& id) {
            const auto row = from.subject(id).value();
            const auto holds = rules::decode_state(row.state).holds;
            if (holds.empty()) return;
            const auto key = impl_->context.subject_key(row);
            for (const auto& hold : holds) {
                const auto stored = from.event(hold.index).value();
                const auto event = impl_->context.open_event(stored, key).event;
                const auto& placed = std::get<LegalHoldPlaced>(event.body);
                each({hold.index, row.subject, hold.occurred, placed.purpose, placed.reason, placed.case_reference});
            }
        });
    }
}

void Registry::merge_candidates(const std::function<void(const MergeCandidate&)>& each) const {
    registry::merge_candidates(impl_->context, impl_->store->read(), each);
}

std::vector<RecordedEvent> Registry::events(const Subject& subject) const {
    const auto from = impl_->store->read();
    const registry::View view(impl_->context, from, std::nullopt);
    auto events = view.events(subject);
    if (const auto row = from.subject(subject.id); row && row->subject.kind == subject.kind) {
        static_cast<void>(impl_->context.subject_key(*row));
    }
    if (events.empty()) {
        throw Error(ErrorCode::unknown_id, "no such subject in this registry");
    }
    return events;
}

}  // namespace lawful
