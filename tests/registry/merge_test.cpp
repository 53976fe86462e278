// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "registry/shelf.hpp"

#include <lawful/audit.hpp>
#include <lawful/copies.hpp>

using namespace lawful;
using namespace support;

namespace {

/// Anna stands here twice, each time with a mailbox of her own and consent for it.
struct Twice : Fixture {
    OrganisationId school = registry.add(Organisation{.name = "School", .country = "NL"});
    RecipientId anna = person("Anna Smit", SourceKind::subject, school);
    RecipientId again = person("anna  SMIT", SourceKind::subject, school);
    AddressId work = mailbox_of(anna, "anna@school.example");
    AddressId home = mailbox_of(again, "a.smit@home.example");

    Twice() {
        consent(anna, {work});
        consent(again, {home});
        clock->advance(1h);
    }
    EventIndex merge() {
        const auto first = registry.merge(anna, again);
        clock->advance(1h);
        return first;
    }
    void unmerge() {
        registry.unmerge(anna, again);
        clock->advance(1h);
    }
    bool at_work() const { return bool(ask("anna@school.example")); }
    bool at_home() const { return bool(ask("a.smit@home.example")); }
    std::vector<RecordedEvent> of_kind(RecipientId who, std::string_view kind) const {
        auto events = registry.events(who);
        std::erase_if(events, [&](const auto& one) { return kind_of(one.event.body) != kind; });
        return events;
    }
    void require_whole() { CHECK(registry.check_store().faults == std::vector<std::string>{}); }
};

const Objected to_news{.purpose = "news", .channel = {}};

}  // namespace

TEST_CASE("a merge is two linked events, and undone by two more") {
    Twice at;
    const auto first = at.merge();
    const auto one = at.of_kind(at.anna, "merged"), two = at.of_kind(at.again, "merged");
    REQUIRE((one.size() == 1 && two.size() == 1));
    CHECK(one[0].index == first);
    CHECK(std::get<Merged>(one[0].event.body).with == at.again);
    CHECK(std::get<Merged>(two[0].event.body).with == at.anna);
    CHECK(two[0].event.origin == Origin::linked);
    CHECK(two[0].event.cause == first);
    CHECK((at.at_work() && at.at_home()));
    at.unmerge();
    const auto undone = at.of_kind(at.again, "merge_undone");
    REQUIRE(undone.size() == 1);
    CHECK(std::get<MergeUndone>(undone[0].event.body).merge == two[0].index);
    CHECK(undone[0].event.cause == at.of_kind(at.anna, "merge_undone")[0].index);
    CHECK(at.registry.show(at.anna).merged.empty());
    at.require_whole();
}

TEST_CASE("a denial of one binds at the other's address while merged, and as of before it does not") {
    Twice at;
    at.registry.record(at.anna, to_news);
    at.clock->advance(1h);
    const auto before = at.clock->now();
    CHECK((!at.at_work() && at.at_home()));
    at.clock->advance(1h);
    at.merge();
    CHECK((!at.at_work() && !at.at_home()));
    CHECK(says(at.ask("a.smit@home.example"), "E_OBJECTED_DM"));
    const auto merged = at.clock->now();
    CHECK(at.ask("a.smit@home.example", before));
    at.clock->advance(1h);
    at.unmerge();
    CHECK((!at.at_work() && at.at_home()));
    CHECK_FALSE(at.ask("a.smit@home.example", merged));
    at.require_whole();
}

TEST_CASE("what is denied while merged stays denied of both when it is undone") {
    const std::vector<EventBody> all{ConsentWithdrawn{}, ConsentRefused{"news", Channel::email}, to_news, Restricted{}};
    for (const auto& denial : all) {
        CAPTURE(kind_of(denial));
        Twice at;
        at.merge();
        const auto said = at.registry.record(at.again, denial);
        const auto copy = at.of_kind(at.anna, kind_of(denial));
        REQUIRE(copy.size() == 1);
        CHECK(copy[0].event.body == denial);
        CHECK(copy[0].event.origin == Origin::linked);
        CHECK(copy[0].event.cause == said);
        at.clock->advance(1h);
        CHECK((!at.at_work() && !at.at_home()));
        at.unmerge();
        CHECK((!at.at_work() && !at.at_home()));
        at.require_whole();
    }
}

TEST_CASE("what their mailbox denied while merged is theirs under both ids") {
    Twice at;
    at.merge();
    at.registry.record(at.home, ConsentWithdrawn{"news", {}});
    at.clock->advance(1h);
    CHECK(at.of_kind(at.anna, "consent_withdrawn").size() == 1);
    CHECK(at.of_kind(at.again, "consent_withdrawn").size() == 1);
    at.unmerge();
    CHECK((!at.at_work() && !at.at_home()));
}

TEST_CASE("consent given while merged lifts there, and stays with whom it was recorded of") {
    Twice at;
    at.registry.record(at.anna, to_news);
    at.merge();
    at.consent(at.again, {at.home});
    at.clock->advance(1h);
    CHECK((!at.at_work() && at.at_home()));
    at.registry.record(at.again, to_news);
    at.clock->advance(1h);
    at.consent(at.again, {at.home});
    at.clock->advance(1h);
    CHECK(at.at_home());
    at.unmerge();
    CHECK((!at.at_work() && at.at_home()));
    CHECK(at.of_kind(at.anna, "consent_given").size() == 1);
}

TEST_CASE("consent under one id counts at an address held under the other") {
    Twice at;
    const auto desk = at.mailbox_of(at.anna, "desk@school.example");
    at.registry.record(at.again, HolderAdded{desk, day("2026-01-05")});
    at.consent(at.again, {desk});
    at.clock->advance(1h);
    CHECK_FALSE(at.ask("desk@school.example"));
    at.merge();
    CHECK(at.ask("desk@school.example"));
    at.unmerge();
    CHECK_FALSE(at.ask("desk@school.example"));
}

TEST_CASE("groups: what binds over two links, and which of them can be undone") {
    Twice at;
    const auto third = at.person("A. Smit");
    const auto post = at.mailbox_of(third, "smit@post.example");
    at.consent(third, {post});
    at.clock->advance(1h);
    at.registry.record(at.again, to_news);
    at.clock->advance(1h);
    at.merge();
    at.registry.merge(third, at.anna);
    CHECK_FALSE(at.ask("smit@post.example"));
    const auto refused = [&](auto work) { return error_of(work); };
    CHECK(refused([&] { return at.registry.merge(third, at.again); }) == ErrorCode::already_done);
    CHECK(refused([&] { return at.registry.merge(at.again, at.anna); }) == ErrorCode::already_done);
    CHECK(refused([&] { return at.registry.merge(third, third); }) == ErrorCode::invalid_record);
    CHECK(refused([&] { return at.registry.merge(third, RecipientId{}); }) == ErrorCode::unknown_id);
    CHECK(refused([&] { return at.registry.unmerge(third, at.again); }) == ErrorCode::invalid_record);
    CHECK(at.registry.show(third).merged.size() == 2);
    at.unmerge();
    CHECK(at.ask("smit@post.example"));
    CHECK(at.registry.show(third).merged == std::vector{at.anna});
    CHECK(refused([&] { return at.registry.unmerge(at.anna, at.again); }) == ErrorCode::invalid_record);
    // What is denied now reaches those who are still one.
    at.registry.record(third, Restricted{});
    CHECK(at.of_kind(at.anna, "restricted").size() == 1);
    CHECK(at.of_kind(at.again, "restricted").empty());
    CHECK(refused([&] { return at.registry.record(third, Merged{at.again}); }) == ErrorCode::invalid_record);
    at.require_whole();
}

TEST_CASE("an entry of the deny list about one address is about the person") {
    Twice at;
    at.merge();
    at.registry.suppress("anna@school.example", Medium::email, SuppressionReason::complaint);
    at.clock->advance(1h);
    CHECK(says(at.ask("a.smit@home.example"), "E_SUPPRESSED"));
    at.consent(at.again, {at.home});
    at.clock->advance(1h);
    CHECK(at.at_home());
    at.unmerge();
    CHECK((!at.at_work() && at.at_home()));
}

TEST_CASE("every address of the person is answered, shown and selected under either id") {
    Twice at;
    at.merge();
    const auto answers = at.registry.may_send(at.again, "news", Channel::email);
    std::set<AddressId> answered;
    for (const auto& answer : answers) answered.insert(answer.address);
    CHECK(answered == std::set{at.work, at.home});
    const auto shown = at.registry.show(at.anna);
    CHECK(shown.addresses.size() == 2);
    CHECK(shown.merged == std::vector{at.again});
    const auto selected = at.registry.export_audit(at.folder / "selected", {.recipient = "anna@school.example"});
    at.unmerge();
    const auto alone = at.registry.export_audit(at.folder / "alone", {.recipient = "anna@school.example"});
    CHECK(selected.events > alone.events);
    CHECK(inspect_audit(at.folder / "selected").ok());
}

TEST_CASE("the proof of an answer holds everybody it rests on, and is decided again the same") {
    Twice at;
    at.registry.record(at.anna, to_news);
    at.merge();
    at.registry.suppress("anna@school.example", Medium::email, SuppressionReason::complaint);
    int proofs = 0;
    const auto prove = [&](std::optional<Instant> as_of = {}) {
        const auto folder = at.folder / ("proof" + std::to_string(++proofs)).c_str();
        const auto told = at.registry.explain("a.smit@home.example", "news", Channel::email, as_of, folder);
        const auto report = inspect_audit(folder);
        CHECK(report.faults == std::vector<std::string>{});
        CHECK(report.answer == wire_name(told.decision.verdict));
        CHECK(told.decision == at.ask("a.smit@home.example", as_of));
        return told.decision;
    };
    CHECK(says(prove(), "E_OBJECTED_DM"));
    CHECK(says(prove(), "E_SUPPRESSED"));
    const auto merged = at.clock->now();
    at.clock->advance(1h);
    at.consent(at.again, {at.home});
    at.clock->advance(1h);
    CHECK(prove());
    CHECK_FALSE(prove(merged));
    at.unmerge();
    CHECK(prove());
}

TEST_CASE("erasing a merged person erases them under every id, or nothing") {
    Twice at;
    at.registry.record(at.again, LegalHoldPlaced{.reason = "claim", .case_reference = "C/13/7"});
    at.registry.record(at.anna, Disclosed{.to = "Accountant"});
    at.registry.record(at.again, Disclosed{.to = "Bank"});
    const auto third = at.person("Mia");
    const auto desk = at.mailbox_of(third, "desk@school.example");
    at.registry.record(at.again, HolderAdded{desk, day("2026-01-05")});
    at.consent(third, {desk});
    at.merge();
    const auto size = at.registry.ledger_size();
    const auto erase = [&] { return at.registry.erase(at.anna, ErasureGround::consent_withdrawn); };
    CHECK(error_of(erase) == ErrorCode::legal_hold);
    CHECK(at.registry.ledger_size() == size);
    const auto hold = at.of_kind(at.again, "legal_hold_placed").front().index;
    at.registry.record(at.again, LegalHoldReleased{hold, "closed"});
    const auto receipt = erase();
    CHECK(receipt.addresses == 2);
    CHECK(receipt.tell == std::vector<std::string>{"Accountant", "Bank"});
    for (const auto& who : {at.anna, at.again}) {
        CHECK(error_of([&] { return at.registry.show(who); }) == ErrorCode::erased);
        CHECK(at.registry.may_send(who, "news", Channel::email).size() == 1);
    }
    const auto events = at.registry.events(at.registry.id());
    const auto told = std::find_if(events.begin(), events.end(),
                                   [&](const auto& one) { return one.index == receipt.tombstone; });
    CHECK(std::get<Erased>(told->event.body).subject == Subject(at.anna));
    CHECK((!at.at_work() && !at.at_home()));
    CHECK(at.registry.show(desk).holders.size() == 1);
    CHECK(error_of([&] { return at.registry.merge(at.anna, third); }) == ErrorCode::erased);
    at.require_whole();
}

TEST_CASE("an erasure keeps what either id denied at a mailbox that stays") {
    Twice at;
    const auto third = at.person("Mia");
    const auto desk = at.mailbox_of(third, "desk@school.example");
    at.registry.record(at.again, HolderAdded{desk, day("2026-01-05")});
    at.consent(third, {desk});
    at.consent(at.again, {desk});
    at.clock->advance(1h);
    CHECK(at.ask("desk@school.example"));
    at.registry.record(at.anna, to_news);
    at.merge();
    CHECK_FALSE(at.ask("desk@school.example"));
    at.registry.erase(at.anna, ErasureGround::unnecessary);
    CHECK(says(at.ask("desk@school.example"), "E_SUPPRESSED"));
    at.require_whole();
}

TEST_CASE("a copy for the person has what is recorded under every id, and says so under each") {
    Twice at;
    at.registry.record(at.again, Disclosed{.to = "Bank"});
    at.merge();
    Copies(at.registry).access(at.anna, at.folder / "copy");
    const auto bytes = bytes_of(at.folder / "copy" / "access.json");
    const auto copy = nlohmann::json::parse(bytes.begin(), bytes.end());
    CHECK(copy["addresses"].size() == 2);
    REQUIRE(copy["merged"].size() == 1);
    CHECK(copy["merged"][0]["name"] == "anna  SMIT");
    CHECK(copy["disclosures"].size() == 1);
    const auto page = bytes_of(at.folder / "copy" / "access.html");
    CHECK(std::string(page.begin(), page.end()).find("anna  SMIT") != std::string::npos);
    for (const auto& address : copy["addresses"]) CHECK(address["shared"] == false);
    EventIndex last = 0;
    for (const auto& event : copy["events"]) {
        CHECK(event["index"] > last);
        last = event["index"];
    }
    CHECK(at.of_kind(at.anna, "copy_given").size() == 1);
    CHECK(at.of_kind(at.again, "copy_given").size() == 1);
}

TEST_CASE("denials said while merged bind both though an older copy was put back") {
    Shelf shelf;
    shelf.keep();
    shelf.registry->merge(shelf.jan, shelf.mia);
    shelf.next_day();
    shelf.registry->record(shelf.jan, ConsentWithdrawn{"news", {}});
    shelf.registry->record(shelf.mia, Restricted{});
    shelf.put_back();
    shelf.open();
    CHECK(shelf.registry->show(shelf.jan).merged.empty());  // a merge denies nothing
    for (const auto* address : {"jan@school.example", "mia@school.example"}) {
        CHECK(says(shelf.ask(address), "E_CONSENT_WITHDRAWN"));
        CHECK(says(shelf.ask(address), "E_RESTRICTED"));
    }
    CHECK(shelf.registry->check_store().faults.empty());
}

TEST_CASE("an erasure that is said again erases whom it erased, and parts them from the rest") {
    for (const bool undone : {true, false}) {
        CAPTURE(undone);
        Shelf shelf;
        shelf.registry->merge(shelf.jan, shelf.mia);
        shelf.next_day();
        shelf.keep();
        if (undone) shelf.registry->unmerge(shelf.jan, shelf.mia);
        shelf.registry->erase(shelf.jan, ErasureGround::unnecessary);
        const bool with_mia = !shelf.ask("mia@school.example");
        CHECK(with_mia != undone);
        shelf.put_back();
        shelf.open();
        CHECK(says(shelf.ask("jan@school.example"), "E_SUPPRESSED"));
        CHECK(bool(shelf.ask("mia@school.example")) == undone);
        CHECK(shelf.registry->check_store().faults == std::vector<std::string>{});
    }
}

TEST_CASE("candidates: one address, one phone or one name at one organisation, and each pair once") {
    Twice at;
    using Pair = std::tuple<std::set<RecipientId>, MergeReason>;
    const auto found = [&] {
        std::set<Pair> pairs;
        std::size_t count = 0;
        at.registry.merge_candidates([&](const MergeCandidate& pair) {
            ++count;
            pairs.insert({{pair.one, pair.other}, pair.reason});
        });
        CHECK(count == pairs.size());
        return pairs;
    };
    const auto mia = at.person("Mia"), bob = at.person("Bob"), eva = at.person("Eva");
    const auto elsewhere = at.person("Anna Smit");  // no organisation is none in common
    CHECK(found() == std::set<Pair>{{{at.anna, at.again}, MergeReason::same_name}});
    at.mailbox_of(mia, "mia+news@home.example");
    at.mailbox_of(bob, "Mia@home.example");
    const auto phone = at.registry.add(Address{.medium = Medium::phone, .text = "+31 13 123 45 67"});
    at.registry.record(eva, HolderAdded{phone, day("2026-01-05")});
    at.registry.record(bob, HolderAdded{phone, day("2026-01-07")});
    const auto desk = at.mailbox_of(elsewhere, "desk@home.example");
    at.registry.replace_holder(desk, elsewhere, mia, day("2026-01-20"));  // never on one day
    CHECK(found() == std::set<Pair>{{{at.anna, at.again}, MergeReason::same_name},
                                    {{mia, bob}, MergeReason::same_address},
                                    {{eva, bob}, MergeReason::same_phone}});
    at.merge();
    at.registry.merge(mia, bob);
    CHECK(found() == std::set<Pair>{{{eva, bob}, MergeReason::same_phone}});
    at.registry.erase(eva, ErasureGround::unnecessary);
    CHECK(found().empty());
}
