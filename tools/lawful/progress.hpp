// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include <lawful/registry.hpp>

#include "session.hpp"

namespace lawful::tool {

/// A bar on standard error for work of over a second, only on a terminal. Erased when it goes.
class ProgressBar {
public:
    ProgressBar(const Session& session, std::string label);
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    ~ProgressBar();

    /// `expected` 0: unknown.
    void update(std::uint64_t done, std::uint64_t expected);
    /// Empty where no bar would show. Lives no longer than the bar.
    [[nodiscard]] Progress callback();

private:
    std::string label_;
    bool shown_on_terminal_;
    bool drawn_ = false;
    std::chrono::steady_clock::time_point next_;
};

}  // namespace lawful::tool
