// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "gdprbench.hpp"

namespace bench {
namespace {

const lawful::NoticeRef form{.language = "nl", .version = "1"};

lawful::Recipient person(std::size_t contact) {
    return {.name = fmt::format("Person {}", contact),
            .country = "NL",
            .source = {.kind = lawful::SourceKind::subject,
                       .obtained = lawful::parse_day("2026-01-05")}};
}

}  // namespace

OurRoles::OurRoles(lawful::Registry& registry, std::size_t contacts) : registry_(registry) {
    for (std::size_t contact = 0; contact < contacts; ++contact) {
        const auto address = registry.find(mail(contact), lawful::Medium::email).value();
        known_[contact] = {registry.show(address).holders.front().recipient, address};
    }
}

void OurRoles::create(std::size_t contact) {
    const auto recipient = registry_.add(person(contact));
    const auto address = registry_.add(lawful::Address{.text = mail(contact)});
    known_[contact] = {recipient, address};
    registry_.record(recipient, lawful::HolderAdded{address, lawful::parse_day("2026-01-05")});
    registry_.record(recipient, lawful::Informed{.duty = lawful::InformationDuty::art13,
                                                 .notice = form,
                                                 .purpose = purpose,
                                                 .how = "form"});
    give(contact);
}

void OurRoles::erase(std::size_t contact) {
    registry_.erase(known_.at(contact).person, lawful::ErasureGround::consent_withdrawn);
}

void OurRoles::give(std::size_t contact) {
    const auto& who = known_.at(contact);
    registry_.record(who.person, lawful::ConsentGiven{.purpose = purpose,
                                                      .addresses = {who.address},
                                                      .notice = form,
                                                      .method = lawful::ConsentMethod::signed_form,
                                                      .evidence = "form of 2026-01-05"});
}

void OurRoles::withdraw(std::size_t contact) {
    registry_.record(known_.at(contact).person,
                     lawful::ConsentWithdrawn{.purpose = purpose, .channel = email});
}

void OurRoles::rename(std::size_t contact) {
    registry_.record(known_.at(contact).person, lawful::RecipientChanged{person(contact + 1)});
}

bool OurRoles::may_send(std::size_t contact) {
    return static_cast<bool>(registry_.brief(mail(contact), purpose, email));
}

std::size_t OurRoles::allowed_of(const std::vector<std::size_t>& contacts) {
    std::vector<std::string> addresses;
    for (const auto contact : contacts) addresses.push_back(mail(contact));
    std::size_t allowed = 0;
    for (const auto& answer : registry_.brief(std::span<const std::string>(addresses), purpose, email))
        allowed += answer ? 1 : 0;
    return allowed;
}

std::size_t OurRoles::read_own(std::size_t contact) {
    const auto& who = known_.at(contact).person;
    return registry_.show(who).recipient.name.size() + registry_.events(who).size();
}

std::size_t OurRoles::account(std::size_t contact) {
    return registry_.explain(mail(contact), purpose, email).reasons.size();
}

void NaiveRoles::create(std::size_t contact) {
    auto& database = peer_.database();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement add(database, "INSERT INTO contacts VALUES (?, ?, ?, 'NL', 1)");
    add.bind(1, id(contact));
    add.bind(2, mail(contact));
    add.bind(3, fmt::format("Person {}", contact));
    add.exec();
    SQLite::Statement give(
        database,
        "INSERT INTO consent_events (contact_id, purpose_id, action, at, method, notice_sha256, "
        "evidence) VALUES (?, 1, 1, 1, 'signed_form', '', 'form of 2026-01-05')");
    give.bind(1, id(contact));
    give.exec();
    transaction.commit();
}

void NaiveRoles::rename(std::size_t contact) {
    SQLite::Statement change(peer_.database(), "UPDATE contacts SET name = ? WHERE id = ?");
    change.bind(1, fmt::format("Person {}", contact + 1));
    change.bind(2, id(contact));
    change.exec();
}

std::size_t NaiveRoles::allowed_of(const std::vector<std::size_t>& contacts) {
    std::size_t allowed = 0;
    for (const auto contact : contacts) allowed += may_send(contact) ? 1 : 0;
    return allowed;
}

std::size_t NaiveRoles::read_own(std::size_t contact) {
    SQLite::Statement rows(
        peer_.database(),
        "SELECT c.name, e.* FROM contacts c LEFT JOIN consent_events e ON e.contact_id = c.id "
        "WHERE c.id = ? ORDER BY e.id");
    rows.bind(1, id(contact));
    std::size_t read = 0;
    while (rows.executeStep()) ++read;
    return read;
}

}  // namespace bench
