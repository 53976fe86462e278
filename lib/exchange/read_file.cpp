// SPDX-License-Identifier: Apache-2.0
#include "exchange/read_file.hpp"

#include <fstream>

#include <fmt/format.h>

#include <lawful/error.hpp>

namespace lawful::exchange {

std::string read_file(const std::filesystem::path& file, std::size_t limit) {
    std::ifstream in(file, std::ios::binary);
    std::string text(limit + 1, '\0');
    if (in) in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!in.is_open() || in.bad()) {
        throw Error(ErrorCode::input_output, fmt::format("cannot read {}", file.string()));
    }
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (text.size() > limit) {
        throw Error(ErrorCode::input_output,
                    fmt::format("{} is larger than {} bytes", file.string(), limit));
    }
    return text;
}

}  // namespace lawful::exchange
