// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <limits>
#include <span>
#include <utility>

#include "model/codec.hpp"

/// Structs to few bytes and back, by the same `fields` as canonical JSON: for what is read far more often than
/// it is written and leaves the registry in no other way. Values stand one behind the other, without names
/// (docs/data-model.md, "Packed values"). A new member is a new version of the registry's format.
namespace lawful::model {

namespace detail {

/// From the first day of the year 1 until the year 10,000, as dates have in text.
inline constexpr std::int64_t first_day = -719'162;
inline constexpr std::int64_t after_last_day = 2'932'897;
inline constexpr std::int64_t day_milliseconds = 86'400'000;

[[noreturn]] inline void not_packed() { throw Error(ErrorCode::corrupt, "a packed value cannot be read"); }

/// Small magnitudes to small numbers: 0, -1, 1, -2, ...
constexpr std::uint64_t folded(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    return value < 0 ? ~(bits << 1U) : bits << 1U;
}
constexpr std::int64_t unfolded(std::uint64_t bits) {
    return static_cast<std::int64_t>((bits & 1U) != 0 ? ~(bits >> 1U) : bits >> 1U);
}

}  // namespace detail

/// Where packed values are put behind one another.
class Packer {
public:
    template <class T>
    void operator()(const char*, const T& value) {
        put(value);
    }

    template <class T>
    void put(const T& value) {
        if constexpr (std::same_as<T, bool>) {
            bytes_.push_back(value ? 1 : 0);
        } else if constexpr (std::unsigned_integral<T>) {
            number(value);
        } else if constexpr (Term<T>) {
            static_assert(WireNames<T>::names.size() < 128);
            bytes_.push_back(static_cast<std::uint8_t>(value));
        } else if constexpr (std::same_as<T, Instant>) {
            number(detail::folded(value.time_since_epoch().count()));
        } else if constexpr (std::same_as<T, Day>) {
            number(detail::folded(std::chrono::sys_days(value).time_since_epoch().count()));
        } else if constexpr (detail::is_id<T>) {
            bytes_.insert(bytes_.end(), value.bytes.begin(), value.bytes.end());
        } else if constexpr (std::same_as<T, std::string>) {
            number(value.size());
            bytes_.insert(bytes_.end(), value.begin(), value.end());
        } else if constexpr (detail::is_optional<T>) {
            put(value.has_value());
            if (value) put(*value);
        } else if constexpr (detail::is_vector<T>) {
            number(value.size());
            for (const auto& item : value) put(item);
        } else {
            fields(*this, value);
        }
    }

    [[nodiscard]] Bytes take() { return std::move(bytes_); }

private:
    /// Seven bits in a byte, the lowest first; the eighth says that more follow (LEB128).
    void number(std::uint64_t value) {
        for (; value > 0x7F; value >>= 7U) bytes_.push_back(static_cast<std::uint8_t>(value | 0x80U));
        bytes_.push_back(static_cast<std::uint8_t>(value));
    }

    Bytes bytes_;
};

/// Reads them again, in the same order. Throws `corrupt` for bytes that a `Packer` would not have put there.
class Unpacker {
public:
    explicit Unpacker(ByteView bytes) : rest_(bytes) {}

    template <class T>
    void operator()(const char*, T& value) {
        get(value);
    }

    template <class T>
    void get(T& value) {
        if constexpr (std::same_as<T, bool>) {
            const auto bit = byte();
            if (bit > 1) detail::not_packed();
            value = bit == 1;
        } else if constexpr (std::unsigned_integral<T>) {
            const auto read = number();
            if (!std::in_range<T>(read)) detail::not_packed();
            value = static_cast<T>(read);
        } else if constexpr (Term<T>) {
            const auto read = byte();
            if (read == 0 || read > WireNames<T>::names.size()) detail::not_packed();
            value = static_cast<T>(read);
        } else if constexpr (std::same_as<T, Instant>) {
            value = Instant{std::chrono::milliseconds{within(detail::first_day * detail::day_milliseconds,
                                                             detail::after_last_day * detail::day_milliseconds)}};
        } else if constexpr (std::same_as<T, Day>) {
            const std::chrono::days since{within(detail::first_day, detail::after_last_day)};
            value = Day{std::chrono::sys_days{since}};
        } else if constexpr (detail::is_id<T>) {
            const auto read = bytes(value.bytes.size());
            std::copy(read.begin(), read.end(), value.bytes.begin());
        } else if constexpr (std::same_as<T, std::string>) {
            value = as_text(bytes(number()));
        } else if constexpr (detail::is_optional<T>) {
            bool present = false;
            get(present);
            if (!present) return value.reset();
            get(value.emplace());
        } else if constexpr (detail::is_vector<T>) {
            value.clear();
            for (auto count = number(); count > 0; --count) get(value.emplace_back());
        } else {
            fields(*this, value);
        }
    }

    void require_end() const {
        if (!rest_.empty()) detail::not_packed();
    }

private:
    std::uint8_t byte() { return bytes(1).front(); }

    ByteView bytes(std::uint64_t size) {
        if (size > rest_.size()) detail::not_packed();
        const auto read = rest_.first(static_cast<std::size_t>(size));
        rest_ = rest_.subspan(read.size());
        return read;
    }

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const auto read = byte();
            const std::uint64_t bits = read & 0x7FU;
            if (bits << shift >> shift != bits) detail::not_packed();
            value |= bits << shift;
            if ((read & 0x80U) != 0) continue;
            if (read == 0 && shift > 0) detail::not_packed();  // it would have been written shorter
            return value;
        }
        detail::not_packed();
    }

    std::int64_t within(std::int64_t first, std::int64_t end) {
        const auto value = detail::unfolded(number());
        if (value < first || value >= end) detail::not_packed();
        return value;
    }

    ByteView rest_;
};

template <class T>
[[nodiscard]] Bytes pack(const T& value) {
    Packer packer;
    packer.put(value);
    return packer.take();
}

/// The strict inverse.
template <class T>
[[nodiscard]] T unpack(ByteView bytes) {
    T value;
    Unpacker from(bytes);
    from.get(value);
    from.require_end();
    return value;
}

}  // namespace lawful::model
