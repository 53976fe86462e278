// SPDX-License-Identifier: Apache-2.0
#include "registry/properties/generate.hpp"

#include <array>

#include "registry/properties/dice.hpp"
#include "registry/properties/village.hpp"

namespace properties {
namespace {

using lawful::Channel;
using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr std::size_t news = 0;
constexpr std::size_t club = 1;
constexpr std::size_t ops = 2;
constexpr std::size_t from_web_form = 5;  // a proof that waits for its confirmation

struct Weight {
    Verb verb;
    std::size_t weight;
};
constexpr auto life = std::to_array<Weight>({
    {Verb::hold, 7},       {Verb::leave, 4},          {Verb::request, 6},
    {Verb::give, 13},      {Verb::renew, 3},          {Verb::confirm, 5},
    {Verb::invalidate, 4}, {Verb::refuse, 5},         {Verb::withdraw, 7},
    {Verb::object, 6},     {Verb::resolve, 3},        {Verb::restrict, 5},
    {Verb::lift, 5},       {Verb::inform, 4},         {Verb::declare_basis, 4},
    {Verb::end_basis, 2},  {Verb::declare_ground, 4}, {Verb::end_ground, 1},
    {Verb::suppress, 2},   {Verb::change_address, 2}, {Verb::change_person, 2},
    {Verb::wait, 18},      {Verb::import, 9},         {Verb::release, 4},
    {Verb::report, 4},     {Verb::erase, 3},          {Verb::merge, 6},
    {Verb::unmerge, 2},    {Verb::replace, 3},
    {Verb::ask, 4},        {Verb::answer, 4},         {Verb::forget, 3},
    {Verb::retain, 3},
});

bool is_of_two(Verb verb) { return verb == Verb::merge || verb == Verb::unmerge || verb == Verb::replace; }

/// Who reads which address at first.
struct Reader {
    std::size_t address;
    std::size_t person;
};
constexpr auto readers = std::to_array<Reader>({{0, 0}, {1, 0}, {3, 1}, {3, 2}, {4, 3}, {5, 0}});

Verb any_verb(Dice& dice) {
    std::size_t sum = 0;
    for (const auto& entry : life) sum += entry.weight;
    auto at = dice.below(sum);
    for (const auto& entry : life) {
        if (at < entry.weight) return entry.verb;
        at -= entry.weight;
    }
    return Verb::wait;
}

Row any_row(Dice& dice) {
    constexpr auto mailboxes = std::to_array<std::size_t>({0, 1, 2, 3, 4, 6});
    Row row;
    row.address = mailboxes.at(dice.below(mailboxes.size()));
    row.spelling = dice.chance(60) ? 0 : dice.below(spellings);
    row.name = dice.chance(30) ? 0 : dice.below(names);
    for (const auto& reader : readers) {
        if (reader.address == row.address && dice.chance(40)) row.name = reader.person + 1;
    }
    row.organisation = dice.below(organisations + 1);
    row.country = dice.chance(60) ? 0 : dice.below(countries);
    row.source = dice.chance(60) ? 0 : dice.below(sources);
    row.claim = dice.below(claims);
    row.added_ago = dice.between(0, 40);
    row.form_ago = dice.between(0, 40);
    return row;
}

milliseconds any_wait(Dice& dice) {
    const auto chance = dice.below(100);
    if (chance < 30) return milliseconds{dice.between(1, 2000)};
    if (chance < 55) return milliseconds{dice.between(1, 12 * 3600) * 1000LL};
    if (chance < 80) return 24h * dice.between(1, 5);
    if (chance < 90) return 24h * dice.between(10, 70);
    return -1h * dice.between(1, 48);
}

/// The address first, then most often somebody who reads it.
void choose_subject(Dice& dice, std::size_t focus, Operation& operation) {
    operation.address = dice.chance(50) ? focus : dice.below(addresses.size());
    if (operation.address == 0 && dice.chance(30)) operation.address = 1;
    const auto chance = dice.below(100);
    const bool of_role = operation.address == role_address;
    if (chance < (of_role ? 70U : 18U)) {
        operation.who = Who::address;
        operation.number = operation.address;
    } else if (chance < (of_role ? 85U : 26U)) {
        operation.who = Who::organisation;
        operation.number = dice.below(organisations);
    } else {
        operation.number = dice.below(people + addresses.size());
        if (dice.chance(35)) operation.number = people + operation.address;
        for (const auto& reader : readers) {
            if (reader.address == operation.address && dice.chance(60)) {
                operation.number = reader.person;
            }
        }
    }
}

void choose_scope(Dice& dice, Operation& operation) {
    operation.purpose = dice.any({news, news, news, news, club, club, ops});
    operation.channel = Channel::email;
    if (operation.address == postal_address) {
        operation.purpose = news;
        operation.channel = Channel::post;
    }
    if (!is_denial(operation.verb)) return;
    if (dice.chance(25)) operation.purpose.reset();
    if (dice.chance(30)) operation.channel.reset();
    if (dice.chance(15))
        operation.channel = dice.any({Channel::email, Channel::post, Channel::post});
}

Operation any_operation(Dice& dice, std::size_t focus) {
    Operation operation;
    operation.verb = any_verb(dice);
    if (operation.verb == Verb::wait) {
        operation.wait = any_wait(dice);
        return operation;
    }
    if (operation.verb == Verb::import) {
        const auto count = static_cast<std::size_t>(dice.between(1, 4));
        for (std::size_t i = 0; i < count; ++i) operation.rows.push_back(any_row(dice));
        return operation;
    }
    choose_subject(dice, focus, operation);
    choose_scope(dice, operation);
    if (dice.chance(25)) operation.ago = milliseconds{dice.between(1, 10 * 24 * 3600) * 1000LL};
    if (dice.chance(5)) operation.ago = -1h;
    operation.variant = dice.below(16);
    if (is_of_two(operation.verb)) operation.variant = dice.below(people);
    const bool gives = operation.verb == Verb::give || operation.verb == Verb::renew;
    if (gives) operation.variant = dice.chance(70) ? 0 : dice.below(7);
    if (gives && operation.purpose == club && dice.chance(40)) operation.variant = from_web_form;
    if (operation.verb == Verb::declare_basis) operation.variant = dice.below(5);
    operation.days = operation.verb == Verb::hold ? dice.between(-60, 10) : dice.between(-20, 10);
    return operation;
}

void open_with(Dice& dice, const Reader& reader, History& history) {
    Operation operation{.verb = Verb::hold,
                        .number = reader.person,
                        .address = reader.address,
                        .purpose = news,
                        .channel = Channel::email,
                        .days = dice.between(-60, -20)};
    if (reader.address == postal_address) operation.channel = Channel::post;
    history.push_back(operation);
    operation.days = 0;
    operation.verb = Verb::inform;
    if (dice.chance(80)) history.push_back(operation);
    operation.ago = 24h * dice.between(0, 15);
    operation.verb = Verb::give;
    if (dice.chance(80)) history.push_back(operation);
    if (reader.address == postal_address || dice.chance(50)) return;
    operation.purpose = club;
    if (dice.chance(60)) operation.variant = from_web_form;
    history.push_back(operation);
    operation.verb = Verb::confirm;
    operation.ago = {};
    if (dice.chance(60)) history.push_back(operation);
}

}  // namespace

History generate(std::uint64_t seed) {
    Dice dice(seed);
    History history;
    for (const auto& reader : readers) {
        if (dice.chance(85)) open_with(dice, reader, history);
    }
    if (dice.chance(60)) {
        history.push_back({.verb = Verb::give,
                           .who = Who::address,
                           .number = role_address,
                           .address = role_address,
                           .purpose = news,
                           .channel = Channel::email});
    }
    for (std::size_t body = 0; body < organisations; ++body) {
        if (dice.chance(50)) continue;
        history.push_back({.verb = Verb::declare_basis,
                           .who = Who::organisation,
                           .number = body,
                           .purpose = ops,
                           .variant = dice.any<std::size_t>({0, 2})});
    }
    const auto focus = dice.below(addresses.size());
    for (int left = dice.between(10, 26); left > 0; --left) {
        history.push_back(any_operation(dice, focus));
    }
    return history;
}

std::vector<Row> generate_list(std::uint64_t seed, std::size_t count) {
    Dice dice(seed);
    std::vector<Row> rows;
    for (std::size_t i = 0; i < count; ++i) rows.push_back(any_row(dice));
    return rows;
}

}  // namespace properties
