// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "base/text.hpp"
#include "model/json.hpp"
#include "model/json_text.hpp"

namespace lawful::model {
namespace {

using detail::refuse_json;
using detail::unescaped;

constexpr int deepest = 32;
constexpr unsigned no_code = 0x20;

/// The control character of four lower-case hexadecimal digits, or `no_code`.
unsigned control_code(std::string_view digits) {
    constexpr std::string_view hex = "0123456789abcdef";
    if (digits.size() != 4 || !digits.starts_with("00")) return no_code;
    const auto high = hex.find(digits[2]);
    const auto low = hex.find(digits[3]);
    if (high > 1 || low == std::string_view::npos) return no_code;
    return static_cast<unsigned>(high << 4U | low);
}

char unescaped_letter(char letter) {
    switch (letter) {
        case 'b': return '\b';
        case 'f': return '\f';
        case 'n': return '\n';
        case 'r': return '\r';
        case 't': return '\t';
        default: return letter;
    }
}

/// On names as they stand in the text; few have an escape.
bool in_order(std::string_view left, std::string_view right) {
    constexpr MemberOrder order;
    if (left.find('\\') == std::string_view::npos && right.find('\\') == std::string_view::npos) {
        return order(left, right);
    }
    return order(unescaped(left), unescaped(right));
}

/// What a parser makes of the text: a tree, or nothing.
struct Tree {
    using Value = Json;
    using Array = Json::Array;
    using Object = Json::Object;

    static void add(Array& array, Json value) { array.push_back(std::move(value)); }
    static void add(Object& object, std::string_view name, Json value) {
        object.emplace_hint(object.end(), unescaped(name), std::move(value));
    }
    template <class T>
    static Json of(T value) {
        return {std::move(value)};
    }
    static Json text(std::string_view raw) { return {unescaped(raw)}; }
};

struct Nothing {
    struct Value {};
    using Array = Value;
    using Object = Value;

    static void add(Value&, Value) {}
    static void add(Value&, std::string_view, Value) {}
    template <class T>
    static Value of(T&&) {
        return {};
    }
    static Value text(std::string_view) { return {}; }
};

template <class Made>
class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    typename Made::Value document() {
        if (!is_utf8(text_)) refuse_json("text is not utf-8");
        auto made = value(0);
        if (at_ != text_.size()) refuse_here("something follows the value");
        return made;
    }

private:
    [[noreturn]] void refuse_here(const char* what) const {
        refuse_json(fmt::format("{} at byte {}", what, at_));
    }

    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    bool skip(std::string_view token) {
        if (!text_.substr(at_).starts_with(token)) return false;
        at_ += token.size();
        return true;
    }

    bool skip(char token) {
        if (at_ >= text_.size() || text_[at_] != token) return false;
        ++at_;
        return true;
    }

    void expect(char token) {
        if (!skip(token)) refuse_here("unexpected character");
    }

    typename Made::Value value(int depth) {
        if (depth > deepest) refuse_here("nested too deep");
        if (peek() == '"') return Made::text(string());
        if (peek() == '{') return Made::of(object(depth));
        if (peek() == '[') return Made::of(array(depth));
        if (skip("true")) return Made::of(true);
        if (skip("false")) return Made::of(false);
        return Made::of(integer());
    }

    std::int64_t integer() {
        std::int64_t number = 0;
        const auto* begin = text_.data() + at_;
        const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), number);
        const std::string_view digits(begin, static_cast<std::size_t>(end - begin));
        if (error == std::errc::result_out_of_range || number >= detail::exact_limit ||
            number <= -detail::exact_limit) {
            refuse_here("integer of 2^53 or more");
        }
        if (error != std::errc{}) refuse_here("not a value of the subset");
        const bool padded = digits.size() > 1 && (digits[0] == '0' || digits.starts_with("-0"));
        if (padded) refuse_here("integer with a needless zero");
        at_ += digits.size();
        return number;
    }

    /// What stands between the quotes, escapes and all.
    std::string_view string() {
        expect('"');
        const auto begin = at_;
        while (peek() != '"') {
            if (at_ >= text_.size()) refuse_here("text without an end");
            const char c = text_[at_++];
            if (static_cast<unsigned char>(c) < 0x20) refuse_here("control character in text");
            if (c == '\\') skip_escape();
        }
        return text_.substr(begin, at_++ - begin);
    }

    void skip_escape() {
        const char c = peek();
        ++at_;
        if (std::string_view("\"\\bfnrt").find(c) != std::string_view::npos && c != '\0') return;
        const auto code = c == 'u' ? control_code(text_.substr(at_, 4)) : no_code;
        if (code == no_code || detail::short_escape(static_cast<char>(code)) != '\0') {
            refuse_here("needless or unknown escape");
        }
        at_ += 4;
    }

    typename Made::Array array(int depth) {
        expect('[');
        typename Made::Array out;
        if (skip(']')) return out;
        do Made::add(out, value(depth + 1));
        while (skip(','));
        expect(']');
        return out;
    }

    typename Made::Object object(int depth) {
        expect('{');
        typename Made::Object out;
        if (skip('}')) return out;
        std::optional<std::string_view> previous;
        do {
            const auto name = string();
            if (previous && !in_order(*previous, name)) {
                refuse_here(*previous == name ? "a name stands twice" : "names out of order");
            }
            expect(':');
            Made::add(out, name, value(depth + 1));
            previous = name;
        } while (skip(','));
        expect('}');
        return out;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

std::string detail::unescaped(std::string_view raw) {
    if (raw.find('\\') == std::string_view::npos) return std::string(raw);
    std::string out;
    out.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '\\') {
            out += raw[i];
        } else if (raw[++i] != 'u') {
            out += unescaped_letter(raw[i]);
        } else {
            out += static_cast<char>(control_code(raw.substr(i + 1, 4)));
            i += 4;
        }
    }
    return out;
}

Json parse(std::string_view text) { return Parser<Tree>(text).document(); }

void require_canonical(std::string_view text) {
    static_cast<void>(Parser<Nothing>(text).document());
}

}  // namespace lawful::model
