// SPDX-License-Identifier: Apache-2.0
#include "rules/world.hpp"

#include <algorithm>

#include "rules/merging.hpp"

namespace lawful::rules::testing {
namespace {

const Zone& amsterdam() {
    static const Zone zone("Europe/Amsterdam");
    return zone;
}

Policy newsletter_policy() {
    Policy policy;
    policy.controller = {.name = "Stichting Voorbeeld",
                         .postal_address = "Dorpsstraat 1, Waaldorp",
                         .country = "NL",
                         .time_zone = "Europe/Amsterdam",
                         .public_authority = false,
                         .data_protection_officer = {},
                         .stop_address = "Postbus 1, Waaldorp"};
    Purpose newsletter;
    newsletter.id = "newsletter";
    newsletter.content = ContentClass::idealistic;
    newsletter.bases = {Basis::consent};
    newsletter.channels = {Channel::email, Channel::sms, Channel::call, Channel::automated_call,
                           Channel::post};
    policy.purposes = {newsletter};
    return policy;
}

std::string join(std::string text, std::string_view more) {
    if (!text.empty()) text += ' ';
    return text.append(more);
}

}  // namespace

Instant at(std::string_view text) {
    if (text.size() > 10) return parse_instant(text);
    return parse_instant(std::string(text) + "T00:00:00Z");
}

World::World() : policy(newsletter_policy()) {}

EventIndex World::record(Subject subject, std::string_view when, EventBody body, Origin origin) {
    const auto occurred = at(when);
    log.push_back({next, {.subject = subject,
                          .occurred = occurred,
                          .recorded = occurred,
                          .origin = origin,
                          .cause = {},
                          .body = std::move(body)}});
    return next++;
}

void World::add_organisation(std::string country, bool legal_person) {
    record(organisation, "2025-01-10",
           OrganisationAdded{{.name = "Gemeente Waaldorp",
                              .country = std::move(country),
                              .sector = {},
                              .legal_person = legal_person,
                              .public_authority = false}});
}

void World::add_address(AddressKind kind, SourceKind source) {
    AddressAdded added;
    added.medium = medium_of(channel);
    added.kind = kind;
    added.source = source;
    if (kind == AddressKind::role) added.organisation = organisation;
    record(address, "2025-01-10", added);
}

void World::add_person(const Recipient& facts) { add_person(person, facts); }

void World::add_person(RecipientId id, const Recipient& facts) {
    record(id, "2025-01-10", RecipientAdded{facts});
    holders.push_back(id);
}

EventIndex World::merge(RecipientId one, RecipientId other, std::string_view when) {
    const auto first = record(one, when, Merged{other});
    record(other, when, Merged{one}, Origin::linked);
    return first;
}

EventIndex World::inform(InformationDuty duty, std::string_view when) {
    return record(person, when,
                  Informed{.duty = duty, .notice = {}, .purpose = purpose().id, .how = "form"});
}

ConsentGiven World::form() const {
    return {.purpose = policy.purposes.front().id,
            .channel = channel,
            .addresses = {address},
            .notice = NoticeRef{"nl", "1"},
            .notice_sha256 = std::string(64, 'a'),
            .method = ConsentMethod::signed_form,
            .given_by = GivenBy::subject,
            .evidence = "binder 3, page 12"};
}

EventIndex World::consent(std::string_view when) { return record(person, when, form()); }

EventIndex World::basis(Subject subject, Basis basis, std::string_view when) {
    return record(subject, when,
                  BasisDeclared{.purpose = purpose().id,
                                .basis = basis,
                                .provision = "Wmo 2015 art 4.1.1",
                                .assessment = "LIA-7",
                                .assessed_on = parse_day("2026-01-05"),
                                .contract = "C-12"});
}

EventIndex World::ground(Subject subject, GroundKind kind, std::string_view when) {
    GroundDeclared ground;
    ground.kind = kind;
    ground.url = "https://example.org/contact";
    ground.captured = at(when);
    ground.quote = "send partner news to this address";
    ground.evidence = "invoice 17";
    ground.opt_out_at_collection = ground.own_similar = ground.in_sale = true;
    return record(subject, when, ground);
}

SubjectState World::state(const Subject& subject) const {
    SubjectState state;
    for (const auto& [index, event] : log) {
        if (event.subject != subject) continue;
        rules::apply(state, index, event);
        // What the registry reads from the sealed profile.
        if (const auto* added = std::get_if<RecipientAdded>(&event.body)) {
            state.person->born = added->born;
        }
    }
    return state;
}

Facts World::facts() const {
    Facts facts;
    facts.now = now;
    facts.policy = &policy;
    facts.purpose = &policy.purposes.front();
    facts.zone = &amsterdam();
    facts.rows = &rows;
    facts.channel = channel;
    facts.address = state(address);
    if (facts.address.address) facts.address_id = address;
    const auto of = [&](const std::optional<OrganisationId>& id) -> std::optional<SubjectState> {
        if (!id) return {};
        return state(*id);
    };
    if (facts.address.address) facts.organisation = of(facts.address.address->organisation);
    for (const auto& holder : holders) {
        auto person_state = state(holder);
        auto employer = of(person_state.person->organisation);
        auto merged = merged_with(holder, person_state, [&](RecipientId id) { return state(id); });
        facts.holders.push_back({holder, parse_day("2025-01-10"), std::move(person_state),
                                 std::move(employer), std::move(merged)});
    }
    facts.related = related;
    facts.suppressions = suppressions;
    return facts;
}

Decision World::ask() const { return decide(facts()); }

Decision World::ask(std::string_view when) {
    now = at(when);
    return ask();
}

Decision World::release(std::vector<std::string> fulfilled) const {
    return decide_release(facts(), fulfilled);
}

World municipal_contact() {
    World world;
    world.add_organisation("NL");
    world.add_address(AddressKind::personal);
    Recipient person;
    person.organisation = world.organisation;
    person.source.kind = SourceKind::subject;
    person.source.obtained = parse_day("2025-01-10");
    world.add_person(person);
    world.inform();
    return world;
}

World consenting_contact() {
    auto world = municipal_contact();
    world.consent();
    return world;
}

World role_address(std::string country, SourceKind source) {
    World world;
    world.add_organisation(std::move(country));
    world.add_address(AddressKind::role, source);
    return world;
}

bool says(const Decision& decision, std::string_view rule, std::string_view code, Effect effect) {
    return std::any_of(decision.reasons.begin(), decision.reasons.end(), [&](const Reason& reason) {
        return reason.rule == rule && reason.code == code && reason.effect == effect &&
               !reason.article.empty();
    });
}

bool says(const Decision& decision, std::string_view code) {
    return std::any_of(decision.reasons.begin(), decision.reasons.end(),
                       [&](const Reason& reason) { return reason.code == code; });
}

bool blocks(const Decision& decision, std::string_view rule, std::string_view code) {
    return decision.verdict == Verdict::deny && says(decision, rule, code, Effect::block);
}

std::string print(const Decision& decision) {
    std::string text(wire_name(decision.verdict));
    for (const auto& reason : decision.reasons) {
        text += "\n  " + reason.rule + ' ' + reason.code + ' ';
        text += wire_name(reason.effect);
    }
    return text;
}

std::string blocks_of(const Decision& decision) {
    std::string text;
    for (const auto& reason : decision.reasons) {
        if (reason.effect == Effect::block) text = join(std::move(text), reason.code);
    }
    return text;
}

std::string obligations_of(const Decision& decision) {
    std::string text;
    for (const auto& obligation : decision.obligations) {
        text = join(std::move(text), obligation.code);
    }
    return text;
}

}  // namespace lawful::rules::testing
