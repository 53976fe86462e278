// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>
#include <random>
#include <string>

#include "base/bytes.hpp"
#include "crypto/digest.hpp"
#include "temporary.hpp"

#include <lawful/lawful.hpp>

namespace support {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

/// A clock that moves when told to.
class ManualClock final : public lawful::Clock {
public:
    explicit ManualClock(const char* start) : now_(lawful::parse_instant(start).time_since_epoch().count()) {}

    lawful::Instant now() override {
        return lawful::Instant{std::chrono::milliseconds{now_.load()}};
    }
    void advance(std::chrono::milliseconds by) { now_ += by.count(); }
    void set(const char* instant) { now_ = lawful::parse_instant(instant).time_since_epoch().count(); }

private:
    std::atomic<std::int64_t> now_;
};

inline lawful::SecretKey key(std::uint8_t seed = 1) {
    const lawful::Bytes bytes(lawful::SecretKey::size, seed);
    return lawful::SecretKey(bytes);
}

inline lawful::Day day(const char* text) { return lawful::parse_day(text); }
inline lawful::Instant at(const char* text) { return lawful::parse_instant(text); }

/// A private foundation in the Netherlands: `news` (idealistic, by consent or legitimate interest)
/// and `ops` (operational, by legitimate interest or public task).
inline lawful::PolicyFile policy() {
    const std::string text = "Ik wil de nieuwsbrief ontvangen.";
    const auto sha256 = lawful::to_hex(lawful::crypto::sha256(lawful::as_bytes(text)));
    lawful::Policy policy;
    policy.controller = {.name = "Stichting Voorbeeld",
                         .postal_address = "Markt 1, 5000 AA Tilburg",
                         .country = "NL",
                         .time_zone = "Europe/Amsterdam",
                         .data_protection_officer = "fg@voorbeeld.example",
                         .stop_address = "Markt 1, 5000 AA Tilburg"};
    using enum lawful::Basis;
    policy.purposes.push_back({.id = "news",
                               .titles = {{"nl", "Nieuwsbrief"}},
                               .content = lawful::ContentClass::idealistic,
                               .bases = {consent, legitimate_interest},
                               .channels = {lawful::Channel::email, lawful::Channel::post},
                               .refresh_interval = lawful::Period{0, 36, 0}});
    policy.purposes.push_back({.id = "ops",
                               .titles = {{"nl", "Dienstbericht"}},
                               .content = lawful::ContentClass::operational,
                               .bases = {legitimate_interest, public_task},
                               .channels = {lawful::Channel::email}});
    policy.notices.push_back({.purpose = "news",
                              .language = "nl",
                              .version = "1",
                              .sha256 = sha256,
                              .covers = {lawful::InformationDuty::art13, lawful::InformationDuty::art14}});
    for (const char* purpose : {"news", "ops"}) {
        policy.retention.push_back({.purpose = purpose, .period = {.years = 5, .months = 0, .days = 0}});
    }
    return {policy, {{sha256, text}}};
}

/// A registry in a folder of its own, with a clock and randomness that can be repeated.
struct Fixture {
    explicit Fixture(std::uint64_t seed = 1) : random(std::make_shared<SeededRandom>(seed)) {
        registry.apply(policy());
    }

    lawful::Options options() const { return {.clock = clock, .random = random}; }
    std::filesystem::path file() const { return folder / "test.lawful"; }
    lawful::Registry reopen() const { return lawful::Registry::open(file(), key(), options()); }

    lawful::RecipientId person(const std::string& name,
                               lawful::SourceKind source = lawful::SourceKind::subject,
                               std::optional<lawful::OrganisationId> organisation = {}) {
        return registry.add(lawful::Recipient{.name = name,
                                              .language = "nl",
                                              .country = "NL",
                                              .organisation = organisation,
                                              .source = {.kind = source, .obtained = day("2026-01-05")}});
    }
    lawful::AddressId mailbox(const std::string& text) {
        return registry.add(lawful::Address{.text = text});
    }
    lawful::AddressId mailbox_of(lawful::RecipientId holder, const std::string& text) {
        const auto address = mailbox(text);
        registry.record(holder, lawful::HolderAdded{address, day("2026-01-05")});
        return address;
    }
    /// A signed form of the clock's now, and the notice it carries.
    lawful::EventIndex consent(lawful::RecipientId who, std::vector<lawful::AddressId> addresses) {
        const lawful::NoticeRef form{"nl", "1"};
        registry.record(who, lawful::Informed{.duty = lawful::InformationDuty::art13,
                                              .notice = form,
                                              .purpose = "news",
                                              .how = "on the form"});
        return registry.record(who, lawful::ConsentGiven{.purpose = "news",
                                                         .addresses = std::move(addresses),
                                                         .notice = form,
                                                         .method = lawful::ConsentMethod::signed_form,
                                                         .evidence = "box 3"});
    }
    lawful::Decision ask(std::string_view address, std::optional<lawful::Instant> as_of = {}) const {
        return registry.may_send(address, "news", lawful::Channel::email, as_of);
    }

    TempFolder folder;
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>("2026-02-01T09:00:00Z");
    std::shared_ptr<SeededRandom> random;
    lawful::Registry registry = lawful::Registry::create(file(), key(), options());
};

inline bool says(const lawful::Decision& decision, std::string_view code) {
    for (const auto& reason : decision.reasons) {
        if (reason.code == code && reason.effect != lawful::Effect::info) return true;
    }
    return false;
}

/// The code of the error that `work` throws; nothing when it throws none.
template <class Work>
std::optional<lawful::ErrorCode> error_of(Work work) {
    try {
        static_cast<void>(work());
    } catch (const lawful::Error& error) {
        return error.code();
    }
    return std::nullopt;
}

}  // namespace support
