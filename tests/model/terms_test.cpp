// SPDX-License-Identifier: Apache-2.0
#include <set>
#include <string_view>

#include <doctest/doctest.h>

#include <lawful/decision.hpp>
#include <lawful/events.hpp>

namespace {

template <class E>
void check_names(std::size_t count) {
    const auto& names = lawful::WireNames<E>::names;
    CHECK(names.size() == count);
    CHECK(std::set<std::string_view>(names.begin(), names.end()).size() == count);
    for (const auto name : names) {
        CHECK(lawful::wire_name(*lawful::from_wire_name<E>(name)) == name);
    }
    CHECK_FALSE(lawful::from_wire_name<E>(""));
    CHECK_THROWS(static_cast<void>(lawful::wire_name(static_cast<E>(0))));
    CHECK_THROWS(static_cast<void>(lawful::wire_name(static_cast<E>(count + 1))));
}

}  // namespace

TEST_CASE("every term has one wire name, and 0 is none") {
    check_names<lawful::Channel>(5);
    check_names<lawful::AddressKind>(4);
    check_names<lawful::ContentClass>(8);
    check_names<lawful::Basis>(6);
    check_names<lawful::ConsentMethod>(12);
    check_names<lawful::GroundKind>(8);
    check_names<lawful::Effect>(8);
    check_names<lawful::Verdict>(3);
}

TEST_CASE("direct marketing is commercial, idealistic, charitable or political") {
    int marketing = 0;
    for (std::uint8_t i = 1; i <= 8; ++i) marketing += is_direct_marketing(static_cast<lawful::ContentClass>(i));
    CHECK(marketing == 4);
    CHECK(is_direct_marketing(lawful::ContentClass::political));
    CHECK_FALSE(is_direct_marketing(lawful::ContentClass::operational));
}

TEST_CASE("a decision is true only when the message may go") {
    lawful::Decision decision;
    CHECK_FALSE(static_cast<bool>(decision));
    decision.verdict = lawful::Verdict::allow_with_obligations;
    CHECK(static_cast<bool>(decision));
}
