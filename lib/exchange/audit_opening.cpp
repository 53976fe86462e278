// SPDX-License-Identifier: Apache-2.0
#include "exchange/audit_opening.hpp"

#include "ledger/lines.hpp"

#include <lawful/error.hpp>

namespace lawful::exchange {
namespace {

constexpr std::string_view head = R"({"index":)";
constexpr std::string_view before_m = R"(,"m":")";
constexpr std::string_view before_r = R"(","r":")";
constexpr std::string_view tail = R"("})";
constexpr std::size_t r_size = 32;

[[noreturn]] void refuse(const char* what) { throw Error(ErrorCode::invalid_file, what); }

/// What stands before `mark`; moves behind it.
std::string_view up_to(std::string_view& rest, std::string_view mark) {
    const auto end = rest.find(mark);
    if (end == std::string_view::npos) refuse("not a line of index, m and r");
    const auto found = rest.substr(0, end);
    rest.remove_prefix(end + mark.size());
    return found;
}

Bytes base64(std::string_view text, const char* what) {
    try {
        return from_base64(text);
    } catch (const Error&) {
        refuse(what);
    }
}

}  // namespace

AuditOpening AuditOpening::parse(std::string_view line) {
    if (!line.starts_with(head) || !line.ends_with(tail)) refuse("not a line of index, m and r");
    line.remove_suffix(tail.size());
    line.remove_prefix(head.size());
    const auto digits = up_to(line, before_m);
    const auto index = ledger::decimal(digits);
    if (!index || *index >= std::uint64_t{1} << 53U) refuse("\"index\" is no integer below 2^53");
    const auto m = up_to(line, before_r);
    AuditOpening out{*index, base64(m, "\"m\" is not base64"), base64(line, "\"r\" is not base64")};
    if (out.r.size() != r_size) refuse("\"r\" is not 32 bytes");
    // A commitment that is not blinded can be guessed.
    if (out.r == Bytes(r_size)) refuse("\"r\" is zero");
    return out;
}

std::string audit_line(std::uint64_t index, ByteView r, std::string_view m) {
    return std::string(head)
        .append(std::to_string(index))
        .append(before_m)
        .append(to_base64(as_bytes(m)))
        .append(before_r)
        .append(to_base64(r))
        .append(tail)
        .append("\n");
}

}  // namespace lawful::exchange
