// SPDX-License-Identifier: Apache-2.0
#include "progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace lawful::tool {
namespace {

using std::chrono::steady_clock;

constexpr auto patience = std::chrono::seconds{1};
constexpr auto pace = std::chrono::milliseconds{100};
constexpr std::size_t bar_width = 30;

std::string bar(std::uint64_t done, std::uint64_t expected) {
    const auto part = std::min(1.0, static_cast<double>(done) / static_cast<double>(expected));
    const auto full = static_cast<std::size_t>(part * static_cast<double>(bar_width));
    return "[" + std::string(full, '#') + std::string(bar_width - full, '.') + "] " +
           std::to_string(static_cast<int>(part * 100)) + " %";
}

}  // namespace

ProgressBar::ProgressBar(const Session& session, std::string label)
    : label_(std::move(label)),
      shown_on_terminal_(!session.quiet && ::isatty(STDERR_FILENO) == 1),
      next_(steady_clock::now() + patience) {}

ProgressBar::~ProgressBar() {
    if (drawn_) static_cast<void>(std::fputs("\r\x1b[K", stderr));
}

void ProgressBar::update(std::uint64_t done, std::uint64_t expected) {
    if (!shown_on_terminal_) return;
    const auto now = steady_clock::now();
    if (now < next_) return;
    next_ = now + pace;
    drawn_ = true;
    const auto state = expected == 0 ? std::to_string(done) : bar(done, expected);
    static_cast<void>(std::fputs(("\r" + label_ + " " + state + "\x1b[K").c_str(), stderr));
    static_cast<void>(std::fflush(stderr));
}

Progress ProgressBar::callback() {
    if (!shown_on_terminal_) return {};
    return [this](std::uint64_t done, std::uint64_t expected) { update(done, expected); };
}

}  // namespace lawful::tool
