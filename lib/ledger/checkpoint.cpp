// SPDX-License-Identifier: Apache-2.0
#include "ledger/checkpoint.hpp"

#include <lawful/error.hpp>

#include "ledger/lines.hpp"

namespace lawful::ledger {
namespace {

std::string_view next_line(Lines& lines) {
    const auto line = lines.next();
    if (!line || line->empty()) refuse("checkpoint: fewer than three lines");
    return *line;
}

void append_line(std::string& out, std::string_view line) {
    if (line.empty() || line.find('\n') != std::string_view::npos) {
        throw Error(ErrorCode::invalid_text, "checkpoint: not a line");
    }
    out.append(line).push_back('\n');
}

}  // namespace

Checkpoint Checkpoint::parse(std::string_view text) {
    Lines lines(text, "checkpoint");
    Checkpoint out{.origin = std::string(next_line(lines)), .head = {}, .extensions = {}};
    const auto size = decimal(next_line(lines));
    if (!size) refuse("checkpoint line 2: not a size");
    const auto root = hash_line(next_line(lines));
    if (!root) refuse("checkpoint line 3: not the base64 of a 32-byte root");
    out.head = {*size, *root};
    while (const auto line = lines.next()) {
        if (line->empty()) refuse("checkpoint: an empty extension line");
        out.extensions.emplace_back(*line);
    }
    return out;
}

std::string Checkpoint::text() const {
    std::string out;
    append_line(out, origin);
    append_line(out, std::to_string(head.size));
    append_line(out, to_base64(head.root));
    for (const auto& extension : extensions) append_line(out, extension);
    return out;
}

}  // namespace lawful::ledger
