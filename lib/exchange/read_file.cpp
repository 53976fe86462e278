// SPDX-License-Identifier: Apache-2.0
#include "exchange/read_file.hpp"

#include <fstream>

#include <fmt/format.h>

#include <lawful/error.hpp>

namespace lawful::exchange {

std::string read_file(const std::filesystem::path& file, std::size_t limit) {
    std::ifstream in(file, std::ios::binary);
    std::string text;
    // As it comes: a limit is not what a small file takes.
    for (std::string piece(std::size_t{64} * 1024, '\0'); in && text.size() <= limit;) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        text.append(piece, 0, static_cast<std::size_t>(in.gcount()));
    }
    if (!in.is_open() || in.bad()) {
        throw Error(ErrorCode::input_output, fmt::format("cannot read {}", file.string()));
    }
    if (text.size() > limit) {
        throw Error(ErrorCode::input_output,
                    fmt::format("{} is larger than {} bytes", file.string(), limit));
    }
    return text;
}

}  // namespace lawful::exchange
