// SPDX-License-Identifier: Apache-2.0
#include "registry/properties/world.hpp"

#include <type_traits>
#include <variant>

namespace properties {
namespace {

using lawful::Day;
using lawful::Error;
using lawful::ErrorCode;

Day moved(Day day, int days) { return Day{std::chrono::sys_days{day} + std::chrono::days{days}}; }

std::string purpose_of(const Operation& operation) {
    return std::string(purposes.at(operation.purpose.value_or(0)));
}

std::optional<std::string> scope_of(const Operation& operation) {
    if (!operation.purpose) return std::nullopt;
    return std::string(purposes.at(*operation.purpose));
}

/// A signed form, then what can be wrong with one.
lawful::ConsentGiven proof(const Operation& operation, lawful::AddressId address) {
    lawful::ConsentGiven given{.purpose = purpose_of(operation),
                               .channel = operation.channel.value_or(lawful::Channel::email),
                               .addresses = {address},
                               .notice = notice_of(purpose_of(operation)),
                               .method = lawful::ConsentMethod::signed_form,
                               .evidence = "box 3"};
    switch (operation.variant) {
        case 1: given.evidence.clear(); break;
        case 2: given.notice.reset(); break;
        case 3: given.method = lawful::ConsentMethod::pre_ticked_box; break;
        case 4: given.specific = false; break;
        case 5: given.method = lawful::ConsentMethod::web_form; break;
        case 6: given.given_by = lawful::GivenBy::representative; break;
        default: break;
    }
    return given;
}

lawful::BasisDeclared basis(const Operation& operation, Day today) {
    using enum lawful::Basis;
    lawful::BasisDeclared declared{.purpose = purpose_of(operation)};
    switch (operation.variant) {
        case 1: break;
        case 2:
            declared.basis = public_task;
            declared.provision = "Wmo 2015 art. 4.1.1";
            break;
        case 3: declared.basis = public_task; break;
        case 4:
            declared.basis = contract;
            declared.contract = "C-1";
            break;
        default: declared.assessment = "LIA-1"; declared.assessed_on = moved(today, operation.days);
    }
    return declared;
}

lawful::GroundDeclared ground(const Operation& operation, lawful::Instant now) {
    lawful::GroundDeclared declared{
        .kind = static_cast<lawful::GroundKind>(1 + operation.variant % 6), .evidence = "file 7"};
    if (const auto purpose = scope_of(operation)) declared.purposes = {*purpose};
    if (declared.kind == lawful::GroundKind::designated) {
        declared.url = "https://school.example/contact";
        declared.captured = now;
        declared.quote = "schrijf ons";
    }
    const bool complete = operation.days % 3 != 0;
    declared.opt_out_at_collection = complete;
    declared.own_similar = true;
    declared.in_sale = true;
    return declared;
}

/// Three of four object.
lawful::RequestOpened rights_request(const Operation& operation, Day received) {
    lawful::RequestOpened opened{.type = lawful::RequestType::access, .received = received};
    if (operation.variant % 4 == 3) return opened;
    opened.type = lawful::RequestType::objection;
    opened.purpose = scope_of(operation);
    opened.channel = operation.channel;
    opened.kind = operation.variant % 4 == 2 ? lawful::ObjectionKind::own_situation
                                             : lawful::ObjectionKind::direct_marketing;
    return opened;
}

lawful::EventBody request_step(const Operation& operation, lawful::EventIndex request) {
    using enum lawful::RequestOutcome;
    switch (operation.variant % 6) {
        case 0: return lawful::RequestClosed{.request = request, .outcome = fulfilled};
        case 1: return lawful::RequestClosed{.request = request, .outcome = withdrawn};
        case 2:
            return lawful::RequestRefused{
                .request = request, .reason = "no", .complaint = "AP", .remedy = "Rechtbank"};
        case 3: return lawful::RequestExtended{.request = request, .reason = "many"};
        case 4: return lawful::RequestIdentityAsked{.request = request};
        default: return lawful::RequestIdentityVerified{.request = request};
    }
}

const std::vector<std::string> in_the_message{"E_SENDER_HIDDEN",       "E_NO_STOP_ADDRESS",
                                              "E_NL_IDENTITY",         "E_ART21_4",
                                              "E_ART14_FIRST_MESSAGE", "W_NO_ONE_CLICK"};

}  // namespace

template <class... Bodies>
lawful::EventIndex World::earlier(const Operation& operation) {
    std::vector<lawful::EventIndex> found;
    for (const auto& [index, event] : registry_.events(subject(operation))) {
        if ((std::holds_alternative<Bodies>(event.body) || ...)) found.push_back(index);
    }
    if (found.empty()) throw Error(ErrorCode::unknown_id, "nothing to refer to");
    return found.at(operation.variant % found.size());
}

void World::perform(const Operation& operation) {
    switch (operation.verb) {
        case Verb::wait: return clock_->advance(operation.wait);
        case Verb::import: {
            const auto list = scratch() / "list.csv";
            write_list(list, operation.rows, today());
            static_cast<void>(registry_.import(village_mapping(), list));
            return;
        }
        case Verb::request:
        case Verb::give:
        case Verb::renew:
        case Verb::confirm: return perform_consent(operation);
        case Verb::release:
        case Verb::report: return perform_message(operation);
        case Verb::erase:
        case Verb::forget:
        case Verb::retain: return perform_erasure(operation);
        case Verb::merge:
        case Verb::unmerge:
        case Verb::replace: return perform_pair(operation);
        case Verb::hold:
        case Verb::leave:
        case Verb::change_address:
        case Verb::change_person: return perform_change(operation);
        default: break;
    }
    is_denial(operation.verb) ? perform_denial(operation) : perform_fact(operation);
}

void World::perform_consent(const Operation& operation) {
    const auto channel = operation.channel.value_or(lawful::Channel::email);
    const auto address = address_id(operation.address);
    switch (operation.verb) {
        case Verb::request:
            return record(operation, lawful::ConsentRequested{purpose_of(operation), channel});
        case Verb::give: return record(operation, proof(operation, address));
        case Verb::renew:
            return record(operation, lawful::ConsentRenewed{proof(operation, address)});
        default:
            return record(operation, lawful::ConsentConfirmed{
                                         purpose_of(operation), channel, {address}, "log 9"});
    }
}

void World::perform_denial(const Operation& operation) {
    const auto purpose = scope_of(operation);
    switch (operation.verb) {
        case Verb::invalidate:
            return record(
                operation,
                lawful::ConsentInvalidated{
                    earlier<lawful::ConsentGiven, lawful::ConsentRenewed>(operation), ""});
        case Verb::refuse:
            return record(operation, lawful::ConsentRefused{purpose, operation.channel});
        case Verb::withdraw:
            return record(operation, lawful::ConsentWithdrawn{purpose, operation.channel});
        case Verb::object:
            return record(operation, lawful::Objected{purpose, operation.channel,
                                                      operation.variant % 2 == 0
                                                          ? lawful::ObjectionKind::direct_marketing
                                                          : lawful::ObjectionKind::own_situation});
        case Verb::restrict: return record(operation, lawful::Restricted{});
        case Verb::ask: return record(operation, rights_request(operation, moved(today(), operation.days)));
        default: break;
    }
    std::vector<std::string> some;
    if (purpose) some.push_back(*purpose);
    const bool post = operation.address == postal_address;
    registry_.suppress(addresses.at(operation.address),
                       post ? lawful::Medium::post : lawful::Medium::email,
                       lawful::SuppressionReason::complaint, some);
}

void World::perform_fact(const Operation& operation) {
    switch (operation.verb) {
        case Verb::answer:
            return record(operation, request_step(operation, earlier<lawful::RequestOpened>(operation)));
        case Verb::resolve:
            return record(operation, lawful::ObjectionResolved{
                                         earlier<lawful::Objected>(operation),
                                         operation.days % 2 == 0
                                             ? lawful::ObjectionOutcome::upheld
                                             : lawful::ObjectionOutcome::compelling_grounds,
                                         "weighed"});
        case Verb::lift:
            return record(operation, lawful::RestrictionLifted{.informed_on = today()});
        case Verb::inform:
            return record(operation, lawful::Informed{.duty = operation.variant % 2 == 0
                                                                  ? lawful::InformationDuty::art13
                                                                  : lawful::InformationDuty::art14,
                                                      .notice = notice_of(purpose_of(operation)),
                                                      .purpose = purpose_of(operation),
                                                      .how = "by letter"});
        case Verb::declare_basis: return record(operation, basis(operation, today()));
        case Verb::end_basis:
            return record(operation, lawful::BasisEnded{purpose_of(operation),
                                                        basis(operation, today()).basis});
        case Verb::declare_ground: return record(operation, ground(operation, now()));
        case Verb::end_ground:
            return record(operation, lawful::GroundEnded{ground(operation, now()).kind});
        default: throw std::logic_error("which verb?");
    }
}

void World::perform_change(const Operation& operation) {
    const auto address = address_id(operation.address);
    const auto day = moved(today(), operation.days);
    switch (operation.verb) {
        case Verb::hold: return record(operation, lawful::HolderAdded{address, day});
        case Verb::leave: return record(operation, lawful::HolderEnded{address, day});
        case Verb::change_address: {
            using enum lawful::SourceKind;
            const auto kind = static_cast<lawful::AddressKind>(1 + operation.variant % 4);
            registry_.record(
                address, lawful::AddressChanged{kind, organisation_id(operation.number),
                                                operation.days % 2 == 0 ? subject : public_source});
            return;
        }
        default: break;
    }
    const auto who = person_id(operation.number);
    auto changed = registry_.show(who).recipient;
    changed.organisation.reset();
    if (operation.variant % 3 != 0) changed.organisation = organisation_id(operation.variant);
    changed.country = operation.variant % 2 == 0 ? "NL" : "BE";
    registry_.record(who, lawful::RecipientChanged{changed});
}

void World::perform_erasure(const Operation& operation) {
    const auto ground = static_cast<lawful::ErasureGround>(1 + operation.variant % 6);
    if (operation.verb == Verb::retain) {
        lawful::Retention retention(registry_);
        static_cast<void>(retention.apply(retention.plan()));
        return;
    }
    if (operation.verb == Verb::forget) {
        static_cast<void>(registry_.erase(person_id(operation.number), purpose_of(operation), ground));
        return;
    }
    switch (operation.who) {
        case Who::organisation: throw Error(ErrorCode::invalid_record, "not of a person");
        case Who::address:
            static_cast<void>(registry_.erase(address_id(operation.number), ground));
            return;
        case Who::person: break;
    }
    const auto who = person_id(operation.number);
    static_cast<void>(registry_.erase(who, ground));
    for (auto& known : people_) {
        if (known && (known == who || is_gone(*known))) known.reset();
    }
}

/// The variant is the other person.
void World::perform_pair(const Operation& operation) {
    const auto one = person_id(operation.number);
    const auto other = person_id(operation.variant);
    switch (operation.verb) {
        case Verb::merge: registry_.merge(one, other); return;
        case Verb::unmerge: registry_.unmerge(one, other); return;
        default: break;
    }
    const auto address = address_id(operation.address);
    const auto holders = registry_.show(address).holders;
    if (holders.empty()) throw Error(ErrorCode::not_holder, "nobody reads it");
    registry_.replace_holder(address, holders.back().recipient, other, moved(today(), operation.days));
}

void World::perform_message(const Operation& operation) {
    if (operation.verb == Verb::release) {
        const auto& question = questions().at(operation.variant % questions().size());
        for (const auto& release :
             registry_
                 .release(question.addresses, question.purpose, question.channel, in_the_message)
                 .released) {
            releases_.push_back(release.id);
        }
        return;
    }
    if (releases_.empty()) throw Error(ErrorCode::unknown_id, "nothing released");
    const auto release = releases_.at(operation.variant % releases_.size());
    operation.days % 3 == 0 ? registry_.failed(release) : registry_.delivered(release);
}

}  // namespace properties
