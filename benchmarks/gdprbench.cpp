// SPDX-License-Identifier: Apache-2.0
#include "gdprbench.hpp"

#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <random>

#include <fmt/format.h>

namespace bench {
namespace {

constexpr std::size_t at_once = 50;  ///< operations of one measurement
constexpr std::size_t list = 100;    ///< addresses of one screen
constexpr std::size_t memory = 16U << 20U;  ///< for answers asked for before

/// Milliseconds apart, so that no two events tie.
class TickingClock final : public lawful::Clock {
public:
    lawful::Instant now() override { return start_ + std::chrono::milliseconds(ticks_++); }

private:
    lawful::Instant start_ = lawful::SystemClock().now() + std::chrono::seconds(1);
    std::int64_t ticks_ = 0;
};

/// One side, its own dice of the same seed, and an oracle that knows what it must answer.
class Player {
public:
    Player(Roles& roles, std::size_t contacts)
        : roles_(roles), contacts_(contacts), created_(1'000'000'000) {
        for (std::size_t contact = 0; contact < contacts; ++contact)
            allowed_[contact] = !is_denied(contact);
    }

    void controller() {
        const auto dice = random_() % 100;
        if (dice < 25) {
            roles_.create(created_);
            allowed_[created_++] = true;
        } else if (dice < 50) {
            erase(pick());
        } else {
            give(pick());
        }
    }
    void customer() {
        const auto dice = random_() % 100;
        const auto who = pick();
        if (dice < 20)
            require(roles_.read_own(who) > 0);
        else if (dice < 40)
            ask(who);
        else if (dice < 60)
            roles_.rename(who);
        else if (dice < 80)
            withdraw(who);
        else
            erase(who);
    }
    void processor() {
        if (random_() % 100 < 80) return ask(pick());
        std::vector<std::size_t> some;
        std::size_t expected = 0;
        while (some.size() < list) {
            some.push_back(pick());
            expected += allowed_.at(some.back()) ? 1 : 0;
        }
        require(roles_.allowed_of(some) == expected);
    }
    void regulator() {
        const auto dice = random_() % 100;
        if (dice < 46)
            require(roles_.read_own(pick()) > 0);
        else if (dice < 77)
            require(roles_.account(pick()) > 0);
        else if (erased_.empty())
            erase(pick());
        else
            require(!roles_.may_send(erased_[random_() % erased_.size()]));
    }
    /// Everybody once: a sender has been running for a while.
    void warm() {
        for (const auto& [who, allowed] : allowed_) require(is_shared(who) || roles_.may_send(who) == allowed);
    }
    void ask(std::size_t who) { require(roles_.may_send(who) == allowed_.at(who)); }
    void told_withdrawn(std::size_t who) { allowed_.at(who) = false; }
    [[nodiscard]] std::size_t pick() {
        for (;;) {
            const auto who = random_() % contacts_;
            if (!is_shared(who) && allowed_.contains(who)) return who;
        }
    }

private:
    void give(std::size_t who) {
        roles_.give(who);
        allowed_.at(who) = true;
    }
    void withdraw(std::size_t who) {
        roles_.withdraw(who);
        allowed_.at(who) = false;
    }
    void erase(std::size_t who) {
        roles_.erase(who);
        allowed_.erase(who);
        erased_.push_back(who);
    }
    static void require(bool held) {
        if (!held) throw std::logic_error("an answer is not the oracle's");
    }

    Roles& roles_;
    std::size_t contacts_;
    std::size_t created_;
    std::mt19937_64 random_{20'260'105};
    std::map<std::size_t, bool> allowed_;
    std::vector<std::size_t> erased_;
};

/// Another process that withdraws for who it is told, and says when it is done.
class Withdrawer {
public:
    explicit Withdrawer(const std::function<void(std::size_t)>& withdraw) {
        if (::pipe(to_.data()) != 0 || ::pipe(from_.data()) != 0)
            throw std::runtime_error("no pipe");
        child_ = ::fork();
        if (child_ < 0) throw std::runtime_error("no process");
        if (child_ > 0) return;
        std::size_t who = 0;
        while (::read(to_[0], &who, sizeof who) == sizeof who) {
            withdraw(who);
            if (::write(from_[1], &who, sizeof who) != sizeof who) break;
        }
        ::_exit(0);
    }
    Withdrawer(const Withdrawer&) = delete;
    Withdrawer& operator=(const Withdrawer&) = delete;
    ~Withdrawer() {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
        for (const int handle : {to_[0], to_[1], from_[0], from_[1]}) ::close(handle);
    }
    void withdraw(std::size_t who) {
        if (::write(to_[1], &who, sizeof who) != sizeof who ||
            ::read(from_[0], &who, sizeof who) != sizeof who) {
            throw std::runtime_error("the other process ended");
        }
    }

private:
    std::array<int, 2> to_{};
    std::array<int, 2> from_{};
    ::pid_t child_ = 0;
};

Side playing(std::string name, Player& player, void (Player::*role)()) {
    return {std::move(name), [&player, role](std::size_t) {
                for (std::size_t i = 0; i < at_once; ++i) (player.*role)();
            }};
}

void roles(World& world, std::size_t contacts) {
    for (const auto& [name, role] : {std::pair{"controller", &Player::controller},
                                     {"customer", &Player::customer},
                                     {"processor", &Player::processor},
                                     {"regulator", &Player::regulator}}) {
        const Copy copy(world.folder(), world.shape());
        auto registry = copy.open({.clock = std::make_shared<TickingClock>(), .resident_bytes = memory});
        OurRoles ours(registry, contacts);
        const Scratch scratch(world.folder());
        SqlitePeer peer(scratch / "a.sqlite", naive);
        peer.load(world.shape());
        NaiveRoles theirs(peer);
        Player us(ours, contacts);
        Player them(theirs, contacts);
        us.warm();
        them.warm();
        world.report.measure(
            {.group = "gdprbench",
             .work = std::string(name) + ", time of one operation",
             .sides = {playing("lawful", us, role), playing(naive.name, them, role)},
             .single = true,
             .items = at_once});
    }
}

/// 98 questions, and then two withdrawals elsewhere, each seen by the very next question.
Side sending(std::string name, Player& player, Withdrawer& other) {
    return {std::move(name), [&](std::size_t) {
                for (int i = 0; i < 98; ++i) player.ask(player.pick());
                for (int i = 0; i < 2; ++i) {
                    const auto who = player.pick();
                    other.withdraw(who);
                    player.told_withdrawn(who);
                    player.ask(who);
                }
            }};
}

void sender(World& world, std::size_t contacts) {
    const Copy copy(world.folder(), world.shape());
    const Scratch scratch(world.folder());
    { SqlitePeer(scratch / "a.sqlite", naive).load(world.shape()); }
    // Neither file is open here yet: a process that is made by fork must not share a connection.
    std::optional<lawful::Registry> elsewhere;
    std::optional<OurRoles> our_elsewhere;
    Withdrawer ours_other([&](std::size_t who) {
        if (!elsewhere) our_elsewhere.emplace(elsewhere.emplace(copy.open()), contacts);
        our_elsewhere->withdraw(who);
    });
    std::optional<SqlitePeer> naive_elsewhere;
    Withdrawer naive_other([&](std::size_t who) {
        if (!naive_elsewhere) naive_elsewhere.emplace(scratch / "a.sqlite", naive);
        NaiveRoles(*naive_elsewhere).withdraw(who);
    });
    auto registry = copy.open({.resident_bytes = memory});
    OurRoles ours(registry, contacts);
    SqlitePeer peer(scratch / "a.sqlite", naive);
    NaiveRoles theirs(peer);
    Player us(ours, contacts);
    Player them(theirs, contacts);
    us.warm();
    them.warm();
    world.report.measure(
        {.group = "gdprbench",
         .work = "sender, time of one operation",
         .sides = {sending("lawful", us, ours_other), sending(naive.name, them, naive_other)},
         .single = true,
         .items = 100});
}

}  // namespace

void gdprbench(World& world) {
    const auto contacts = std::min<std::size_t>(world.settings.contacts, 2'000);
    roles(world, contacts);
    sender(world, contacts);
}

}  // namespace bench
