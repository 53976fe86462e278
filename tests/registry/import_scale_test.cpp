// SPDX-License-Identifier: Apache-2.0
#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include <doctest/doctest.h>

#include "registry/support.hpp"

using namespace support;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

/// LAWFUL_IMPORT_ROWS=1000000 for the long run.
std::uint64_t wanted_rows() {
    const auto* text = std::getenv("LAWFUL_IMPORT_ROWS");
    return text != nullptr ? std::strtoull(text, nullptr, 10) : 6'000;
}

void generate(const std::filesystem::path& file, std::uint64_t first, std::uint64_t last) {
    std::ofstream out(file, std::ios::binary);
    out << "Naam;Mail;Nieuwsbrief\r\n";
    for (auto i = first; i < last; ++i) {
        const auto* claim = i % 5 == 0 ? "afgemeld" : i % 3 == 0 ? "ja, formulier 05-01-2026" : "ja";
        out << "Persoon " << i << ";p" << i << "@school" << i % 1000 << ".example;" << claim << "\r\n";
    }
}

lawful::ImportMapping mapping() {
    lawful::ImportMapping mapping;
    mapping.date_format = "DD-MM-YYYY";
    mapping.country = "NL";
    mapping.name = "Naam";
    mapping.email = "Mail";
    mapping.consent = "Nieuwsbrief";
    mapping.purpose = "news";
    using enum lawful::ConsentClaim;
    mapping.patterns = {{.text = "ja, formulier {date}",
                         .claim = given_with_form,
                         .notice = lawful::NoticeRef{"nl", "1"},
                         .method = lawful::ConsentMethod::signed_form},
                        {.text = "ja", .claim = given_claimed},
                        {.text = "afgemeld", .claim = withdrawn}};
    return mapping;
}

/// Told only forward, and never beyond the end.
class Forward {
public:
    [[nodiscard]] lawful::Progress told() {
        return [this](std::uint64_t done, std::uint64_t expected) {
            ++calls_;
            held_ = held_ && done >= last_ && done <= expected;
            last_ = done;
            left_ = expected - std::min(done, expected);
        };
    }
    [[nodiscard]] bool held() const { return calls_ > 0 && held_; }
    [[nodiscard]] std::uint64_t left() const { return left_; }

private:
    std::uint64_t calls_ = 0;
    std::uint64_t last_ = 0;
    std::uint64_t left_ = 0;
    bool held_ = true;
};

long resident_kilobytes() {
    struct ::rusage usage {};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

}  // namespace

TEST_CASE("a long list is imported in flat memory, with progress") {
    const auto rows = wanted_rows();
    Fixture fixture;
    const auto head = fixture.folder / "head.csv";
    const auto rest = fixture.folder / "rest.csv";
    generate(head, 0, rows / 6);
    generate(rest, rows / 6, rows);
    CHECK(fixture.registry.import(mapping(), head).imported == rows / 6);
    const auto before = resident_kilobytes();
    Forward forward;
    lawful::ImportOptions options;
    options.progress = forward.told();
    CHECK(fixture.registry.import(mapping(), rest, options).imported == rows - rows / 6);
    CHECK(forward.held());
    if (!sanitized) CHECK(resident_kilobytes() - before < 16 * 1024);
}

TEST_CASE("a long ledger is exported and verified in flat memory, with progress") {
    const auto rows = wanted_rows();
    Fixture fixture;
    const auto list = fixture.folder / "list.csv";
    const auto export_and_verify = [&](std::uint64_t first, std::uint64_t last) {
        generate(list, first, last);
        CHECK(fixture.registry.import(mapping(), list).imported == last - first);
        Forward exported;
        Forward verified;
        const auto bundle = fixture.folder / std::to_string(last).c_str();
        const auto size = fixture.registry.export_audit(bundle, {}, exported.told()).size;
        CHECK(size > 4 * last);
        CHECK(lawful::verify_audit(bundle, {.progress = verified.told()}).verified == size);
        CHECK(exported.held());
        CHECK(exported.left() == 0);  // the report, the second half, tells too
        CHECK(verified.held());
    };
    export_and_verify(0, rows / 6);
    const auto before = resident_kilobytes();
    export_and_verify(rows / 6, rows);
    if (!sanitized) CHECK(resident_kilobytes() - before < 16 * 1024);
}
