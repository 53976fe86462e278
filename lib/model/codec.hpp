// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/bytes.hpp"
#include "model/json.hpp"

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
template <class T>
void from_json_value(const Json& json, T& value);

namespace detail {

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

struct MemberReader {
    const Json::Object& object;

    template <class T>
    void operator()(const char* name, T& value) {
        const auto member = object.find(name);
        if constexpr (is_optional<T>) {
            if (member == object.end()) return value.reset();
            from_json_value(member->second, value.emplace());
        } else {
            if (member == object.end()) {
                throw Error(ErrorCode::invalid_text, std::string("canonical json lacks ") + name);
            }
            from_json_value(member->second, value);
        }
    }
};

template <class T>
const T& as(const Json& json) {
    if (const auto* value = std::get_if<T>(&json.value)) return *value;
    throw Error(ErrorCode::invalid_text, "canonical json holds a value of another type");
}

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
void from_json_value(const Json& json, T& value) {
    if constexpr (std::same_as<T, bool> || std::same_as<T, std::string>) {
        value = detail::as<T>(json);
    } else if constexpr (std::integral<T>) {
        value = static_cast<T>(detail::as<std::int64_t>(json));
    } else if constexpr (Term<T>) {
        const auto found = from_wire_name<T>(detail::as<std::string>(json));
        if (!found) throw Error(ErrorCode::invalid_text, "canonical json holds an unknown term");
        value = *found;
    } else if constexpr (std::same_as<T, Instant>) {
        value = parse_instant(detail::as<std::string>(json));
    } else if constexpr (std::same_as<T, Day>) {
        value = parse_day(detail::as<std::string>(json));
    } else if constexpr (std::same_as<T, Period>) {
        value = parse_period(detail::as<std::string>(json));
    } else if constexpr (detail::is_id<T>) {
        value = parse_id<T>(detail::as<std::string>(json));
    } else if constexpr (std::same_as<T, Digest>) {
        value = to_array<32>(from_base64(detail::as<std::string>(json)));
    } else if constexpr (std::same_as<T, Subject>) {
        value = detail::read_subject(detail::as<std::string>(json));
    } else if constexpr (detail::is_vector<T>) {
        value.clear();
        for (const auto& item : detail::as<Json::Array>(json)) {
            from_json_value(item, value.emplace_back());
        }
    } else {
        detail::MemberReader reader{detail::as<Json::Object>(json)};
        fields(reader, value);
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
    T value;
    from_json_value(parse(text), value);
    if (encode(value) != text) throw Error(ErrorCode::invalid_text, "json is not canonical");
    return value;
}

}  // namespace lawful::model
