// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "registry/properties/runner.hpp"

using namespace properties;

namespace {

bool is_recorded_denial(const lawful::Reason& reason) {
    constexpr auto codes = std::to_array<std::string_view>(
        {"E_CONSENT_REFUSED", "E_CONSENT_WITHDRAWN", "E_OBJECTED", "E_OBJECTED_DM", "E_SUPPRESSED",
         "E_RESTRICTED", "E_OBJECTION_PENDING"});
    return reason.effect == lawful::Effect::block &&
           std::find(codes.begin(), codes.end(), reason.code) != codes.end();
}

std::string change(const Asked& before, const Asked& after) {
    return fmt::format("before {}\n  after  {}", to_string(before), to_string(after));
}

/// Asks before and after the operations that a property is about.
class Compare : public Watcher {
public:
    void before(World& world, const Operation& operation) override {
        before_.clear();
        if (!concerns(world, operation)) return;
        if (operation.verb != Verb::import) world.prepare(operation);
        if (operation.verb == Verb::hold && !joins(world, operation)) return;
        before_ = world.answers();
    }

    Violation after(World& world, const Operation&) override {
        if (before_.empty()) return {};
        const auto now = world.answers();
        for (std::size_t i = 0; i < now.size(); ++i) {
            if (contradicts(before_[i].decision, now[i].decision)) {
                return change(before_[i], now[i]);
            }
        }
        return {};
    }

private:
    [[nodiscard]] virtual bool concerns(const World& world, const Operation& operation) const = 0;
    [[nodiscard]] virtual bool contradicts(const lawful::Decision& before,
                                           const lawful::Decision& after) const = 0;

    /// A further holder, not a first one: whoever comes to a mailbox nobody reads starts anew.
    static bool joins(const World& world, const Operation& operation) {
        return world.holders_today(operation.address) > 0;
    }

    std::vector<Asked> before_;
};

class Revival final : public Compare {
    bool concerns(const World&, const Operation& operation) const override {
        return operation.verb == Verb::import || operation.verb == Verb::hold ||
               operation.verb == Verb::request || operation.verb == Verb::merge || operation.verb == Verb::answer;
    }
    bool contradicts(const lawful::Decision& before, const lawful::Decision& after) const override {
        return after &&
               std::any_of(before.reasons.begin(), before.reasons.end(), is_recorded_denial);
    }
};

/// Told from the events alone: they refused or withdrew, and said nothing else since.
bool has_left(const World& world, lawful::RecipientId who, const Question& question) {
    bool left = false;
    const auto is_of = [&](const auto& body) {
        return (!body.purpose || *body.purpose == question.purpose) &&
               (!body.channel || *body.channel == question.channel);
    };
    for (const auto& [index, event] : world.registry().events(who)) {
        if (const auto* refused = std::get_if<lawful::ConsentRefused>(&event.body)) left |= is_of(*refused);
        if (const auto* withdrawn = std::get_if<lawful::ConsentWithdrawn>(&event.body)) left |= is_of(*withdrawn);
        const bool gives = std::holds_alternative<lawful::ConsentGiven>(event.body) ||
                           std::holds_alternative<lawful::ConsentRenewed>(event.body) ||
                           std::holds_alternative<lawful::ConsentConfirmed>(event.body);
        if (gives) left = false;
    }
    return left;
}

/// Whoever is merged with somebody who left has left, at every address of either.
class Spreading final : public Watcher {
    void before(World& world, const Operation&) override { size_ = world.registry().ledger_size(); }

    Violation after(World& world, const Operation& operation) override {
        if (operation.verb != Verb::merge) return {};
        const auto who = world.registry().show(world.who(operation.number));
        if (!is_merged_now(world, who.id)) return {};
        auto all = who.merged;
        all.push_back(who.id);
        // Merged before: what either consented to since may have ended what the other refused.
        if (all.size() != 2) return {};
        for (const auto& question : questions()) {
            const bool left = std::any_of(all.begin(), all.end(),
                                          [&](const auto& one) { return has_left(world, one, question); });
            if (!left) continue;
            for (const auto& answer : world.registry().may_send(who.id, question.purpose, question.channel)) {
                if (answer.decision) return fmt::format("{} goes out", question.purpose);
            }
        }
        return {};
    }

    [[nodiscard]] bool is_merged_now(const World& world, lawful::RecipientId who) const {
        const auto events = world.registry().events(who);
        return std::any_of(events.begin(), events.end(), [&](const lawful::RecordedEvent& recorded) {
            return recorded.index >= size_ && std::holds_alternative<lawful::Merged>(recorded.event.body);
        });
    }

    std::uint64_t size_ = 0;
};

/// Nothing that is denied goes out because somebody was erased.
class Forgetting final : public Compare {
    bool concerns(const World&, const Operation& operation) const override {
        return operation.verb == Verb::erase || operation.verb == Verb::forget || operation.verb == Verb::retain;
    }
    bool contradicts(const lawful::Decision& before, const lawful::Decision& after) const override {
        return !before && after;
    }
};

class Loosening final : public Compare {
    bool concerns(const World&, const Operation& operation) const override {
        return is_denial(operation.verb);
    }
    /// A warning may go with the consent it was about; what blocks, and what must be done, stays.
    bool contradicts(const lawful::Decision& before, const lawful::Decision& after) const override {
        if (!after) return false;
        const auto is_kept = [&](const lawful::Obligation& asked) {
            const auto& still = after.obligations;
            return !asked.blocking || std::find(still.begin(), still.end(), asked) != still.end();
        };
        return !before ||
               !std::all_of(before.obligations.begin(), before.obligations.end(), is_kept);
    }
};

std::unique_ptr<Watcher> revival(std::uint64_t) { return std::make_unique<Revival>(); }
std::unique_ptr<Watcher> spreading(std::uint64_t) { return std::make_unique<Spreading>(); }
std::unique_ptr<Watcher> forgetting(std::uint64_t) { return std::make_unique<Forgetting>(); }
std::unique_ptr<Watcher> loosening(std::uint64_t) { return std::make_unique<Loosening>(); }

constexpr std::size_t news = 0;
constexpr std::size_t club = 1;
constexpr auto mail = lawful::Channel::email;
constexpr auto letter = lawful::Channel::post;

/// A person who reads an address, knows the notice and, where asked, consents to the news.
History reader(std::size_t person, std::size_t address, bool consents = true) {
    const auto channel = address == postal_address ? letter : mail;
    Operation step{.verb = Verb::hold, .number = person, .address = address, .days = -40};
    step.purpose = news;
    step.channel = channel;
    History history{step};
    step.days = 0;
    step.verb = Verb::inform;
    history.push_back(step);
    step.verb = Verb::give;
    if (consents) history.push_back(step);
    return history;
}

History joined(std::initializer_list<History> parts) {
    History all;
    for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

Operation later(int days) { return {.verb = Verb::wait, .wait = std::chrono::days{days}}; }

Operation said(Verb verb, std::size_t person, std::size_t address, std::size_t purpose = news,
               lawful::Channel channel = mail) {
    return {
        .verb = verb, .number = person, .address = address, .purpose = purpose, .channel = channel};
}

Operation moved(Verb verb, std::size_t person, std::size_t address, int days) {
    return {.verb = verb, .number = person, .address = address, .days = days};
}

}  // namespace

TEST_CASE("no import, further holder, merge or request, opened or answered, turns a recorded denial into an allow") {
    verify(1'000'000, 600, revival);
}

TEST_CASE("a former holder who comes back lifts nobody's denial but their own") {
    auto refusal = said(Verb::withdraw, 0, 1);
    refusal.who = Who::address;
    refusal.number = 1;
    verify_known(
        joined({reader(3, 0),
                reader(0, 1, false),
                {refusal, later(1), said(Verb::give, 0, 1), later(5), moved(Verb::leave, 0, 1, -1),
                 moved(Verb::hold, 2, 1, -1), moved(Verb::hold, 0, 1, 0)}}),
        revival);
}

TEST_CASE("a denial that reached an address through its twin does not end with a return") {
    verify_known(joined({reader(3, 0),
                         reader(0, 0, false),
                         {moved(Verb::hold, 0, 1, -40), said(Verb::withdraw, 0, 1), later(1),
                          said(Verb::give, 0, 0), later(5), moved(Verb::leave, 0, 0, -1),
                          moved(Verb::hold, 0, 0, 0)}}),
                 revival);
}

TEST_CASE("who is merged with somebody who left has left everywhere") { verify(12'000'000, 600, spreading); }

TEST_CASE("an erasure never turns a denial into an allow") { verify(11'000'000, 600, forgetting); }

TEST_CASE("a denial never loosens anything") { verify(2'000'000, 600, loosening); }

TEST_CASE("withdrawing again does not begin the retention of what is left again") {
    auto refuted = said(Verb::invalidate, 0, 0);
    verify_known(joined({reader(0, 0),
                         {said(Verb::give, 0, 0, club), refuted, later(17),
                          said(Verb::withdraw, 0, 0, club, letter)}}),
                 loosening);
}

TEST_CASE("withdrawing again does not make a swapped basis good") {
    verify_known(joined({reader(0, postal_address, false),
                         {said(Verb::withdraw, 0, postal_address),
                          said(Verb::declare_basis, 0, postal_address, news, letter),
                          said(Verb::withdraw, 0, postal_address)}}),
                 loosening);
}
