// SPDX-License-Identifier: Apache-2.0
#include "harness.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include <fmt/format.h>

namespace bench {
namespace {

constexpr double block_seconds = 1e-3;
constexpr int most_blocks = 20;
constexpr double round_seconds = 0.03;  ///< of one side, where operations are short

std::atomic<std::size_t> kept{0};

/// How many operations make a block. It warms the side too.
std::size_t block_of(const Side& side) {
    // What is cold is slow, and would make a block of one operation.
    for (double warm = 0; warm < 10 * block_seconds;) warm += seconds([&] { side.run(1); });
    for (std::size_t count = 1;; count *= 2) {
        const double taken = seconds([&] { side.run(count); });
        if (taken >= block_seconds) {
            const auto fitting = static_cast<double>(count) * block_seconds / taken;
            return std::max<std::size_t>(1, static_cast<std::size_t>(fitting));
        }
    }
}

/// Seconds an operation of each side, of its middle block: one that was interrupted does not count for more.
/// Who goes first changes from block to block.
std::vector<double> round(const Case& work, const std::vector<std::size_t>& blocks, int turns,
                          int number) {
    std::vector<std::vector<double>> taken(work.sides.size());
    for (int turn = 0; turn < turns; ++turn) {
        if (work.before) work.before();
        for (std::size_t i = 0; i < work.sides.size(); ++i) {
            const auto which = (i + static_cast<std::size_t>(turn + number)) % work.sides.size();
            taken[which].push_back(seconds([&] { work.sides[which].run(blocks[which]); }));
        }
    }
    std::vector<double> middles;
    for (std::size_t i = 0; i < taken.size(); ++i) {
        middles.push_back(percentile(taken[i], 0.5) / static_cast<double>(blocks[i]));
    }
    return middles;
}

std::string readable(double nanoseconds) {
    if (nanoseconds < 1e3) return fmt::format("{:.0f} ns", nanoseconds);
    if (nanoseconds < 1e6) return fmt::format("{:.2f} us", nanoseconds / 1e3);
    if (nanoseconds < 1e9) return fmt::format("{:.2f} ms", nanoseconds / 1e6);
    return fmt::format("{:.2f} s", nanoseconds / 1e9);
}

double status_line(const std::string& wanted) {
    std::ifstream status("/proc/self/status");
    for (std::string name; status >> name;) {
        double kilobytes = 0;
        if (name == wanted && status >> kilobytes) return kilobytes * 1024;
        status.ignore(4096, '\n');
    }
    return 0;
}

struct Quartiles {
    double low = 0;
    double middle = 0;
    double high = 0;
};

Quartiles quartiles(const std::vector<double>& values) {
    return {percentile(values, 0.25), percentile(values, 0.5), percentile(values, 0.75)};
}

nlohmann::json json_of(const Quartiles& of) { return {of.low, of.middle, of.high}; }

}  // namespace

double percentile(std::vector<double> values, double part) {
    if (values.empty()) throw std::invalid_argument("nothing was measured");
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

double seconds(const std::function<void()>& work) {
    const auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

double resident_bytes() { return status_line("VmRSS:"); }
double peak_bytes() { return status_line("VmHWM:"); }
void forget_peak() { std::ofstream("/proc/self/clear_refs") << 5; }

void keep(std::size_t value) { kept.fetch_add(value, std::memory_order_relaxed); }

void Report::measure(const Case& work) {
    std::vector<std::size_t> blocks;
    double whole = 0;
    if (work.before) work.before();
    for (const auto& side : work.sides) {
        blocks.push_back(work.single ? 1 : block_of(side));
        whole += seconds([&] { side.run(blocks.back()); });
    }
    const int turns =
        std::clamp(static_cast<int>(round_seconds * static_cast<double>(work.sides.size()) / whole),
                   1, most_blocks);
    std::vector<std::vector<double>> times(work.sides.size());
    for (int number = 0; number < settings_.rounds; ++number) {
        const auto taken = round(work, blocks, turns, number);
        for (std::size_t i = 0; i < taken.size(); ++i) {
            const auto items = work.sides[i].items != 0 ? work.sides[i].items : work.items;
            times[i].push_back(taken[i] * 1e9 / static_cast<double>(items));
        }
    }
    keep(work, times);
}

void Report::keep(const Case& work, const std::vector<std::vector<double>>& times) {
    nlohmann::json sides = nlohmann::json::array();
    std::cout << fmt::format("{}: {}\n", work.group, work.work);
    for (std::size_t i = 0; i < work.sides.size(); ++i) {
        std::vector<double> ratios;
        for (std::size_t j = 0; j < times[i].size(); ++j)
            ratios.push_back(times[0][j] / times[i][j]);
        const auto ratio = quartiles(ratios);
        const auto time = quartiles(times[i]);
        std::cout << fmt::format("  {:<26}{:>12}", work.sides[i].name, readable(time.middle));
        if (i > 0)
            std::cout << fmt::format("   ours / it {:>9.3f}  ({:.3f} to {:.3f})", ratio.middle,
                                     ratio.low, ratio.high);
        std::cout << std::endl;
        sides.push_back(
            {{"name", work.sides[i].name}, {"ns", json_of(time)}, {"ratio", json_of(ratio)}});
    }
    cases_.push_back({{"group", work.group},
                      {"work", work.work},
                      {"contacts", settings_.contacts},
                      {"events", settings_.events},
                      {"rounds", settings_.rounds},
                      {"items", work.items},
                      {"sides", sides}});
}

void Report::note(const std::string& group, const std::string& work, double value,
                  const std::string& unit) {
    std::cout << fmt::format("{}: {:<40}{:>14.6g} {}\n", group, work, value, unit) << std::flush;
    notes_.push_back({{"group", group},
                      {"work", work},
                      {"contacts", settings_.contacts},
                      {"events", settings_.events},
                      {"value", value},
                      {"unit", unit}});
}

void Report::write() const {
    if (settings_.json.empty()) return;
    std::ofstream out(settings_.json);
    const auto program = std::filesystem::path(settings_.self).filename().string();
    out << nlohmann::json{{"program", program},
                          {"only_first", settings_.only_first},
                          {"cases", cases_},
                          {"notes", notes_}}
               .dump(1)
        << '\n';
    if (!out.flush()) throw std::runtime_error("the results cannot be written");
}

}  // namespace bench
