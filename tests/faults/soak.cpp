// SPDX-License-Identifier: Apache-2.0
#include "faults/soak.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace faults {
namespace {

std::optional<std::uint64_t> setting(const char* name) {
    const char* const text = std::getenv(name);
    if (text == nullptr || *text == '\0') return std::nullopt;
    return std::strtoull(text, nullptr, 10);
}

}  // namespace

Tally over_seeds(const std::string& name, std::uint64_t times,
                 const std::function<std::string(std::uint64_t seed)>& work) {
    using Clock = std::chrono::steady_clock;
    const auto seconds = setting("LAWFUL_SOAK");
    const auto end = Clock::now() + std::chrono::seconds(seconds.value_or(0));
    const auto runs = setting("LAWFUL_RUNS").value_or(times);
    Tally tally;
    for (auto seed = setting("LAWFUL_SEED").value_or(1);; ++seed) {
        if (seconds ? Clock::now() >= end : tally.runs == runs) break;
        ++tally.runs;
        const auto fault = work(seed);
        if (fault.empty()) continue;
        ++tally.bad;
        if (tally.first_fault.empty()) tally.first_fault = "seed " + std::to_string(seed) + ": " + fault;
    }
    print_tally(name, tally);
    return tally;
}

void print_tally(const std::string& name, const Tally& tally) {
    std::printf("%s: %llu runs, %llu bad\n", name.c_str(),
                static_cast<unsigned long long>(tally.runs),
                static_cast<unsigned long long>(tally.bad));
    if (tally.bad != 0) std::printf("  first: %s\n", tally.first_fault.c_str());
    std::fflush(stdout);
}

}  // namespace faults
