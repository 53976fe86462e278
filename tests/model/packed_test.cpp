// SPDX-License-Identifier: Apache-2.0
#include "model/packed.hpp"

#include <limits>

#include <doctest/doctest.h>

namespace model = lawful::model;
using lawful::Bytes;

namespace {

template <class T>
void is_packed_as(const T& value, const Bytes& bytes) {
    CHECK(model::pack(value) == bytes);
    CHECK(model::unpack<T>(bytes) == value);
}

template <class T>
void is_refused(const Bytes& bytes) {
    CAPTURE(lawful::to_hex(bytes));
    try {
        static_cast<void>(model::unpack<T>(bytes));
        FAIL("it was read");
    } catch (const lawful::Error& error) {
        CHECK(error.code() == lawful::ErrorCode::corrupt);
    }
}

}  // namespace

TEST_CASE("each type has the bytes that the data model gives it") {
    is_packed_as<bool>(true, {1});
    is_packed_as<std::uint64_t>(0, {0});
    is_packed_as<std::uint64_t>(300, {0xAC, 0x02});
    is_packed_as<std::uint64_t>(std::numeric_limits<std::uint64_t>::max(),
                                {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01});
    is_packed_as(lawful::Channel::sms, {2});
    is_packed_as<std::string>("news", {4, 'n', 'e', 'w', 's'});
    is_packed_as(lawful::parse_day("1970-01-02"), {2});
    is_packed_as(lawful::parse_day("1969-12-31"), {1});
    is_packed_as(lawful::parse_instant("1970-01-01T00:00:00.064Z"), {0x80, 0x01});
    is_packed_as<std::optional<bool>>({}, {0});
    is_packed_as<std::optional<bool>>(false, {1, 0});
    is_packed_as<std::vector<std::string>>({"a", ""}, {2, 1, 'a', 0});
    for (const auto* day : {"0001-01-01", "9999-12-31"}) {
        CHECK(model::unpack<lawful::Day>(model::pack(lawful::parse_day(day))) == lawful::parse_day(day));
    }
}

TEST_CASE("bytes that nobody packed are refused") {
    is_refused<bool>({2});
    is_refused<bool>({});
    is_refused<bool>({1, 0});
    is_refused<std::uint64_t>({0x80});
    is_refused<std::uint64_t>({0x80, 0x00});                                                // 0 is shorter
    is_refused<std::uint64_t>({0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02});  // 65 bits
    is_refused<std::uint64_t>({0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01});
    is_refused<lawful::Channel>({0});
    is_refused<lawful::Channel>({6});
    is_refused<std::string>({3, 'a', 'b'});
    is_refused<std::string>({0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 'a'});
    is_refused<std::vector<std::string>>({0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0, 0});
    is_refused<lawful::AddressId>(Bytes(15, 1));
    is_refused<lawful::Day>(model::pack(lawful::Day{std::chrono::sys_days{std::chrono::days{2'932'897}}}));
    is_refused<lawful::Day>(model::pack(lawful::Day{std::chrono::sys_days{std::chrono::days{-719'163}}}));
}
