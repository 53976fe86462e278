// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>
#include <set>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "registry/support.hpp"

using namespace support;

namespace {

const std::filesystem::path examples = std::filesystem::path(LAWFUL_SOURCE_DIR) / "examples";
const auto list = examples / "data/partners.csv";

void write(const std::filesystem::path& file, std::string_view bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

nlohmann::json expected() { return nlohmann::json::parse(bytes_of(examples / "data/partners.expected.json")); }

/// The demonstration's organisation with an empty registry.
struct Partners {
    Partners() { registry.apply(lawful::read_policy(examples / "veilig-thuis/lawful.toml")); }

    lawful::ImportReport import(const std::filesystem::path& csv, lawful::ImportOptions options = {}) {
        return registry.import(lawful::read_mapping(examples / "partners.mapping.toml"), csv, options);
    }
    lawful::Decision ask(const std::string& address) const {
        return registry.may_send(address, "partner-newsletter", lawful::Channel::email);
    }
    /// Verdict and codes for every address of the expected answers.
    std::map<std::string, std::string> answers() const {
        std::map<std::string, std::string> out;
        const auto want = expected();
        for (const auto& [address, claim] : want["newsletter"].items()) {
            const auto answer = ask(address);
            auto& text = out[address];
            text = lawful::wire_name(answer.verdict);
            for (const auto& reason : answer.reasons) text += " " + reason.code;
        }
        return out;
    }

    TempFolder folder;
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>("2026-11-23T09:00:00Z");
    std::shared_ptr<SeededRandom> random = std::make_shared<SeededRandom>(1);
    lawful::Registry registry = lawful::Registry::create(folder / "partners.lawful", key(),
                                                         {.clock = clock, .random = random});
};

/// Header, and the records with their original bytes (quotes may hold newlines).
std::vector<std::string> records_of(const std::string& bytes) {
    std::vector<std::string> records(1);
    bool quoted = false;
    for (const char c : bytes) {
        records.back() += c;
        if (c == '"') quoted = !quoted;
        if (c == '\n' && !quoted) records.emplace_back();
    }
    if (records.back().empty()) records.pop_back();
    return records;
}

std::string joined(const std::vector<std::string>& records) {
    std::string out;
    for (const auto& record : records) out += record;
    return out;
}

}  // namespace

TEST_CASE("the partner list comes out exactly as expected") {
    Partners partners;
    const auto report = partners.import(list);
    const auto want = expected();
    CHECK(report.rows == want["rows"]);
    CHECK(report.recipients == want["people"]);
    CHECK(report.role_addresses == want["mailboxes"]);
    CHECK(report.rejected_rows == want["rejected"].size());
    std::size_t allowed = 0;
    for (const auto& [address, claim] : want["newsletter"].items()) {
        CAPTURE(claim);
        const auto answer = partners.ask(address);
        const std::map<std::string, std::string> fits{
            {"given_claimed", "E_CONSENT_NOT_DEMONSTRABLE"}, {"refused", "E_CONSENT_REFUSED"},
            {"withdrawn", "E_CONSENT_WITHDRAWN"},            {"none", "E_CONSENT_NONE"}};
        if (claim == "given_with_form") {
            ++allowed;
            CHECK(answer.verdict == lawful::Verdict::allow_with_obligations);
            CHECK(says(answer, "A_CONSENT"));
        } else {
            CHECK(answer.verdict == lawful::Verdict::deny);
            CHECK(says(answer, fits.at(claim.get<std::string>())));
            CHECK(says(answer, "E_CONSENT_REFUSED") == (claim == "refused"));
            CHECK(says(answer, "E_CONSENT_WITHDRAWN") == (claim == "withdrawn"));
        }
    }
    CHECK(allowed == 30);
    std::size_t all = 0;
    std::size_t sendable = 0;
    partners.registry.screen("partner-newsletter", lawful::Channel::email,
                             [&](const lawful::AddressDecision& item) {
                                 ++all;
                                 if (item.decision) ++sendable;
                             });
    CHECK(all == 198 + 9);
    CHECK(sendable == 30);
    CHECK(partners.registry.check_store().faults.empty());
}

TEST_CASE("bad rows are reported by line and reason, and leave as their original bytes") {
    Partners partners;
    const auto rejects = partners.folder / "rejects.csv";
    const auto report = partners.import(list, {.rejects = rejects});
    REQUIRE(report.rejected.size() == 6);
    const auto all = bytes_of(list);
    const auto records = records_of(all);
    std::string want = records[0];
    std::uint64_t line = 1;
    std::size_t seen = 0;
    const std::set<std::string> names{"geen adres", "dubbele apenstaart", "spatie in adres",
                                      "datum bestaat niet", "twee adressen", "formule"};
    for (const auto& record : records) {
        for (const auto& name : names) {
            if (record.find(";" + name + ";") == std::string::npos) continue;
            want += record;
            CHECK(report.rejected[seen].line == line);
            CHECK_FALSE(report.rejected[seen].reason.empty());
            CHECK(report.rejected[seen].reason.find(".example") == std::string::npos);
            ++seen;
        }
        line += static_cast<std::uint64_t>(std::count(record.begin(), record.end(), '\n'));
    }
    CHECK(seen == 6);
    CHECK(bytes_of(rejects) == want);
    struct ::stat status {};
    REQUIRE(::stat(rejects.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600U);
    CHECK(std::filesystem::exists(partners.folder / "rejects.csv.reasons.csv"));
    CHECK(error_of([&] { return partners.import(list, {.rejects = rejects}); }) ==
          lawful::ErrorCode::invalid_file);
}

TEST_CASE("a rejected row can be mended and imported again") {
    Partners partners;
    const auto rejects = partners.folder / "rejects.csv";
    partners.import(list, {.rejects = rejects});
    auto text = bytes_of(rejects);
    const std::string broken = "jan@@praktijk.example";
    text.replace(text.find(broken), broken.size(), "jan@praktijk.example");
    write(partners.folder / "mended.csv", text);
    const auto report = partners.import(partners.folder / "mended.csv");
    CHECK(report.imported == 1);
    CHECK(report.rejected_rows == 5);
    CHECK(says(partners.ask("jan@praktijk.example"), "E_CONSENT_NOT_DEMONSTRABLE"));
}

TEST_CASE("the same list again changes nothing") {
    Partners partners;
    partners.import(list);
    const auto size = partners.registry.ledger_size();
    const auto before = partners.answers();
    partners.clock->advance(24h);
    const auto report = partners.import(list);
    CHECK(report.imported == 0);
    CHECK(report.unchanged == 212);
    CHECK(partners.registry.ledger_size() == size);
    CHECK(partners.answers() == before);
}

TEST_CASE("a dry run says the same and writes nothing") {
    Partners partners;
    const auto size = partners.registry.ledger_size();
    const auto dry = partners.import(list, {.dry_run = true});
    CHECK(partners.registry.ledger_size() == size);
    const auto real = partners.import(list);
    CHECK(lawful::to_json(dry) == lawful::to_json(real));
}

TEST_CASE("shuffled and repeated rows give the same answers") {
    std::map<std::string, std::string> want;
    {
        Partners partners;
        partners.import(list);
        want = partners.answers();
    }
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        CAPTURE(seed);
        auto records = records_of(bytes_of(list));
        std::mt19937_64 random(seed);
        for (int i = 0; i < 20; ++i) records.push_back(records[1 + random() % (records.size() - 1)]);
        std::shuffle(records.begin() + 1, records.end(), random);
        Partners partners;
        write(partners.folder / "shuffled.csv", joined(records));
        partners.import(partners.folder / "shuffled.csv");
        CHECK(partners.answers() == want);
    }
}

TEST_CASE("a list that still says yes revives nobody who left, objected or is on the deny list") {
    Partners partners;
    partners.import(list);
    std::vector<std::string> allowed;
    const auto want = expected();
    for (const auto& [address, claim] : want["newsletter"].items()) {
        if (claim == "given_with_form") allowed.push_back(address);
    }
    const auto subject = [&](std::size_t i) {
        return lawful::Subject(*partners.registry.find(allowed[i], lawful::Medium::email));
    };
    partners.clock->advance(24h);
    partners.registry.record(subject(0), lawful::ConsentWithdrawn{"partner-newsletter", lawful::Channel::email});
    partners.registry.record(subject(1), lawful::Objected{});
    partners.registry.record(subject(2), lawful::ConsentRefused{});
    partners.registry.suppress(allowed[3], lawful::Medium::email, lawful::SuppressionReason::complaint);
    partners.clock->advance(24h);
    // the same people in a list of today: forms of after the withdrawal, another organisation, another case
    std::string again = records_of(bytes_of(list))[0];
    for (std::size_t i = 0; i < 4; ++i) {
        again += "Elders;GGZ;Iemand;;Anders;;" + allowed[i] + ";;nl;formulier website;25-11-2026;ja, formulier 25-11-2026;\r\n";
        again += "Elders;GGZ;;;;;" + allowed[i] + ";;nl;formulier website;25-11-2026;ja, formulier 25-11-2026;\r\n";
    }
    write(partners.folder / "again.csv", again);
    const auto report = partners.import(partners.folder / "again.csv");
    CHECK(report.rejected_rows == 0);
    CHECK(report.suppressed == 2);
    partners.import(list);
    for (std::size_t i = 0; i < 4; ++i) {
        CAPTURE(i);
        CHECK_FALSE(partners.ask(allowed[i]));
    }
    CHECK(partners.ask(allowed[4]));
}

TEST_CASE("a mapping that names what the policy does not know is refused before anything is written") {
    Partners partners;
    const auto size = partners.registry.ledger_size();
    auto mapping = lawful::read_mapping(examples / "partners.mapping.toml");
    mapping.purpose = "spam";
    CHECK(error_of([&] { return partners.registry.import(mapping, list); }) == lawful::ErrorCode::unknown_purpose);
    mapping = lawful::read_mapping(examples / "partners.mapping.toml");
    for (auto& pattern : mapping.patterns) {
        if (pattern.notice) pattern.notice->version = "99";
    }
    CHECK(error_of([&] { return partners.registry.import(mapping, list); }) == lawful::ErrorCode::unknown_notice);
    CHECK(error_of([&] { return partners.import(partners.folder / "absent.csv"); }) == lawful::ErrorCode::input_output);
    CHECK(partners.registry.ledger_size() == size);
}
