// SPDX-License-Identifier: Apache-2.0
#include "ledger/tlog_proof.hpp"

#include <lawful/error.hpp>

#include "ledger/lines.hpp"

namespace lawful::ledger {
namespace {

constexpr std::string_view header = "c2sp.org/tlog-proof@v1";
constexpr std::string_view extra_mark = "extra ";
constexpr std::string_view index_mark = "index ";
constexpr std::size_t deepest_tree = 64;

std::string_view next_line(Lines& lines) {
    const auto line = lines.next();
    if (!line) refuse("tlog-proof: it ends too early");
    return *line;
}

Bytes parse_extra(std::string_view base64) {
    try {
        return from_base64(base64);
    } catch (const Error&) {
        refuse("tlog-proof: extra data that is not base64");
    }
}

}  // namespace

TlogProof TlogProof::parse(std::string_view text) {
    Lines lines(text, "tlog-proof");
    if (next_line(lines) != header) refuse("tlog-proof line 1: another format");
    TlogProof out;
    auto line = next_line(lines);
    if (line.starts_with(extra_mark)) {
        out.extra = parse_extra(line.substr(extra_mark.size()));
        line = next_line(lines);
    }
    if (!line.starts_with(index_mark)) refuse("tlog-proof: no index");
    const auto index = decimal(line.substr(index_mark.size()));
    if (!index) refuse("tlog-proof: an index that is no number");
    out.index = *index;
    for (line = next_line(lines); !line.empty(); line = next_line(lines)) {
        const auto hash = hash_line(line);
        if (!hash) refuse("tlog-proof: a hash that is not the base64 of 32 bytes");
        if (out.hashes.size() == deepest_tree) refuse("tlog-proof: too many hashes");
        out.hashes.push_back(*hash);
    }
    out.checkpoint = lines.rest();
    if (out.checkpoint.empty()) refuse("tlog-proof: no checkpoint");
    return out;
}

std::string TlogProof::text() const {
    std::string out(header);
    out += '\n';
    if (extra) out.append(extra_mark).append(to_base64(*extra)).append("\n");
    out.append(index_mark).append(std::to_string(index)).append("\n");
    for (const auto& hash : hashes) out.append(to_base64(hash)).append("\n");
    return out.append("\n").append(checkpoint);
}

}  // namespace lawful::ledger
