// SPDX-License-Identifier: Apache-2.0
/// Questions while another process writes, and from several threads.
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <thread>

#include <fmt/format.h>

#include "world.hpp"

namespace bench {
namespace {

constexpr int threads = 4;

/// This program once more, writing until it is told to end.
class Writer {
public:
    Writer(const Settings& settings, const char* kind, const std::filesystem::path& file)
        : child_(::fork()) {
        if (child_ < 0) throw std::runtime_error("no process");
        if (child_ > 0) return;
        const auto contacts = std::to_string(settings.contacts);
        ::execl("/proc/self/exe", settings.self.c_str(), "--write", kind, file.c_str(),
                contacts.c_str(), nullptr);
        ::_exit(127);
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer() {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
    }

private:
    ::pid_t child_;
};

void percentiles(World& world, const std::string& name, const std::vector<std::string>& addresses,
                 const std::function<bool(const std::string&)>& ask) {
    std::vector<double> times;
    times.reserve(addresses.size());
    for (const auto& address : addresses)
        times.push_back(seconds([&] { keep(ask(address) ? 1 : 0); }) * 1e6);
    for (const auto& [words, part] : {std::pair{"p50", 0.5}, {"p99", 0.99}, {"p99.9", 0.999}}) {
        world.report.note("concurrent",
                          fmt::format("check while another writes, {}, {}", name, words),
                          percentile(times, part), "us");
    }
}

void while_another_writes(World& world) {
    const auto shape = world.shape();
    const auto addresses =
        ring_of(shape, Keys::uniform, 100, world.settings.quick ? 3'000 : 30'000);
    {
        const Copy copy(world.folder(), shape);
        const auto registry = copy.open({.read_only = true});
        const Writer writer(world.settings, "lawful", copy.file());
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        const auto before = registry.ledger_size();
        percentiles(world, "lawful", addresses,
                    [&](const auto& address) { return allows(registry, address); });
        if (registry.ledger_size() == before) throw std::logic_error("nobody wrote");
    }
    auto& peer = world.sqlite(naive);
    const Writer writer(world.settings, "sqlite", world.scratch() / (naive.name + ".sqlite"));
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    percentiles(world, naive.name, addresses,
                [&](const auto& address) { return peer.may_send(address); });
}

template <class Ask>
Side from_threads(std::string name, const std::vector<std::string>& addresses, Ask ask) {
    return {std::move(name), [&addresses, ask](std::size_t count) {
                std::vector<std::jthread> running;
                for (int thread = 0; thread < threads; ++thread) {
                    running.emplace_back([&addresses, ask, count, thread] {
                        std::size_t allowed = 0;
                        for (std::size_t i = 0; i < count; ++i) {
                            allowed +=
                                ask(thread,
                                    addresses[(i * threads + static_cast<std::size_t>(thread)) %
                                              addresses.size()])
                                    ? 1
                                    : 0;
                        }
                        keep(allowed);
                    });
                }
            }};
}

void from_four_threads(World& world) {
    const auto shape = world.shape();
    const auto addresses = ring_of(shape, Keys::uniform, 100, 100'000);
    const auto registry = lawful::Registry::open(made_registry(world.folder(), shape),
                                                 registry_key(), {.read_only = true});
    static_cast<void>(world.sqlite(naive));
    std::vector<std::unique_ptr<SqlitePeer>> each;
    for (int thread = 0; thread < threads; ++thread) {
        each.push_back(
            std::make_unique<SqlitePeer>(world.scratch() / (naive.name + ".sqlite"), naive));
    }
    world.report.measure(
        {.group = "concurrent",
         .work = "four threads checking, time of one",
         .sides = {from_threads(
                       "lawful", addresses,
                       [&](int, const auto& address) { return allows(registry, address); }),
                   from_threads(naive.name, addresses,
                                [&](int thread, const auto& address) {
                                    return each[static_cast<std::size_t>(thread)]->may_send(
                                        address);
                                })},
         .items = threads});
}

}  // namespace

void concurrent(World& world) {
    while_another_writes(world);
    from_four_threads(world);
}

int write_for_ever(const std::string& kind, const std::filesystem::path& file, const Shape& shape) {
    if (kind == "sqlite") {
        SqlitePeer peer(file, naive);
        for (std::int64_t i = 0;; ++i)
            peer.record({{i % static_cast<std::int64_t>(shape.contacts) + 1, Action::given, 1}});
    }
    auto registry = lawful::Registry::open(file, registry_key());
    Ring people(some_people(registry, shape, 500));
    for (;;) keep(registry.record(people.next(), lawful::ConsentRequested{.purpose = purpose}));
}

}  // namespace bench
