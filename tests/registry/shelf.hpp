// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>

#include "registry/support.hpp"

namespace support {

/// A registry that is closed and opened again, and a copy of it that is put back.
struct Shelf {
    TempFolder folder;
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>("2026-02-01T09:00:00Z");
    std::shared_ptr<SeededRandom> random = std::make_shared<SeededRandom>(5);
    std::filesystem::path file = folder / "test.lawful";
    std::filesystem::path journal = folder / "test.lawful.denials";
    std::filesystem::path copy = folder / "copy";
    std::optional<lawful::Registry> registry =
        lawful::Registry::create(file, key(), {.clock = clock, .random = random});
    lawful::RecipientId jan, mia;
    lawful::AddressId home, team;

    Shelf() {
        registry->apply(policy());
        jan = person("Jan");
        mia = person("Mia");
        home = mailbox(jan, "jan@school.example");
        team = mailbox(mia, "mia@school.example");
        consent(jan, home);
        consent(mia, team);
        next_day();
    }

    lawful::RecipientId person(const char* name) {
        return registry->add(lawful::Recipient{
            .name = name,
            .country = "NL",
            .source = {.kind = lawful::SourceKind::subject, .obtained = day("2026-01-05")}});
    }
    lawful::AddressId mailbox(lawful::RecipientId who, const char* text) {
        const auto address = registry->add(lawful::Address{.text = text});
        registry->record(who, lawful::HolderAdded{address, day("2026-01-05")});
        return address;
    }
    void consent(lawful::RecipientId who, lawful::AddressId address) {
        const lawful::NoticeRef form{"nl", "1"};
        registry->record(who, lawful::ConsentGiven{.purpose = "news",
                                                   .addresses = {address},
                                                   .notice = form,
                                                   .method = lawful::ConsentMethod::signed_form,
                                                   .evidence = "box 3"});
    }
    /// The event of Jan's consent.
    lawful::EventIndex given() {
        const auto events = registry->events(jan);
        return std::find_if(events.begin(), events.end(), [](const auto& each) {
                   return std::holds_alternative<lawful::ConsentGiven>(each.event.body);
               })->index;
    }
    void next_day() { clock->advance(24h); }
    lawful::Decision ask(const char* address) {
        return registry->may_send(address, "news", lawful::Channel::email);
    }
    void close() { registry.reset(); }
    void open(bool read_only = false) {
        lawful::Options options{.clock = clock, .random = random, .read_only = read_only};
        options.busy_timeout = std::chrono::milliseconds{20};
        registry = lawful::Registry::open(file, key(), options);
    }
    /// Keeps the registry file as it is now, without its journal.
    void keep() {
        close();
        std::filesystem::copy_file(file, copy);
        open();
    }
    void put_back() {
        close();
        std::filesystem::copy_file(copy, file, std::filesystem::copy_options::overwrite_existing);
    }
    std::size_t lines() const {
        const auto bytes = bytes_of(journal);
        return static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
    }
};

}  // namespace support
