// SPDX-License-Identifier: Apache-2.0
#include "registry/remembered.hpp"

#include <map>
#include <random>
#include <type_traits>

#include <doctest/doctest.h>

#include "registry/support.hpp"

using lawful::registry::Remembered;

namespace {

constexpr lawful::Instant now{std::chrono::milliseconds{1'000}};

lawful::Brief allowed() {
    lawful::Brief brief;
    brief.verdict = lawful::Verdict::allow;
    brief.codes.add("A_CONSENT");
    return brief;
}

std::optional<lawful::Brief> find(const Remembered& memory, const Remembered::Key& key, lawful::Instant when) {
    lawful::Brief answer;
    return memory.find(key, when, answer) ? std::optional(answer) : std::nullopt;
}

}  // namespace

static_assert(std::is_trivially_copyable_v<lawful::Brief>);

TEST_CASE("memory stays within its bounds, and every answer in it is the right one") {
    constexpr std::size_t bytes = 100'000;
    constexpr std::uint64_t answers = 10'000;
    Remembered memory(bytes);
    CHECK(memory.bytes() <= bytes);
    std::mt19937_64 random(1);
    std::vector<Remembered::Key> keys;
    for (std::uint64_t i = 0; i < answers; ++i) {
        keys.push_back({random(), random()});
        auto answer = allowed();
        answer.valid_until = now + std::chrono::milliseconds{i + 1};
        memory.put(keys.back(), random(), answer);
    }
    std::uint64_t kept = 0;
    for (std::uint64_t i = 0; i < answers; ++i) {
        const auto found = find(memory, keys[i], now);
        if (!found) continue;
        ++kept;
        CHECK(found->valid_until == now + std::chrono::milliseconds{i + 1});
        CHECK(found->verdict == lawful::Verdict::allow);
    }
    CHECK(kept <= bytes / 44);
    CHECK(kept * 44 >= bytes * 9 / 10);
}

TEST_CASE("whatever is put, pushed out and forgotten, no answer outlives its bucket, and none is another's") {
    Remembered memory(44 * 64);
    std::mt19937_64 random(2);
    // What each key was last put with: its bucket, and an answer that only it has.
    std::map<std::uint64_t, std::pair<std::uint64_t, lawful::Instant>> put;
    for (int step = 0; step < 20'000; ++step) {
        const auto dice = random() % 100;
        const auto number = random() % 200;
        if (dice < 80) {
            auto answer = allowed();
            answer.valid_until = now + std::chrono::milliseconds{step + 1};
            put[number] = {random() % 20, *answer.valid_until};
            memory.put({number << 56U, number}, put[number].first, answer);
        } else if (dice < 99) {
            const auto bucket = random() % 20;
            memory.forget(bucket);
            std::erase_if(put, [&](const auto& one) { return one.second.first == bucket; });
        } else {
            memory.forget_all();
            put.clear();
        }
        const auto found = find(memory, {number << 56U, number}, now);
        if (found) CHECK((put.contains(number) && found->valid_until == put[number].second));
        if (dice < 80) CHECK(found);
    }
}

TEST_CASE("a bucket is forgotten with all that lies in it, and nothing else") {
    Remembered memory(1U << 16U);
    const Remembered::Key one{1, 1};
    const Remembered::Key same{2, 2};
    const Remembered::Key other{3, 3};
    memory.put(one, 7, allowed());
    memory.put(same, 7, allowed());
    memory.put(other, 8, allowed());
    memory.forget(7);
    CHECK_FALSE(find(memory, one, now));
    CHECK_FALSE(find(memory, same, now));
    CHECK(find(memory, other, now));
    memory.put(one, 7, allowed());
    CHECK(find(memory, one, now) == allowed());
    memory.forget_all();
    CHECK_FALSE(find(memory, one, now));
    CHECK_FALSE(find(memory, other, now));
}

TEST_CASE("an answer is gone at the instant it names") {
    Remembered memory(0);
    auto answer = allowed();
    answer.valid_until = now;
    memory.put({1, 1}, 0, answer);
    CHECK(find(memory, {1, 1}, now - std::chrono::milliseconds{1}));
    CHECK_FALSE(find(memory, {1, 1}, now));
    CHECK_FALSE(find(memory, {1, 2}, now - std::chrono::milliseconds{1}));
}

TEST_CASE("reason codes as a set") {
    lawful::ReasonCodes codes;
    CHECK(codes.list().empty());
    codes.add("E_NL_IDENTITY");
    codes.add("A_CONSENT");
    CHECK(codes.list() == std::vector<std::string>{"A_CONSENT", "E_NL_IDENTITY"});
    CHECK(codes.contains("A_CONSENT"));
    CHECK_FALSE(codes.contains("E_OBJECTED"));
    CHECK_FALSE(codes.contains("E_OF_A_LATER_VERSION"));
    codes.add("E_OF_A_LATER_VERSION");
    CHECK(codes.contains("UNLISTED"));
    CHECK(codes.list().size() == 3);
}
