// SPDX-License-Identifier: Apache-2.0
#include "model/json.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "model/json_text.hpp"

#include <lawful/error.hpp>

namespace lawful::model {
namespace detail {

void refuse_json(std::string_view what) {
    throw Error(ErrorCode::invalid_text, fmt::format("not canonical json: {}", what));
}

char short_escape(char c) {
    switch (c) {
        case '"': return '"';
        case '\\': return '\\';
        case '\b': return 'b';
        case '\f': return 'f';
        case '\n': return 'n';
        case '\r': return 'r';
        case '\t': return 't';
        default: return '\0';
    }
}

}  // namespace detail

namespace {

using detail::refuse_json;
using detail::short_escape;

void write_string(std::string& out, std::string_view text) {
    if (!is_utf8(text)) refuse_json("text is not utf-8");
    out += '"';
    for (const char c : text) {
        if (const char letter = short_escape(c); letter != '\0') {
            out += '\\';
            out += letter;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    out += '"';
}

struct Writer {
    std::string& out;

    void operator()(bool value) const { out += value ? "true" : "false"; }
    void operator()(std::int64_t value) const {
        if (value >= detail::exact_limit || value <= -detail::exact_limit) {
            refuse_json("integer of 2^53 or more");
        }
        out += std::to_string(value);
    }
    void operator()(const std::string& value) const { write_string(out, value); }
    void operator()(const Json::Array& array) const {
        out += '[';
        for (std::size_t i = 0; i < array.size(); ++i) {
            if (i > 0) out += ',';
            std::visit(*this, array[i].value);
        }
        out += ']';
    }
    void operator()(const Json::Object& object) const {
        out += '{';
        bool first = true;
        for (const auto& [name, member] : object) {
            if (!first) out += ',';
            first = false;
            write_string(out, name);
            out += ':';
            std::visit(*this, member.value);
        }
        out += '}';
    }
};

}  // namespace

bool MemberOrder::operator()(std::string_view left, std::string_view right) const noexcept {
    const auto [l, r] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
    if (l == left.end() || r == right.end()) return l == left.end() && r != right.end();
    const auto a = static_cast<unsigned char>(*l);
    const auto b = static_cast<unsigned char>(*r);
    // Lead bytes: 0xF0 and above are surrogate pairs in UTF-16, 0xEE and 0xEF are U+E000 to U+FFFF.
    if (a >= 0xEE && b >= 0xEE && (a >= 0xF0) != (b >= 0xF0)) return a >= 0xF0;
    return a < b;
}

std::string write(const Json& json) {
    std::string out;
    std::visit(Writer{out}, json.value);
    return out;
}

}  // namespace lawful::model
