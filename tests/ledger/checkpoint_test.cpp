// SPDX-License-Identifier: Apache-2.0
#include "ledger/checkpoint.hpp"

#include <lawful/error.hpp>

#include "ledger/tlog_proof.hpp"
#include "support.hpp"

namespace lawful::ledger {
namespace {

template <class Format>
bool read_back(std::string_view text) {
    try {
        const bool same = Format::parse(text).text() == text;
        CHECK(same);
        return same;
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::invalid_file);
        return false;
    }
}

constexpr std::string_view head =
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
constexpr std::string_view proof =
    "c2sp.org/tlog-proof@v1\nindex 73894\n"
    "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n\nexample.com/fancylog\n";

}  // namespace

TEST_CASE("the example of the specification is read and written byte for byte") {
    const auto checkpoint = Checkpoint::parse(head);
    CHECK(checkpoint.origin == "example.com/behind-the-sofa");
    CHECK(checkpoint.head.size == 20852163);
    CHECK(checkpoint.extensions.empty());
    CHECK(checkpoint.text() == head);
    CHECK(Checkpoint::parse(std::string(head) + "one\ntwo\n").extensions.size() == 2);
}

TEST_CASE("public checkpoints are read or refused; a root is 32 bytes and no extension is empty") {
    const auto file = testing::vectors("checkpoint/checkpoint-parse.json");
    if (!file) return;
    constexpr std::string_view of_37 = "dGhlIHZpZXcgZnJvbSB0aGUgdHJlZSB0b3BzIGlzIGdyZWF0IQ==";
    constexpr std::string_view of_32 = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    int good = 0;
    int seen = 0;
    const auto suite = testing::json_of(*file);
    for (const auto& test : suite["cases"]) {
        CAPTURE(test["desc"].get<std::string>());
        auto text = test["text"].get<std::string>();
        CHECK_FALSE(read_back<Checkpoint>(text));  // none of the roots there is a SHA-256
        if (const auto at = text.find(of_37); at != std::string::npos) {
            text.replace(at, of_37.size(), of_32);
        }
        const bool stricter = text.find("YmFuYW5hcw==") != std::string::npos ||
                              text.find("\n\n") != std::string::npos;
        const bool valid = test["upstream_valid"].get<bool>() && !stricter;
        CHECK(read_back<Checkpoint>(text) == valid);
        if (valid) ++good;
        ++seen;
    }
    CHECK(seen == 12);
    CHECK(good == 3);
}

TEST_CASE("what a checkpoint may not be") {
    CHECK(read_back<Checkpoint>(head));
    for (std::size_t i = 0; i < head.size(); ++i) {
        CHECK_FALSE(read_back<Checkpoint>(head.substr(0, i)));
    }
    const std::string root = "\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    CHECK(read_back<Checkpoint>("o\n0" + root));
    CHECK(read_back<Checkpoint>("o\n18446744073709551615" + root));
    for (const auto* size : {"", "01", "00", "-1", "+1", "1 ", " 1", "1e3", "0x1", "x",
                             "18446744073709551616"}) {
        CAPTURE(size);
        CHECK_FALSE(read_back<Checkpoint>("o\n" + std::string(size) + root));
    }
    CHECK_FALSE(read_back<Checkpoint>("o\n1\nAAAA\n"));
    CHECK_FALSE(read_back<Checkpoint>("o\n1" + root + "x\n\ny\n"));
    CHECK_THROWS_AS((void)Checkpoint({"", {}, {}}).text(), Error);
    CHECK_THROWS_AS((void)Checkpoint({"a\nb", {}, {}}).text(), Error);
    CHECK_THROWS_AS((void)Checkpoint({"a", {}, {""}}).text(), Error);
}

TEST_CASE("public tlog-proofs are read and written again, or refused") {
    const auto file = testing::vectors("checkpoint/tlog-proof-parse.json");
    if (!file) return;
    const auto suite = testing::json_of(*file);
    for (const auto& test : suite["marshal"]) {
        CAPTURE(test["desc"].get<std::string>());
        CHECK(read_back<TlogProof>(test["text"].get<std::string>()));
    }
    for (const auto& test : suite["reject"]) {
        CAPTURE(test["desc"].get<std::string>());
        CHECK_FALSE(read_back<TlogProof>(test["text"].get<std::string>()));
    }
    CHECK(suite["marshal"].size() + suite["reject"].size() == 10);
}

TEST_CASE("what a tlog-proof may not be") {
    CHECK(read_back<TlogProof>(proof));
    const auto checkpoint_begin = proof.find("example.com");
    for (std::size_t i = 0; i <= checkpoint_begin; ++i) {
        CAPTURE(i);
        CHECK_FALSE(read_back<TlogProof>(proof.substr(0, i)));
    }
    std::string many = "c2sp.org/tlog-proof@v1\nindex 0\n";
    for (int i = 0; i < 64; ++i) many += "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n";
    CHECK(read_back<TlogProof>(many + "\nc\n"));
    CHECK_FALSE(read_back<TlogProof>(many + many.substr(31, 45) + "\nc\n"));
    CHECK_FALSE(read_back<TlogProof>("c2sp.org/tlog-proof@v1\nindex 01\n\nc\n"));
    CHECK_FALSE(read_back<TlogProof>("c2sp.org/tlog-proof@v1\nindex 0\nextra AAAA\n\nc\n"));
}

}  // namespace lawful::ledger
