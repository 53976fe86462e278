// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "model/json.hpp"
#include "model/json_view.hpp"

#include <lawful/error.hpp>
#include <lawful/events.hpp>

/// Structs to canonical JSON and back. A struct takes part by an overload of `fields`, found by
/// argument-dependent look-up, that names its members once:
///
///     template <class V, model::Like<Thing> T>
///     void fields(V& v, T& thing) { v("name", thing.name); v("day", thing.day); }
///
/// An empty optional is absent; everything else is always written.
namespace lawful::model {

template <class T, class U>
concept Like = std::derived_from<std::remove_const_t<T>, U>;

template <class T>
Json to_json_value(const T& value);
/// `json` is a value of text that `require_canonical` passed.
template <class T>
void from_json_text(std::string_view json, T& value);

namespace detail {

[[noreturn]] inline void not_canonical() { throw Error(ErrorCode::invalid_text, "json is not canonical"); }

/// `value` was read from `json` by a parser that takes other spellings too.
template <class T>
T same_again(std::string_view json, T value) {
    if (to_string(value) != plain_text_of(json)) not_canonical();
    return value;
}

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;

struct MemberWriter {
    Json::Object object;

    template <class T>
    void operator()(const char* name, const T& value) {
        if constexpr (is_optional<T>) {
            if (value) object.emplace(name, to_json_value(*value));
        } else {
            object.emplace(name, to_json_value(value));
        }
    }
};

/// Reads members where they stand in checked text, and refuses what nobody asked for.
struct MemberReader {
    explicit MemberReader(std::string_view object) : members(object) {}

    Members members;
    std::size_t found = 0;

    template <class T>
    void operator()(const char* name, T& value) {
        const auto member = members.find(name);
        found += member ? 1 : 0;
        if constexpr (is_optional<T>) {
            if (!member) return value.reset();
            from_json_text(*member, value.emplace());
        } else {
            if (!member) {
                throw Error(ErrorCode::invalid_text, std::string("canonical json lacks ") + name);
            }
            from_json_text(*member, value);
        }
    }

    void require_all_found() const {
        if (found != members.size()) not_canonical();
    }
};

[[nodiscard]] std::string write_subject(const Subject& subject);
[[nodiscard]] Subject read_subject(std::string_view text);

}  // namespace detail

template <class T>
Json to_json_value(const T& value) {
    if constexpr (std::same_as<T, bool> || std::same_as<T, std::string>) {
        return {value};
    } else if constexpr (std::integral<T>) {
        return {static_cast<std::int64_t>(value)};
    } else if constexpr (Term<T>) {
        return {std::string(wire_name(value))};
    } else if constexpr (std::same_as<T, Instant> || std::same_as<T, Day> ||
                         std::same_as<T, Period> || detail::is_id<T>) {
        return {to_string(value)};
    } else if constexpr (std::same_as<T, Digest>) {
        return {to_base64(value)};
    } else if constexpr (std::same_as<T, Subject>) {
        return {detail::write_subject(value)};
    } else if constexpr (detail::is_vector<T>) {
        Json::Array array;
        for (const auto& item : value) array.push_back(to_json_value(item));
        return {std::move(array)};
    } else {
        detail::MemberWriter writer;
        fields(writer, value);
        return {std::move(writer.object)};
    }
}

template <class T>
void from_json_text(std::string_view json, T& value) {
    if constexpr (std::same_as<T, bool>) {
        value = boolean_of(json);
    } else if constexpr (std::same_as<T, std::string>) {
        value = text_of(json);
    } else if constexpr (std::integral<T>) {
        const auto number = integer_of(json);
        if (!std::in_range<T>(number)) detail::not_canonical();
        value = static_cast<T>(number);
    } else if constexpr (Term<T>) {
        const auto found = from_wire_name<T>(plain_text_of(json));
        if (!found) throw Error(ErrorCode::invalid_text, "canonical json holds an unknown term");
        value = *found;
    } else if constexpr (std::same_as<T, Instant>) {
        value = detail::same_again(json, parse_instant(plain_text_of(json)));
    } else if constexpr (std::same_as<T, Day>) {
        value = detail::same_again(json, parse_day(plain_text_of(json)));
    } else if constexpr (std::same_as<T, Period>) {
        value = detail::same_again(json, parse_period(plain_text_of(json)));
    } else if constexpr (detail::is_id<T>) {
        value = detail::same_again(json, parse_id<T>(plain_text_of(json)));
    } else if constexpr (std::same_as<T, Digest>) {
        value = to_array<32>(from_base64(plain_text_of(json)));
        if (to_base64(value) != plain_text_of(json)) detail::not_canonical();
    } else if constexpr (std::same_as<T, Subject>) {
        value = detail::read_subject(plain_text_of(json));
        if (detail::write_subject(value) != plain_text_of(json)) detail::not_canonical();
    } else if constexpr (detail::is_vector<T>) {
        value.clear();
        Items items(json);
        while (const auto item = items.next()) from_json_text(*item, value.emplace_back());
    } else {
        detail::MemberReader reader(json);
        fields(reader, value);
        reader.require_all_found();
    }
}

/// The canonical bytes of a value (RFC 8785).
template <class T>
[[nodiscard]] std::string encode(const T& value) {
    return write(to_json_value(value));
}

/// The strict inverse: text that `encode` would not have written is refused (`invalid_text`).
template <class T>
[[nodiscard]] T decode(std::string_view text) {
    require_canonical(text);
    T value;
    from_json_text(text, value);
    if (encode(value) != text) detail::not_canonical();
    return value;
}

}  // namespace lawful::model
