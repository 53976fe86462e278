// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutation.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace fuzz {
namespace {

using Engine = std::mt19937_64;

std::size_t below(Engine& engine, std::size_t limit) {
    return limit == 0 ? 0 : static_cast<std::size_t>(engine() % limit);
}

const std::string& any_of(const std::map<std::string, std::string>& corpus, Engine& engine) {
    return std::next(corpus.begin(), static_cast<std::ptrdiff_t>(below(engine, corpus.size())))->second;
}

/// A place and a length.
struct Piece {
    std::size_t at = 0;
    std::size_t size = 0;
};

/// From one `mark` to the next, somewhere: a quoted text with '"', a line with '\n'.
Piece between(std::string_view text, char mark, Engine& engine) {
    const auto start = text.find(mark, below(engine, text.size()));
    if (start == text.npos) return {};
    const auto end = text.find(mark, start + 1);
    return end == text.npos ? Piece{} : Piece{start + 1, end - start - 1};
}

/// A JSON value that nests: from an opening bracket to the one that fits, not minding texts.
Piece nested(std::string_view text, Engine& engine) {
    const auto start = text.find_first_of("[{", below(engine, text.size()));
    if (start == text.npos) return {};
    int depth = 0;
    for (auto end = start; end < text.size(); ++end) {
        if (text[end] == '[' || text[end] == '{') ++depth;
        if ((text[end] == ']' || text[end] == '}') && --depth == 0) return {start, end + 1 - start};
    }
    return {};
}

Piece some_bytes(std::string_view text, Engine& engine) {
    const auto at = below(engine, text.size());
    return {at, std::min(text.size() - at, 1 + below(engine, 64))};
}

Piece digits(std::string_view text, Engine& engine) {
    constexpr auto all = "0123456789";
    const auto start = text.find_first_of(all, below(engine, text.size()));
    if (start == text.npos) return {};
    return {start, std::min(text.find_first_not_of(all, start), text.size()) - start};
}

std::string number(Engine& engine) {
    constexpr std::array<const char*, 9> edges{"0",   "1",    "-1",  "9007199254740991",    "9007199254740992",
                                               "255", "4096", "007", "18446744073709551616"};
    return below(engine, 2) == 0 ? std::to_string(below(engine, 40)) : edges.at(below(engine, edges.size()));
}

Piece alike(std::string_view text, std::size_t kind, Engine& engine) {
    switch (kind) {
        case 0: return between(text, '"', engine);
        case 1: return between(text, '\n', engine);
        case 2: return nested(text, engine);
        default: return some_bytes(text, engine);
    }
}

void change(std::string& text, const std::string& other, Engine& engine) {
    const auto kind = below(engine, 4);
    const auto piece = alike(text, kind, engine);
    switch (below(engine, 8)) {
        case 0: text[below(engine, text.size())] ^= static_cast<char>(1U << below(engine, 8)); break;
        case 1: text[below(engine, text.size())] = static_cast<char>(engine()); break;
        case 2:
            if (const auto old = digits(text, engine); old.size > 0) text.replace(old.at, old.size, number(engine));
            break;
        case 3: text.erase(piece.at, piece.size); break;
        case 4: text.insert(piece.at, text.substr(piece.at, piece.size)); break;
        case 5: text.resize(below(engine, text.size())); break;
        default: {  // by one of the same kind, of this text or another
            const auto& from = below(engine, 2) == 0 ? text : other;
            const auto source = alike(from, kind, engine);
            text.replace(piece.at, piece.size, from.substr(source.at, source.size));
        }
    }
}

}  // namespace

std::string mutated(const std::map<std::string, std::string>& corpus, Engine& engine) {
    constexpr std::size_t largest = std::size_t{256} << 10U;
    auto text = any_of(corpus, engine);
    for (auto changes = 1 + below(engine, 4); changes > 0 && !text.empty(); --changes) {
        change(text, any_of(corpus, engine), engine);
    }
    if (text.size() > largest) text.resize(largest);
    return text;
}

}  // namespace fuzz
