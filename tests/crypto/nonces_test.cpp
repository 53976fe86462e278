// SPDX-License-Identifier: Apache-2.0
#include "crypto/nonces.hpp"

#include <atomic>
#include <set>
#include <thread>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include "crypto/system_random.hpp"
#include "support.hpp"

namespace lawful::crypto {
namespace {

using testing::code_of;
using Nonces = std::vector<NoncePool::Nonce>;

// Counts what it is asked for, and fails when told.
class WatchedRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> out) override {
        ++fills;
        if (failing) throw Error(ErrorCode::random_failed, "no randomness");
        system_.fill(out);
    }

    std::atomic<int> fills{0};
    std::atomic<bool> failing{false};

private:
    SystemRandom system_;
};

Nonces take(NoncePool& pool, int count) {
    Nonces out;
    for (int i = 0; i < count; ++i) out.push_back(pool.next());
    return out;
}

// What a forked child draws from the pool.
Nonces taken_by_child(NoncePool& pool, int count) {
    int ends[2] = {};
    REQUIRE(::pipe(ends) == 0);
    const auto child = ::fork();
    REQUIRE(child >= 0);
    Nonces out(static_cast<std::size_t>(count));
    const auto size = out.size() * sizeof out[0];
    if (child == 0) {
        out = take(pool, count);
        const auto written = ::write(ends[1], out.data(), size);
        ::_exit(written == static_cast<ssize_t>(size) ? 0 : 1);
    }
    CHECK(::read(ends[0], out.data(), size) == static_cast<ssize_t>(size));
    int status = -1;
    CHECK(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    ::close(ends[0]);
    ::close(ends[1]);
    return out;
}

}  // namespace

TEST_CASE("nonces come in blocks and never twice") {
    WatchedRandom random;
    NoncePool pool(random);
    const auto nonces = take(pool, 1000);
    CHECK(std::set(nonces.begin(), nonces.end()).size() == nonces.size());
    CHECK_FALSE(std::set(nonces.begin(), nonces.end()).contains(NoncePool::Nonce{}));
    CHECK(random.fills == 6);  // 170 a block
}

TEST_CASE("parent and child of a fork never share a nonce") {
    WatchedRandom random;
    NoncePool pool(random);
    std::set<NoncePool::Nonce> seen;
    const auto add = [&](const Nonces& nonces) {
        for (const auto& nonce : nonces) CHECK(seen.insert(nonce).second);
    };
    add(take(pool, 20));  // the dangerous case: a block half used at the fork
    for (int i = 0; i < 3; ++i) {
        add(taken_by_child(pool, 100));
        add(take(pool, 100));
    }
}

TEST_CASE("a random source that fails hands out nothing, and is asked again") {
    WatchedRandom random;
    NoncePool pool(random);
    random.failing = true;
    CHECK(code_of([&] { (void)pool.next(); }) == ErrorCode::random_failed);
    random.failing = false;
    const auto nonces = take(pool, 170);
    random.failing = true;
    for (int i = 0; i < 2; ++i) {
        CHECK(code_of([&] { (void)pool.next(); }) == ErrorCode::random_failed);
    }
    random.failing = false;
    const auto later = take(pool, 170);
    std::set<NoncePool::Nonce> all(nonces.begin(), nonces.end());
    all.insert(later.begin(), later.end());
    CHECK(all.size() == 340);
}

TEST_CASE("threads that draw at once get nonces of their own") {
    SystemRandom random;
    NoncePool pool(random);
    std::vector<Nonces> drawn(4);
    std::vector<std::thread> threads;
    for (auto& mine : drawn) threads.emplace_back([&] { mine = take(pool, 2000); });
    for (auto& thread : threads) thread.join();
    std::set<NoncePool::Nonce> seen;
    for (const auto& nonces : drawn) seen.insert(nonces.begin(), nonces.end());
    CHECK(seen.size() == 8000);
}

}  // namespace lawful::crypto
