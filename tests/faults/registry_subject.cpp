// SPDX-License-Identifier: Apache-2.0
#include "faults/registry_subject.hpp"

#include <memory>
#include <optional>

#include "faults/deeds.hpp"
#include "faults/harness.hpp"
#include "registry/support.hpp"

namespace faults {
namespace {

constexpr auto desk = "desk@example.org";
constexpr auto shared = "shared@example.org";
const std::string first_sharer = "Sharer 0";

lawful::Recipient person(const std::string& name) {
    return {.name = name,
            .language = "nl",
            .country = "NL",
            .source = {.kind = lawful::SourceKind::subject, .obtained = support::day("2026-01-05")}};
}

class RegistrySubject final : public Subject {
public:
    RegistrySubject(Deeds deeds, std::uint64_t seed) : deeds_(deeds), seed_(seed) {}

    void create(const Place& place) override {
        auto made = lawful::Registry::create(place.folder / "store", support::key(), options(place));
        made.apply(support::policy());
        made.add(lawful::Address{.text = desk});
        const auto mailbox = made.add(lawful::Address{.text = shared});
        for (std::uint64_t i = 0; i < sharers; ++i) {
            const auto sharer = made.add(person("Sharer " + std::to_string(i)));
            made.record(sharer, lawful::HolderAdded{mailbox, support::day("2026-01-05")});
        }
        if (made.ledger_size() != founding_events) throw Unsound("another founding");
    }

    void open(const Place& place) override {
        registry_ = lawful::Registry::open(place.folder / "store", support::key(), options(place));
        desk_ = registry_->find(desk, lawful::Medium::email).value();
        shared_ = registry_->find(shared, lawful::Medium::email).value();
        sharer_ = find_sharer();
    }

    void close() noexcept override { registry_.reset(); }

    std::uint64_t commit() override {
        if (deeds_ == Deeds::alike) {
            // The event's own place is the number: another process may have written since.
            return registry_->record(*desk_, lawful::ConsentRefused{.purpose = "news"}) + 1 - founding_events;
        }
        const auto number = number_of(registry_->ledger_size()) + 1;
        perform(deed(deeds_, seed_, number));
        return number;
    }

    /// A verb that is refused after its transaction began.
    void roll_back() override {
        try {
            registry_->record(*desk_, lawful::ConsentRefused{.purpose = "no such purpose"});
        } catch (const lawful::Error& error) {
            if (error.code() != lawful::ErrorCode::unknown_purpose) throw;
            return;
        }
        throw Unsound("an unknown purpose was recorded");
    }

    Snapshot read() override {
        return {number_of(registry_->ledger_size()), words().text()};
    }

    std::string faults() override {
        std::string found;
        for (const auto& fault : registry_->check_store().faults) found += fault + "; ";
        return found;
    }

    std::string expected(std::uint64_t number) override {
        RegistryWords words;
        for (std::uint64_t i = 1; i <= number; ++i) words.perform(deed(deeds_, seed_, i));
        return words.text();
    }

private:
    /// The registry's, its signing key's, its policy's, and those of two mailboxes and two holders.
    static constexpr std::uint64_t founding_events = 10;

    [[nodiscard]] static lawful::Options options(const Place& place) {
        return {.clock = std::make_shared<support::ManualClock>("2026-02-01T09:00:00Z"),
                .base_vfs = place.vfs};
    }

    /// Which transaction was the last, from how many events there are.
    [[nodiscard]] std::uint64_t number_of(std::uint64_t events) const {
        std::uint64_t number = 0;
        std::uint64_t at = founding_events;
        while (at < events) at += deed(deeds_, seed_, ++number).events();
        if (at != events) throw Unsound("half a transaction: " + std::to_string(events) + " events");
        return number;
    }

    void perform(const Deed& deed) {
        switch (deed.kind) {
            case Deed::Kind::request: registry_->record(*desk_, lawful::ConsentRequested{.purpose = "news"}); return;
            case Deed::Kind::refuse: registry_->record(*desk_, lawful::ConsentRefused{.purpose = "news"}); return;
            case Deed::Kind::refuse_shared:
                registry_->record(*shared_, lawful::ConsentRefused{.purpose = "news"});
                return;
            case Deed::Kind::add_address: registry_->add(lawful::Address{.text = deed.text}); return;
            case Deed::Kind::add_person: registry_->add(person(deed.text)); return;
            case Deed::Kind::suppress:
                registry_->suppress(deed.text, lawful::Medium::email, lawful::SuppressionReason::objection);
                return;
        }
    }

    [[nodiscard]] lawful::RecipientId find_sharer() const {
        std::optional<lawful::RecipientId> found;
        for (const auto& holding : registry_->show(*shared_).holders) {
            if (registry_->show(holding.recipient).recipient.name == first_sharer) found = holding.recipient;
        }
        return found.value();
    }

    /// The kinds of a subject's events after its founding.
    [[nodiscard]] std::vector<std::string> kinds(const lawful::Subject& subject, std::size_t founding) const {
        std::vector<std::string> found;
        for (const auto& event : registry_->events(subject)) {
            if (founding > 0) {
                --founding;
            } else {
                found.emplace_back(lawful::kind_of(event.event.body));
            }
        }
        return found;
    }

    [[nodiscard]] RegistryWords words() const {
        RegistryWords words;
        words.desk = kinds(*desk_, 1);
        words.shared = kinds(*shared_, 1);
        words.sharer = kinds(*sharer_, 2);
        registry_->list([&](const lawful::AddressRecord& record) {
            if (record.address.text != desk && record.address.text != shared) ++words.added[record.address.text];
        });
        registry_->list([&](const lawful::RecipientRecord& record) {
            if (!record.recipient.name.starts_with("Sharer")) ++words.added[record.recipient.name];
        });
        for (const auto& kind : kinds(registry_->id(), 0)) words.suppressed += kind == "suppressed" ? 1 : 0;
        return words;
    }

    Deeds deeds_;
    std::uint64_t seed_;
    std::optional<lawful::Registry> registry_;
    std::optional<lawful::AddressId> desk_;
    std::optional<lawful::AddressId> shared_;
    std::optional<lawful::RecipientId> sharer_;
};

}  // namespace

MakeSubject registry_subject(Deeds deeds) {
    return [deeds](std::uint64_t seed) { return std::make_unique<RegistrySubject>(deeds, seed); };
}

}  // namespace faults
