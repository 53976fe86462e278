// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "support.hpp"

namespace lawful::contact::test {
namespace {

constexpr int rounds = 5000;

/// LAWFUL_TEST_SEED repeats a failure; every run is the same without it.
std::uint64_t seed() {
    const auto* given = std::getenv("LAWFUL_TEST_SEED");
    return given == nullptr ? 20261123 : std::strtoull(given, nullptr, 10);
}

class Generator {
public:
    explicit Generator(std::uint64_t from) : engine_(from) {}

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(engine_() % bound); }
    bool coin() { return below(2) == 0; }

    template <std::size_t Size>
    std::string any_of(const std::array<const char*, Size>& choices) {
        return choices[below(Size)];
    }

    /// Small letters whose capitals fold back to them.
    std::string letters(std::size_t most) {
        static constexpr std::array<const char*, 16> alphabet = {
            "a", "b", "j", "n",        "q",        "z",        "s",        "k",
            "i", "7", "_", "\xC3\xA9", "\xC3\x9F", "\xCF\x82", "\xD0\xB6", "\xE4\xBC\x8A"};
        std::string out;
        for (auto count = 1 + below(most); count > 0; --count) out += any_of(alphabet);
        return out;
    }

    std::string local() {
        auto out = letters(8);
        if (coin()) out += '.' + letters(6);
        return out;
    }

    std::string domain() {
        static constexpr std::array<const char*, 6> names = {"example",
                                                             "praktijk",
                                                             "stra\xC3\x9F"
                                                             "e",
                                                             "b\xC3\xBC"
                                                             "cher",
                                                             "xn--bcher-kva",
                                                             "a-b"};
        static constexpr std::array<const char*, 4> ends = {".nl", ".example", ".co.uk", ".org"};
        return any_of(names) + any_of(ends);
    }

    /// What a person might type: most are no address.
    std::string noise() {
        // clang-format off
        static constexpr std::array<const char*, 30> pieces = {
            "a", "Jan", "@", "@", "@x.nl", ".", "..", "\"", "\\", " ", "+tag", "<", ">", "(", ";",
            "e\xCC\x81", "\xCC\xB8", "=", "\xEF\xBC\xA1", "\xC2\xA0", "\xE2\x80\x8D",
            "\xEF\xB8\x8F", "\xCD\xBE", "[192.0.2.1]", "[IPv6:::1]", "xn--", "-",
            "\xE3\x80\x82", "K\xCC\xB1", "\n"};
        // clang-format on
        std::string out;
        for (auto count = 1 + below(8); count > 0; --count) out += any_of(pieces);
        return coin() ? out : out + "@example.nl";
    }

private:
    std::mt19937_64 engine_;
};

std::string at(std::string_view local, std::string_view domain) {
    return std::string(local).append("@").append(domain);
}

/// A capital for some letters, in ASCII and beyond.
std::string other_case(Generator& random, std::string text) {
    static const std::vector<std::pair<std::string, std::string>> capitals = {
        {"\xC3\xA9", "\xC3\x89"},
        {"\xC3\x9F", "SS"},
        {"\xCF\x82", "\xCE\xA3"},
        {"\xD0\xB6", "\xD0\x96"}};
    for (auto& c : text) {
        if (c >= 'a' && c <= 'z' && random.coin()) c = static_cast<char>(c - 32);
    }
    for (const auto& [small, capital] : capitals) {
        const auto at = text.find(small);
        if (at != std::string::npos && random.coin()) text.replace(at, small.size(), capital);
    }
    return text;
}

TEST_CASE("the loose bytes are one for every case, tag, quote and dot of a mailbox") {
    const auto from = seed();
    Generator random(from);
    for (int round = 0; round < rounds; ++round) {
        const auto local = random.local();
        const auto domain = random.domain();
        auto variant = other_case(random, local);
        if (random.coin()) variant += '+' + random.letters(4);
        if (random.coin()) variant.insert(0, 1, '"').append(1, '"');
        variant += '@' + (random.coin() ? to_upper_ascii(domain) : domain);
        if (random.coin()) variant += '.';
        const auto loose = loose_of(Medium::email, at(local, domain));
        INFO("seed ", from, ", round ", round, ": ", local, '@', domain, " and ", variant);
        REQUIRE(loose.has_value());
        REQUIRE(loose_of(Medium::email, variant) == loose);
    }
}

TEST_CASE("the identity is one for case and quotes under fold, never for a tag") {
    const auto from = seed();
    Generator random(from);
    for (int round = 0; round < rounds; ++round) {
        const auto local = random.local();
        const auto domain = random.domain();
        const auto a = email(at(local, domain), LocalPartCase::fold).identity;
        const auto b =
            email('"' + to_upper_ascii(local) + "\"@" + to_upper_ascii(domain), LocalPartCase::fold)
                .identity;
        INFO("seed ", from, ", round ", round, ": ", local, '@', domain);
        REQUIRE(a == b);
        REQUIRE(email(at(local + "+x", domain), LocalPartCase::fold).identity != a);
        REQUIRE(email(at(local, domain)).identity.starts_with("email:" + local + '@'));
    }
}

void check_at_rest(Medium medium, const std::string& input, LocalPartCase rule) {
    const auto normal = normalise(medium, input, rule);
    REQUIRE(normalise(medium, normal.text, rule) == normal);
    REQUIRE(is_utf8(mask(normal)));
    REQUIRE(loose_of(medium, input) == normal.loose);
}

TEST_CASE("normalising what was normalised changes nothing") {
    const auto from = seed();
    Generator random(from);
    int accepted = 0;
    for (int round = 0; round < rounds * 10; ++round) {
        const auto input = random.noise();
        INFO("seed ", from, ", round ", round, ": ", input);
        for (const auto medium : {Medium::email, Medium::post}) {
            if (!reason_of(medium, input).empty()) continue;
            ++accepted;
            check_at_rest(medium, input, LocalPartCase::strict);
            check_at_rest(medium, input, LocalPartCase::fold);
        }
    }
    CHECK(accepted > rounds);
}

TEST_CASE("a mask shows the local part's first character and no other") {
    const auto from = seed();
    Generator random(from);
    for (int round = 0; round < rounds; ++round) {
        const auto domain = random.domain();
        const auto local = random.local();
        const auto normal = email(at(local, domain));
        const auto masked = mask(normal);
        INFO("seed ", from, ", round ", round, ": ", local, '@', domain);
        const auto shown = masked.substr(0, masked.find("\xE2\x80\xA6"));
        REQUIRE(local.starts_with(shown));
        REQUIRE(shown.size() <= 4);
        REQUIRE(is_utf8(shown));
        REQUIRE((is_ascii(shown) ? shown.size() == 1 : true));
        REQUIRE(masked == shown + "\xE2\x80\xA6" + normal.text.substr(local.size()));
    }
}

TEST_CASE("a refusal never holds a part of the address") {
    const auto from = seed();
    Generator random(from);
    for (int round = 0; round < rounds; ++round) {
        const auto input = "geheim" + random.noise();
        for (const auto medium : {Medium::email, Medium::phone, Medium::post}) {
            INFO("seed ", from, ", round ", round, ": ", input);
            REQUIRE(reason_of(medium, input).find("geheim") == std::string::npos);
        }
    }
}

}  // namespace
}  // namespace lawful::contact::test
