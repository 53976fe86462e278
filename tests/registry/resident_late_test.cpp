// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "registry/question.hpp"
#include "registry/resident.hpp"
#include "registry/support.hpp"

using namespace support;
namespace registry = lawful::registry;
namespace store = lawful::store;

namespace {

constexpr auto asked_mailbox = "p@a.example";
constexpr registry::Asked question{asked_mailbox, "news", lawful::Channel::email};

/// A registry from within, to stand still between what an answer reads and its being remembered.
struct Inside {
    explicit Inside(const Fixture& fixture)
        : file(fixture.file(), std::make_unique<store::vault::Keyring>(lawful::Credential(key()), fixture.random), {}),
          context(file, fixture.registry.id(), file.keys()->field_key().view(), fixture.clock, fixture.random),
          resident(registry::Resident::of(context, 1U << 16U)) {}

    store::Store file;
    registry::Context context;
    std::unique_ptr<registry::Resident> resident;
};

/// An answer and the view that it is of.
struct Read {
    explicit Read(Inside& inside)
        : from(inside.file.read()),
          view(inside.context, from, std::nullopt),
          asking(inside.context, view, question.purpose, question.channel),
          normal(asking.normalise(asked_mailbox)),
          loose(inside.context.loose_keys(normal.loose)),
          answer(lawful::in_brief(asking.answer(normal, loose))) {}

    store::ReadTransaction from;
    registry::View view;
    registry::Question asking;
    lawful::contact::Normal normal;
    lawful::crypto::Probes loose;
    lawful::Brief answer;
};

}  // namespace

TEST_CASE("an answer that comes late is not remembered") {
    Fixture fixture;
    const auto who = fixture.person("P");
    fixture.consent(who, {fixture.mailbox_of(who, asked_mailbox)});
    Inside inside(fixture);
    CHECK_FALSE(inside.resident->recall(question));

    const Read read(inside);
    CHECK(read.answer);
    bool remembers = false;
    SUBCASE("nobody committed") { remembers = true; }
    SUBCASE("somebody committed") { fixture.registry.record(who, lawful::ConsentWithdrawn{"news", {}}); }
    SUBCASE("and somebody else has looked since") {
        fixture.registry.record(who, lawful::ConsentWithdrawn{"news", {}});
        CHECK_FALSE(inside.resident->recall(question));
    }
    inside.resident->remember(question, read.loose, read.answer, read.view);
    CHECK(inside.resident->recall(question).has_value() == remembers);
}
