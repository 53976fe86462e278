// SPDX-License-Identifier: Apache-2.0
#include "model/json_view.hpp"

#include <algorithm>
#include <charconv>

#include "model/json_text.hpp"

#include <lawful/error.hpp>

namespace lawful::model {
namespace {

[[noreturn]] void refuse_type() {
    throw Error(ErrorCode::invalid_text, "canonical json holds a value of another type");
}

/// Past the text that begins at `at`.
std::size_t text_end(std::string_view json, std::size_t at) {
    for (++at; json[at] != '"'; ++at) {
        if (json[at] == '\\') ++at;
    }
    return at + 1;
}

/// Past the value that `json` begins with.
std::size_t value_end(std::string_view json) {
    if (json.front() == '"') return text_end(json, 0);
    if (json.front() != '{' && json.front() != '[') return json.find(',');
    std::size_t at = 1;
    for (int depth = 1; depth > 0;) {
        const char c = json[at];
        if (c == '"') {
            at = text_end(json, at);
            continue;
        }
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') --depth;
        ++at;
    }
    return at;
}

std::string_view inside(std::string_view value, char open) {
    if (value.empty() || value.front() != open) refuse_type();
    return value.substr(1, value.size() - 2);
}

/// The value that `rest` begins with; it and the comma after it are taken away.
std::string_view take_value(std::string_view& rest) {
    const auto value = rest.substr(0, value_end(rest));
    rest.remove_prefix(std::min(rest.size(), value.size() + 1));
    return value;
}

}  // namespace

bool boolean_of(std::string_view value) {
    if (value != "true" && value != "false") refuse_type();
    return value == "true";
}

std::int64_t integer_of(std::string_view value) {
    std::int64_t number = 0;
    const auto* const end = value.data() + value.size();
    if (std::from_chars(value.data(), end, number).ptr != end) refuse_type();
    return number;
}

std::string text_of(std::string_view value) { return detail::unescaped(plain_text_of(value)); }

std::string_view plain_text_of(std::string_view value) { return inside(value, '"'); }

Items::Items(std::string_view array) : rest_(inside(array, '[')) {}

std::optional<std::string_view> Items::next() {
    if (rest_.empty()) return std::nullopt;
    return take_value(rest_);
}

Members::Members(std::string_view object) {
    auto rest = inside(object, '{');
    while (!rest.empty()) {
        if (size_ == most) throw Error(ErrorCode::invalid_text, "canonical json has too many members");
        const auto name = rest.substr(0, text_end(rest, 0));
        rest.remove_prefix(name.size() + 1);
        members_[size_++] = {name.substr(1, name.size() - 2), take_value(rest)};
    }
}

std::optional<std::string_view> Members::find(std::string_view name) const {
    for (std::size_t i = 0; i < size_; ++i) {
        if (members_[i].name == name) return members_[i].value;
    }
    return std::nullopt;
}

}  // namespace lawful::model
