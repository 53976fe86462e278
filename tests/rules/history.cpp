// SPDX-License-Identifier: Apache-2.0
#include "rules/history.hpp"

#include <algorithm>
#include <cstdlib>

namespace lawful::rules::testing {
namespace {

constexpr EventIndex gap = 16;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

template <class T>
T one_of(Random64& random, std::initializer_list<T> choices) {
    return choices.begin()[below(random, choices.size())];
}

std::string some_country(Random64& random) {
    return one_of<const char*>(random, {"NL", "NL", "BE", "DE", "FR", "IE", "AT", "SE", "US", ""});
}

SourceKind some_source(Random64& random) {
    return static_cast<SourceKind>(1 + below(random, 5));
}

std::optional<std::string> some_scope(Random64& random) {
    if (one_in(random, 3)) return {};
    return one_in(random, 5) ? "another" : "newsletter";
}

std::optional<Channel> some_channel(Random64& random) {
    if (one_in(random, 2)) return {};
    return one_in(random, 4) ? Channel::sms : Channel::email;
}

Purpose some_purpose(Random64& random, Purpose purpose) {
    purpose.content = static_cast<ContentClass>(1 + below(random, 8));
    purpose.bases.clear();
    for (const auto basis : {Basis::consent, Basis::contract, Basis::public_task,
                             Basis::legitimate_interest}) {
        if (!one_in(random, 3)) purpose.bases.push_back(basis);
    }
    if (one_in(random, 2)) purpose.validity = parse_period(one_in(random, 2) ? "P6M" : "P24M");
    if (one_in(random, 3)) purpose.refresh_interval = parse_period("P1Y");
    purpose.double_opt_in = one_in(random, 4);
    purpose.special_category = one_in(random, 8);
    purpose.information_society_service = one_in(random, 6);
    purpose.asks_consent = one_in(random, 10);
    if (one_in(random, 6)) purpose.scope_changed = parse_day("2026-06-01");
    if (one_in(random, 12)) purpose.scope_changed = parse_day("2027-02-01");
    return purpose;
}

void add_policy(Random64& random, World& world) {
    world.purpose() = some_purpose(random, world.purpose());
    world.controller().country = some_country(random);
    world.controller().public_authority = one_in(random, 8);
    if (one_in(random, 4)) {
        const auto from = one_of(random, {RetentionStart::created, RetentionStart::last_contact,
                                          RetentionStart::last_message});
        world.policy.retention = {
            {"newsletter", from, parse_period("P2Y"), RetentionAction::erase_purpose}};
    }
    if (one_in(random, 4)) {
        Notice notice;
        notice.purpose = "newsletter";
        notice.used_from = parse_day(one_in(random, 2) ? "2026-07-01" : "2027-03-01");
        notice.substantive_change = true;
        world.policy.notices = {notice};
    }
}

EventBody some_denying_body(Random64& random) {
    switch (below(random, 5)) {
        case 0: return ConsentRefused{some_scope(random), some_channel(random)};
        case 1: return ConsentWithdrawn{some_scope(random), some_channel(random)};
        case 2: return Restricted{};
        default:
            return Objected{some_scope(random), some_channel(random),
                            static_cast<ObjectionKind>(1 + below(random, 2))};
    }
}

GroundDeclared some_ground(Random64& random) {
    GroundDeclared ground;
    ground.kind = static_cast<GroundKind>(1 + below(random, 8));
    ground.url = ground.quote = "said";
    ground.captured = at("2025-01-01");
    ground.evidence = one_in(random, 5) ? "" : "invoice";
    ground.in_sale = ground.own_similar = ground.opt_out_at_collection = true;
    return ground;
}

BasisDeclared some_basis(Random64& random) {
    BasisDeclared declared;
    declared.purpose = "newsletter";
    declared.basis = static_cast<Basis>(2 + below(random, 5));
    if (!one_in(random, 6)) declared.provision = declared.assessment = declared.contract = "yes";
    declared.assessed_on = parse_day(one_in(random, 6) ? "2027-01-15" : "2025-01-15");
    return declared;
}

template <class Body>
std::optional<EventIndex> last_of(const World& world) {
    for (auto event = world.log.rbegin(); event != world.log.rend(); ++event) {
        if (std::holds_alternative<Body>(event->event.body)) return event->index;
    }
    return {};
}

EventBody some_body(Random64& random, const World& world) {
    switch (below(random, 12)) {
        case 0:
        case 1:
        case 2:
        case 3: return some_consent(random, world);
        case 4: return some_denying_body(random);
        case 5: return some_basis(random);
        case 6: return some_ground(random);
        case 7:
            return Informed{.duty = static_cast<InformationDuty>(1 + below(random, 3)),
                            .notice = {},
                            .purpose = "newsletter",
                            .how = {}};
        case 8: return ConsentRequested{"newsletter", Channel::email};
        case 9: return ConsentConfirmed{"newsletter", Channel::email, {world.address}, "click"};
        case 10: return ConsentInvalidated{last_of<ConsentGiven>(world).value_or(0), "mistake"};
        default:
            return ObjectionResolved{last_of<Objected>(world).value_or(0),
                                     static_cast<ObjectionOutcome>(1 + below(random, 2)), "why"};
    }
}

void append(World& world, Subject subject, Instant when, EventBody body, Origin origin) {
    world.record(subject, to_string(when), std::move(body), origin);
    world.next += gap - 1;
}

void add_people(Random64& random, World& world) {
    world.next = gap;
    world.add_organisation(some_country(random), !one_in(random, 4));
    const bool role = one_in(random, 4);
    world.add_address(role ? AddressKind::role : AddressKind::personal,
                      one_in(random, 2) ? SourceKind::subject : some_source(random));
    const std::uint8_t people = role ? 0 : one_in(random, 4) ? 2 : 1;
    for (std::uint8_t i = 1; i <= people; ++i) {
        world.add_person(nth<RecipientId>(i), some_person(random, world));
    }
    world.next += gap;
}

Subject some_subject(Random64& random, const World& world) {
    switch (below(random, 6)) {
        case 0: return world.organisation;
        case 1: return world.address;
        default: return some_holder(random, world);
    }
}

}  // namespace

std::uint64_t first_seed() { return from_environment("LAWFUL_SEED", 20261123); }
std::uint64_t rounds() { return from_environment("LAWFUL_ROUNDS", 2000); }

std::size_t below(Random64& random, std::size_t bound) {
    return static_cast<std::size_t>(random() % bound);
}

bool one_in(Random64& random, std::size_t bound) { return below(random, bound) == 0; }

Instant some_time(Random64& random, const World& world) {
    const auto hours = std::chrono::hours{1 + static_cast<int>(below(random, 24 * 900))};
    return world.now - hours;
}

Recipient some_person(Random64& random, const World& world) {
    Recipient person;
    if (!one_in(random, 3)) person.country = some_country(random);
    if (!one_in(random, 3)) person.organisation = world.organisation;
    person.source.kind = one_in(random, 3) ? some_source(random) : SourceKind::subject;
    person.source.obtained = parse_day(one_in(random, 4) ? "2026-11-10" : "2025-01-10");
    if (one_in(random, 10)) person.born = parse_day("2010-12-24");
    if (one_in(random, 10)) person.source.collected_for = "another";
    person.employee = one_in(random, 10);
    return person;
}

ConsentGiven some_consent(Random64& random, const World& world) {
    auto form = world.form();
    if (one_in(random, 6)) form.evidence.clear();
    if (one_in(random, 5)) form.method = ConsentMethod::web_form;
    if (one_in(random, 12)) form.method = ConsentMethod::silence;
    if (one_in(random, 8)) form.channel = Channel::sms;
    if (one_in(random, 8)) form.addresses = {nth<AddressId>(200)};
    if (one_in(random, 8)) form.given_by = GivenBy::representative;
    form.specific = !one_in(random, 12);
    form.explicit_consent = one_in(random, 2);
    return form;
}

Subject some_holder(Random64& random, const World& world) {
    if (world.holders.empty()) return world.address;
    return world.holders[below(random, world.holders.size())];
}

World some_world(Random64& random) {
    World world;
    add_policy(random, world);
    add_people(random, world);
    for (const auto& holder : world.holders) {
        if (one_in(random, 3)) continue;
        for (const auto duty : {InformationDuty::art13, InformationDuty::art14}) {
            append(world, holder, at("2025-01-10"),
                   Informed{.duty = duty, .notice = {}, .purpose = "newsletter", .how = {}},
                   Origin::direct);
        }
    }
    const auto events = below(random, 10);
    for (std::size_t i = 0; i < events; ++i) {
        append(world, some_subject(random, world), some_time(random, world),
               some_body(random, world), one_in(random, 4) ? Origin::imported : Origin::direct);
    }
    if (one_in(random, 4)) {
        const auto when = some_time(random, world);
        append(world, world.address, when, Released{"newsletter", Channel::email, {}},
               Origin::direct);
        append(world, world.address, when, Delivered{world.log.back().index}, Origin::direct);
    }
    if (one_in(random, 12)) {
        world.suppressions = {{{}, some_time(random, world), below(random, world.next)}};
    }
    return world;
}

RecordedEvent place(Random64& random, const World& world, Subject subject, EventBody body,
                    Origin origin) {
    // After the organisation, the address and the people were added.
    const auto last_added = 1 + world.holders.size();
    const auto& before = world.log[last_added + below(random, world.log.size() - last_added)];
    const auto when = some_time(random, world);
    return {.index = before.index + 1 + below(random, gap - 4),
            .event = {.subject = subject,
                      .occurred = when,
                      .recorded = when,
                      .origin = origin,
                      .cause = {},
                      .body = std::move(body)}};
}

RecordedEvent some_denial(Random64& random, const World& world) {
    return place(random, world, some_subject(random, world), some_denying_body(random));
}

World with(const World& world, const RecordedEvent& more) {
    World changed = world;
    const auto position = std::find_if(
        changed.log.begin(), changed.log.end(),
        [&](const RecordedEvent& recorded) { return recorded.index > more.index; });
    changed.log.insert(position, more);
    return changed;
}

std::string shrink(World world, const std::function<bool(const World&)>& fails) {
    const auto is_needed = [](const RecordedEvent& recorded) {
        return recorded.event.body.index() == EventBody(OrganisationAdded{}).index() ||
               recorded.event.body.index() == EventBody(RecipientAdded{}).index() ||
               recorded.event.body.index() == EventBody(AddressAdded{}).index();
    };
    for (std::size_t i = world.log.size(); i-- > 0;) {
        if (is_needed(world.log[i])) continue;
        World smaller = world;
        smaller.log.erase(smaller.log.begin() + static_cast<std::ptrdiff_t>(i));
        if (fails(smaller)) world = std::move(smaller);
    }
    std::string text;
    for (const auto& [index, event] : world.log) {
        text += std::to_string(index) + ' ';
        text += wire_name(event.subject.kind);
        text += ' ' + to_string(event.occurred) + ' ';
        text += std::to_string(event.body.index()) + ' ';
        text += wire_name(event.origin);
        text += '\n';
    }
    return text + print(world.ask());
}

int openness(const Decision& decision) {
    return static_cast<int>(Verdict::deny) - static_cast<int>(decision.verdict);
}

}  // namespace lawful::rules::testing
