// SPDX-License-Identifier: Apache-2.0
#include "model/json.hpp"

#include <charconv>

#include <fmt/format.h>

#include "base/text.hpp"

#include <lawful/error.hpp>

namespace lawful::model {
namespace {

constexpr std::int64_t exact_limit = std::int64_t{1} << 53U;
constexpr int deepest = 32;

[[noreturn]] void refuse(const char* what) {
    throw Error(ErrorCode::invalid_text, fmt::format("not canonical json: {}", what));
}

void write_string(std::string& out, std::string_view text) {
    if (!is_utf8(text)) refuse("text is not utf-8");
    out += '"';
    for (const char c : text) {
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\b': out += "\\b"; break;
            case '\f': out += "\\f"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
                } else {
                    out += c;
                }
        }
    }
    out += '"';
}

struct Writer {
    std::string& out;

    void operator()(bool value) const { out += value ? "true" : "false"; }
    void operator()(std::int64_t value) const {
        if (value >= exact_limit || value <= -exact_limit) refuse("integer of 2^53 or more");
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

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    Json document() {
        Json json = value(0);
        if (at_ != text_.size()) refuse("something follows the value");
        return json;
    }

private:
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    bool skip(std::string_view token) {
        if (!text_.substr(at_).starts_with(token)) return false;
        at_ += token.size();
        return true;
    }

    void expect(std::string_view token) {
        if (!skip(token)) refuse("unexpected character");
    }

    Json value(int depth) {
        if (depth > deepest) refuse("nested too deep");
        if (peek() == '"') return {string()};
        if (peek() == '{') return {object(depth)};
        if (peek() == '[') return {array(depth)};
        if (skip("true")) return {true};
        if (skip("false")) return {false};
        return {integer()};
    }

    std::int64_t integer() {
        std::int64_t number = 0;
        const auto* begin = text_.data() + at_;
        const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), number);
        if (error != std::errc{}) refuse("not a value of the subset");
        if (number >= exact_limit || number <= -exact_limit) refuse("integer of 2^53 or more");
        at_ += static_cast<std::size_t>(end - begin);
        return number;
    }

    std::string string() {
        expect("\"");
        std::string out;
        while (peek() != '"') {
            if (at_ >= text_.size()) refuse("text without an end");
            const char c = text_[at_++];
            if (static_cast<unsigned char>(c) < 0x20) refuse("control character in text");
            out += c == '\\' ? escape() : c;
        }
        ++at_;
        if (!is_utf8(out)) refuse("text is not utf-8");
        return out;
    }

    /// RFC 8785 escapes nothing but these and control characters.
    char escape() {
        if (at_ >= text_.size()) refuse("text without an end");
        switch (text_[at_++]) {
            case '"': return '"';
            case '\\': return '\\';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u': return control();
            default: refuse("unknown escape");
        }
    }

    char control() {
        unsigned code = 0;
        const auto digits = text_.substr(at_, 4);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
        if (error != std::errc{} || end != digits.data() + 4 || code >= 0x20) refuse("unknown escape");
        at_ += 4;
        return static_cast<char>(code);
    }

    Json::Array array(int depth) {
        expect("[");
        Json::Array out;
        if (skip("]")) return out;
        do out.push_back(value(depth + 1));
        while (skip(","));
        expect("]");
        return out;
    }

    Json::Object object(int depth) {
        expect("{");
        Json::Object out;
        if (skip("}")) return out;
        do {
            auto name = string();
            expect(":");
            if (!out.emplace(std::move(name), value(depth + 1)).second) refuse("a name stands twice");
        } while (skip(","));
        expect("}");
        return out;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

std::string write(const Json& json) {
    std::string out;
    std::visit(Writer{out}, json.value);
    return out;
}

Json parse(std::string_view text) { return Parser(text).document(); }

}  // namespace lawful::model
