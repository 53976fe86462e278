// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "support.hpp"

namespace lawful::contact::test {
namespace {

using Tables = std::map<std::string, nlohmann::json>;

std::optional<Tables> tables() {
    auto text = vectors("email-validator/syntax-vectors.json");
    if (!text) return std::nullopt;
    // A lone surrogate is no JSON; the bytes it would be are tested with the hostile input.
    const std::string surrogate = R"("\ud800")";
    const auto at = text->find(surrogate);
    REQUIRE(at != std::string::npos);
    text->replace(at, surrogate.size(), R"("\ufffe")");
    Tables out;
    for (const auto& table : nlohmann::json::parse(*text)) {
        out[table.at("test").get<std::string>()] = table.at("rows");
    }
    return out;
}

TEST_CASE("email-validator: what is valid is written the same way") {
    const auto all = tables();
    if (!all) return;
    std::size_t rows = 0;
    for (const auto* name : {"test_email_valid", "test_email_valid_intl_local_part"}) {
        for (const auto& row : all->at(name)) {
            const auto address = undecorate(row.at(0).get<std::string>());
            CAPTURE(address);
            const auto& output = row.at(1);
            CHECK(email(address).text == output.at("local_part").get<std::string>() + '@' +
                                             output.at("ascii_domain").get<std::string>());
            ++rows;
        }
    }
    CHECK(rows == 27);
}

TEST_CASE("email-validator: quotes stay only where they are needed") {
    const auto all = tables();
    if (!all) return;
    for (const auto& row : all->at("test_email_valid_only_if_quoted_local_part")) {
        CHECK(email(row.at(0).get<std::string>()).text ==
              row.at(1).get<std::string>() + "@example.com");
    }
}

TEST_CASE("email-validator: what is invalid is refused, but for the deviations on record") {
    const auto all = tables();
    if (!all) return;
    const auto deviations = deviating_rows("email-validator-deviations.json");
    std::size_t deviating = 0;
    for (const auto* name : {"test_email_invalid_syntax", "test_email_invalid_syntax_strict"}) {
        for (const auto& row : all->at(name)) {
            const auto address = row.at(0).get<std::string>();
            CAPTURE(address);
            const bool deviates = deviations.contains(address);
            deviating += deviates ? 1 : 0;
            CHECK(email_reason(address).empty() == deviates);
        }
    }
    CHECK(deviating == deviations.size());
}

TEST_CASE("email-validator: characters that hide or change the reading are refused") {
    const auto all = tables();
    if (!all) return;
    for (const auto& row : all->at("test_email_unsafe_character")) {
        const auto text = row.at(0).get<std::string>();
        CAPTURE(text);
        CHECK(email_reason(text + "@example.org") == reason::unusable_character);
    }
}

TEST_CASE("email-validator: special-use domains are a sender's policy, not syntax") {
    const auto all = tables();
    if (!all) return;
    for (const auto& row : all->at("test_email_invalid_reserved_domain")) {
        CHECK(email_reason(row.get<std::string>()).empty());
    }
}

TEST_CASE("email-validator: RFC 6531 is spoken, so its set without SMTPUTF8 is valid here") {
    const auto all = tables();
    if (!all) return;
    for (const auto& row : all->at("test_email_invalid_character_smtputf8_off")) {
        auto address = row.at(0).get<std::string>();
        if (address.ends_with("@test")) address += ".example";
        CHECK(email_reason(address).empty());
    }
}

TEST_CASE("email-validator: its copy of the isemail set, by the diagnosis it gives") {
    const auto all = tables();
    if (!all) return;
    const auto deviations = deviating_rows("email-validator-isemail-deviations.json");
    std::size_t deviating = 0;
    for (const auto& row : all->at("test_pyisemail_tests")) {
        const auto address = row.at(0).get<std::string>();
        const auto status = row.at(1).get<std::string>();
        CAPTURE(address);
        CAPTURE(status);
        const bool valid = status == "ISEMAIL_VALID" || status.starts_with("ISEMAIL_RFC5321_");
        const bool deviates = deviations.contains(address);
        deviating += deviates ? 1 : 0;
        CHECK(email_reason(address).empty() == (valid != deviates));
    }
    CHECK(deviating == deviations.size());
}

}  // namespace
}  // namespace lawful::contact::test
