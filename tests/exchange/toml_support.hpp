// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "exchange/support.hpp"

#include <lawful/error.hpp>

namespace lawful::exchange::test {

/// The one occurrence of `from` in `text`, replaced.
inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    if (at == std::string::npos || text.find(from, at + 1) != std::string::npos) {
        throw std::runtime_error("not once in the text: " + std::string(from));
    }
    return text.replace(at, from.size(), to);
}

/// What reading throws, without the folder's name; empty when it throws nothing.
template <class Read>
std::string fault_of(const TempFolder& folder, ErrorCode code, Read read) {
    try {
        read();
    } catch (const Error& error) {
        CHECK(error.code() == code);
        std::string what = error.what();
        const auto prefix = folder.path().string() + "/";
        for (auto at = what.find(prefix); at != std::string::npos; at = what.find(prefix)) {
            what.erase(at, prefix.size());
        }
        return what;
    }
    return {};
}

/// The first TOML block of a page of docs/.
inline std::string shown_in(std::string_view page) {
    const auto text = bytes_of(std::filesystem::path(LAWFUL_SOURCE_DIR) / "docs" / page);
    constexpr std::string_view fence = "```toml\n";
    const auto begin = text.find(fence) + fence.size();
    return text.substr(begin, text.find("```\n", begin) - begin);
}

}  // namespace lawful::exchange::test
