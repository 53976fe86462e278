// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "faults/soak.hpp"
#include "registry/properties/dice.hpp"
#include "registry/properties/memory.hpp"
#include "registry/properties/runner.hpp"

/// One guarantee: an address that said no stays denied, through erasure, lists, merges, other holders and
/// older backups, until somebody who may end it says yes anew.
using namespace properties;

namespace {

using lawful::Channel;
using lawful::Error;
using lawful::ErrorCode;
using lawful::RecipientId;
using std::chrono_literals::operator""min;

enum class Act : std::uint8_t { no, yes, erase, import, merge, unmerge, back_up, put_back, hold, replace };
constexpr auto acts = std::to_array<std::string_view>(
    {"no", "yes", "erase", "import", "merge", "unmerge", "back_up", "put_back", "hold", "replace"});

struct Act1 {
    Act act = Act::no;
    std::size_t one = 0, other = 0, address = 0, variant = 0;
};
using Acts = std::vector<Act1>;

std::string to_string(const Act1& step) {
    return fmt::format("{} person {} and {} address {} variant {}", acts.at(static_cast<std::size_t>(step.act)),
                       step.one, step.other, step.address, step.variant);
}

constexpr auto mailboxes = std::to_array<std::size_t>({0, 1, 3, 4, 6});
constexpr std::size_t asked_purposes = 2;  // news and club
constexpr auto how_many = std::to_array<std::size_t>({5, 4, 3, 4, 4, 2, 3, 4, 2, 2});

Acts draw(std::uint64_t seed) {
    Dice dice(seed);
    std::vector<Act> bag;
    for (std::size_t act = 0; act < how_many.size(); ++act) bag.insert(bag.end(), how_many[act], static_cast<Act>(act));
    Acts steps;
    for (int left = dice.between(8, 16); left > 0; --left) {
        steps.push_back({.act = bag[dice.below(bag.size())],
                         .one = dice.below(people),
                         .other = dice.below(people),
                         .address = mailboxes.at(dice.below(mailboxes.size())),
                         .variant = dice.below(24)});
    }
    return steps;
}

struct Counts {
    std::uint64_t steps = 0, refused = 0, restored = 0, erased = 0, merged = 0, must = 0, allowed = 0;
};

/// One registry, what it was told, and copies of it.
class Street {
public:
    Street(std::uint64_t seed, Counts& counts)
        : counts_(counts),
          random_(std::make_shared<support::SeededRandom>(seed + 1)),
          clock_(std::make_shared<support::ManualClock>("2026-02-01T09:00:00Z")),
          registry_(fresh_registry("street.lawful", clock_, seed)) {
        for (std::size_t i = 0; i < people; ++i) join(i, mailboxes.at(i));
        hold(people_[0], 3);
    }

    /// What went wrong, or nothing.
    std::string apply(const Act1& step) {
        clock_->advance(1min);
        ++now_;
        ++counts_.steps;
        try {
            act(step);
        } catch (const Error& error) {
            constexpr auto refusals =
                std::to_array({ErrorCode::invalid_record, ErrorCode::already_done, ErrorCode::not_holder,
                               ErrorCode::unknown_id, ErrorCode::erased});
            if (std::find(refusals.begin(), refusals.end(), error.code()) == refusals.end()) throw;
            ++counts_.refused;
        }
        return broken();
    }

    [[nodiscard]] std::string faults() const {
        const auto report = registry_->check_store();
        return report.faults.empty() ? std::string() : report.faults.front();
    }

private:
    struct Copy {
        std::filesystem::path folder;
        Memory::Kept kept;
    };

    [[nodiscard]] std::filesystem::path file() const { return scratch() / "street.lawful"; }
    [[nodiscard]] lawful::Day today() const { return zone_.day_of(clock_->now()); }

    void join(std::size_t number, std::size_t address) {
        const auto who = registry_->add(
            lawful::Recipient{.name = fmt::format("Persoon {}", number),
                              .country = "NL",
                              .source = {.kind = lawful::SourceKind::subject, .obtained = today()}});
        people_.push_back(who);
        registry_->add(lawful::Address{.text = std::string(addresses.at(address))});
        hold(who, address);
        for (std::size_t purpose = 0; purpose < asked_purposes; ++purpose) give(who, address, purpose);
    }
    [[nodiscard]] lawful::AddressId id_of(std::size_t address) const {
        const auto id = registry_->find(addresses.at(address), lawful::Medium::email);
        if (!id) throw Error(ErrorCode::unknown_id, "no such address now");
        return *id;
    }
    void hold(RecipientId who, std::size_t address) {
        registry_->record(who, lawful::HolderAdded{id_of(address), today()});
    }
    void give(RecipientId who, std::size_t address, std::size_t purpose) {
        const std::string name(purposes.at(purpose));
        registry_->record(who, lawful::ConsentGiven{.purpose = name,
                                                    .addresses = {id_of(address)},
                                                    .notice = notice_of(name),
                                                    .method = lawful::ConsentMethod::signed_form,
                                                    .evidence = "box 3"});
        memory_.yes(now_, who, address, purpose);
    }

    [[nodiscard]] Memory::People holders(std::size_t address) const {
        Memory::People found;
        const auto id = registry_->find(addresses.at(address), lawful::Medium::email);
        if (!id) return found;
        for (const auto& holding : registry_->show(*id).holders) {
            const bool reads = holding.from <= today() && (!holding.until || today() < *holding.until);
            if (reads) found.push_back(holding.recipient);
        }
        return found;
    }
    [[nodiscard]] bool reads(RecipientId who, std::size_t address) const {
        const auto all = holders(address);
        return std::find(all.begin(), all.end(), who) != all.end();
    }
    [[nodiscard]] Memory::Numbers held_by(RecipientId who) const {
        Memory::Numbers held;
        for (const auto address : mailboxes) {
            if (reads(who, address)) held.insert(address);
        }
        return held;
    }
    /// Whoever reads the address, or else the person of that number.
    [[nodiscard]] RecipientId somebody(const Act1& step, bool reader) const {
        const auto all = holders(step.address);
        return all.empty() || !reader ? people_.at(step.one) : all[step.variant % all.size()];
    }

    void act(const Act1& step) {
        switch (step.act) {
            case Act::no: return say_no(step);
            case Act::yes: return give(somebody(step, true), step.address, step.variant % asked_purposes);
            case Act::erase: return erase(somebody(step, step.variant % 2 == 0), step.variant);
            case Act::import: return import(step);
            case Act::merge: return merge(somebody(step, true), people_.at(step.other));
            case Act::unmerge: return unmerge(somebody(step, true));
            case Act::back_up: return back_up();
            case Act::put_back: return put_back(step.variant);
            case Act::hold: return hold(people_.at(step.one), step.address);
            case Act::replace: break;
        }
        registry_->replace_holder(id_of(step.address), somebody(step, true), people_.at(step.other), today());
    }

    void say_no(const Act1& step) {
        const auto purpose = step.variant % asked_purposes;
        const std::string name(purposes.at(purpose));
        const Memory::Numbers one{purpose}, every{0, 1};
        const auto who = somebody(step, step.variant % 3 != 0);
        const auto by = [&](const lawful::EventBody& body, const Memory::Numbers& of) {
            registry_->record(who, body);
            note(who, of);
        };
        switch (step.variant / 2 % 7) {
            case 0: return by(lawful::ConsentWithdrawn{name, Channel::email}, one);
            case 1: return by(lawful::ConsentWithdrawn{}, every);
            case 2: return by(lawful::ConsentRefused{name, {}}, one);
            case 3: return by(lawful::Objected{name, {}, lawful::ObjectionKind::direct_marketing}, one);
            case 4: return by(lawful::Restricted{}, every);
            case 5: {
                registry_->record(id_of(step.address), lawful::ConsentWithdrawn{name, {}});
                for (const auto& reader : holders(step.address)) note(reader, one);
                return memory_.no(now_, step.address, one, Memory::Kind::mailbox);
            }
            default: break;
        }
        registry_->suppress(addresses.at(step.address), lawful::Medium::email,
                            lawful::SuppressionReason::complaint, {name});
        memory_.no(now_, step.address, one);
    }
    void note(RecipientId who, const Memory::Numbers& of) {
        for (const auto& member : memory_.group(who)) memory_.no(now_, member, of, held_by(member));
    }

    void erase(RecipientId who, std::size_t variant) {
        const auto gone = memory_.group(who);
        std::vector<std::pair<std::size_t, std::size_t>> denied;
        for (const auto address : mailboxes) {
            const auto readers = holders(address);
            const bool concerns = std::any_of(readers.begin(), readers.end(), [&](const auto& reader) {
                return std::find(gone.begin(), gone.end(), reader) != gone.end();
            });
            for (std::size_t purpose = 0; concerns && purpose < asked_purposes; ++purpose) {
                if (memory_.is_denied_by(gone, address, purpose)) denied.emplace_back(address, purpose);
            }
        }
        registry_->erase(who, static_cast<lawful::ErasureGround>(1 + variant % 6));
        for (const auto& [address, purpose] : denied) memory_.no(now_, address, {purpose});
        ++counts_.erased;
    }

    /// The list still says yes, of some people by name.
    void import(const Act1& step) {
        constexpr auto says_yes = std::to_array<std::size_t>({0, 1, 4, 5});
        std::vector<Row> rows;
        for (std::size_t i = 0; i < 2; ++i) {
            Row row;
            row.address = mailboxes.at((step.variant + i * 2) % mailboxes.size());
            row.spelling = step.other % spellings;
            row.name = (step.one + i + step.variant) % (people + 1);
            row.claim = says_yes.at((step.variant + i) % says_yes.size());
            rows.push_back(row);
        }
        write_list(scratch() / "list.csv", rows, today());
        static_cast<void>(registry_->import(village_mapping(), scratch() / "list.csv"));
    }

    void merge(RecipientId one, RecipientId other) {
        registry_->merge(one, other);
        memory_.merge(now_, one, other);
        ++counts_.merged;
    }
    void unmerge(RecipientId who) {
        const auto others = registry_->show(who).merged;
        if (others.empty()) throw Error(ErrorCode::unknown_id, "merged with nobody");
        registry_->unmerge(who, others.front());
        memory_.unmerge(who, others.front());
    }

    void back_up() {
        auto folder = scratch() / fmt::format("copy-{}", copies_.size());
        std::filesystem::remove_all(folder);
        registry_->backup(folder, support::key());
        copies_.push_back({std::move(folder), memory_.keep(now_)});
    }
    void put_back(std::size_t variant) {
        if (copies_.empty()) throw Error(ErrorCode::unknown_id, "no backup yet");
        const auto& copy = copies_[variant % copies_.size()];
        registry_.reset();
        std::filesystem::remove(file());
        registry_ = lawful::Registry::restore(copy.folder, support::key(), file(),
                                              {.clock = clock_, .random = random_});
        memory_.put_back(copy.kept, [&](RecipientId who, std::size_t address) { return reads(who, address); });
        ++counts_.restored;
    }

    [[nodiscard]] bool must_deny(std::size_t address, std::size_t purpose) const {
        return memory_.must_deny(address, purpose, holders(address), [&](RecipientId who) { return held_by(who); });
    }
    [[nodiscard]] std::string broken() const {
        for (const auto address : mailboxes) {
            for (std::size_t purpose = 0; purpose < asked_purposes; ++purpose) {
                const bool must = must_deny(address, purpose);
                const auto answer = registry_->may_send(addresses.at(address), purposes.at(purpose), Channel::email);
                counts_.must += must ? 1 : 0;
                counts_.allowed += answer ? 1 : 0;
                if (must && answer) {
                    return fmt::format("{} goes to address {}: {}", purposes.at(purpose), address,
                                       properties::to_string(answer));
                }
            }
        }
        return {};
    }

    Counts& counts_;
    std::shared_ptr<support::SeededRandom> random_;
    std::shared_ptr<support::ManualClock> clock_;
    lawful::Zone zone_{"Europe/Amsterdam"};
    std::optional<lawful::Registry> registry_;
    Memory memory_;
    Memory::Step now_ = 0;
    Memory::People people_;
    std::vector<Copy> copies_;
};

std::string fault_of(const Acts& steps, std::uint64_t seed, Counts& counts) {
    Street street(seed, counts);
    for (const auto& step : steps) {
        auto fault = street.apply(step);
        if (!fault.empty()) return fault;
    }
    return street.faults();
}

}  // namespace

TEST_CASE("who said no stays denied, through erasure, lists, merges, holders and backups in any order") {
    Counts counts;
    const auto tally = faults::over_seeds("suppression", 500, [&](std::uint64_t seed) {
        const auto steps = draw(seed);
        if (fault_of(steps, seed, counts).empty()) return std::string();
        Counts uncounted;
        const auto few = shortest(steps, [&](const Acts& some) { return !fault_of(some, seed, uncounted).empty(); });
        auto told = fault_of(few, seed, uncounted);
        for (const auto& step : few) told += "\n    " + to_string(step);
        return told;
    });
    MESSAGE(fmt::format("{} steps, {} refused; {} erasures, {} merges, {} restores; denials due {}, allowed {}",
                        counts.steps, counts.refused, counts.erased, counts.merged, counts.restored, counts.must,
                        counts.allowed));
    CHECK_MESSAGE(tally.bad == 0, tally.first_fault);
    if (tally.runs < 100) return;
    CHECK(counts.refused * 2 < counts.steps);
    CHECK(counts.must > counts.steps);
    CHECK(counts.allowed > counts.steps);
    CHECK(std::min({counts.erased, counts.merged, counts.restored}) > tally.runs / 5);
}
