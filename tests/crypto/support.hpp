// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <lawful/error.hpp>
#include <lawful/random.hpp>

#include "base/bytes.hpp"

namespace lawful::testing {

/// 1, 2, 3 ... so that every fill differs and every run is the same.
class CountingRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> out) override {
        for (auto& byte : out) byte = ++last_;
    }

private:
    std::uint8_t last_ = 0;
};

/// Fills half and fails, as a source that broke down midway does.
class FailingRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> out) override {
        for (auto& byte : out.first(out.size() / 2)) byte = 7;
        throw Error(ErrorCode::random_failed, "no randomness");
    }
};

/// The code that `action` throws, or nothing when it does not throw.
template <class Action>
std::optional<ErrorCode> code_of(Action&& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.code();
    }
    return std::nullopt;
}

/// A public vector file, or nothing (with a message) when the vectors are not there.
inline std::optional<nlohmann::json> vectors(std::string_view name) {
    const auto file = std::filesystem::path(LAWFUL_VECTORS_DIR) / name;
    std::ifstream in(file);
    if (std::string_view(LAWFUL_VECTORS_DIR).empty() || !in) {
        MESSAGE("skipped: no vectors " << std::string(name));
        return std::nullopt;
    }
    return nlohmann::json::parse(in);
}

inline Bytes to_bytes(ByteView view) { return {view.begin(), view.end()}; }

}  // namespace lawful::testing
