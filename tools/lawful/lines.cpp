// SPDX-License-Identifier: Apache-2.0
#include "lines.hpp"

#include <fstream>
#include <iostream>

#include <lawful/error.hpp>

namespace lawful::tool {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::vector<std::string> lines_of(std::istream& in) {
    std::vector<std::string> lines;
    std::string line;
    while (std::getline(in, line)) {
        if (lines.empty() && line.starts_with(byte_order_mark))
            line.erase(0, byte_order_mark.size());
        if (line.ends_with('\r')) line.pop_back();
        lines.push_back(line);
    }
    return lines;
}

}  // namespace

std::vector<std::string> read_lines(const std::string& file) {
    if (file == "-") return lines_of(std::cin);
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Error(ErrorCode::input_output, "cannot open " + file);
    auto lines = lines_of(in);
    if (in.bad()) throw Error(ErrorCode::input_output, "cannot read " + file);
    return lines;
}

}  // namespace lawful::tool
