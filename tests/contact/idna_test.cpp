// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.hpp"
#include "support.hpp"

namespace lawful::contact::test {
namespace {

struct Tally {
    std::size_t equal = 0;
    std::size_t different = 0;
    std::size_t a_label_refused = 0;
    std::size_t u_label_refused = 0;
    std::size_t invalid_accepted = 0;
};

/// What RFC 5321, RFC 1123 2.1 and RFC 5890 2.3.1 ask of a domain beyond IDNA. Written apart from
/// the code under test.
bool usable_for_mail(const std::string& domain) {
    if (domain.size() + 2 > 254) return false;
    const auto labels = split(domain, '.');
    return std::all_of(labels.begin(), labels.end(), [](const std::string& label) {
        if (label.empty() || label.size() > 63) return false;
        if (label.front() == '-' || label.back() == '-') return false;
        const bool reserved = label.size() > 3 && label.substr(2, 2) == "--";
        if (reserved && !label.starts_with("xn")) return false;
        return label.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
               std::string::npos;
    });
}

/// Below another label, so that a vector of one label can be in an address.
std::string mailbox(const std::string& domain) { return "a@" + domain + ".example"; }

/// The URL standard lets an ASCII name through that its own validity criteria fault (`V7; C2`);
/// `(ignored)` marks those that it does not apply.
bool is_faulted_a_label(const nlohmann::json& row) {
    if (!row.contains("comment") || !is_ascii(row.at("input").get<std::string>())) return false;
    const auto faults = split(row.at("comment").get<std::string>(), ';');
    return std::any_of(faults.begin(), faults.end(), [](const std::string& fault) {
        const auto name = trim(fault);
        return name.size() == 2 && name[0] >= 'A' && name[0] <= 'Z' && name[1] >= '0' &&
               name[1] <= '9';
    });
}

void judge(const nlohmann::json& row, Tally& tally) {
    const auto input = row.at("input").get<std::string>();
    const auto address = mailbox(input);
    const auto why = email_reason(address);
    CAPTURE(input);
    if (row.at("output").is_null()) {
        if (!why.empty()) return;
        MESSAGE("accepted, to ", email(address).text);
        ++tally.invalid_accepted;
        return;
    }
    const auto output = row.at("output").get<std::string>();
    if (!usable_for_mail(output + ".example") || is_faulted_a_label(row)) {
        CHECK_FALSE(why.empty());
    } else if (!why.empty()) {
        ++(is_ascii(input) ? tally.a_label_refused : tally.u_label_refused);
    } else if (email(address).text == mailbox(output)) {
        ++tally.equal;
    } else {
        MESSAGE("differs: ", email(address).text);
        ++tally.different;
    }
}

/// One lone surrogate, twice, is no JSON: U+FFFE is no character either.
std::string readable(std::string text) {
    const std::string surrogate = R"(\ud900)";
    for (auto at = text.find(surrogate); at != std::string::npos; at = text.find(surrogate, at)) {
        if (text.compare(at + surrogate.size(), 3, R"(\ud)") != 0) text.replace(at, 6, R"(\ufffe)");
        ++at;
    }
    return text;
}

void check(const std::string& file, const std::string& name) {
    auto text = vectors(file);
    if (!text) return;
    const auto known = own_data("idna-differences.json").at(name);
    Tally tally;
    for (const auto& row : nlohmann::json::parse(readable(*text))) {
        if (row.is_object()) judge(row, tally);
    }
    const auto most = [&](const char* what) { return known.at(what).get<std::size_t>(); };
    MESSAGE(name, ": equal ", tally.equal, ", A-labels refused ", tally.a_label_refused,
            ", U-labels refused ", tally.u_label_refused);
    CHECK(tally.different == 0);
    CHECK(tally.invalid_accepted <= most("invalid accepted"));
    CHECK(tally.a_label_refused <= most("A-labels refused"));
    CHECK(tally.u_label_refused <= most("U-labels refused"));
    CHECK(tally.equal >= most("equal"));
}

TEST_CASE("IdnaTestV2: what libidn2 answers is the vector's answer") {
    check("idna/IdnaTestV2.json", "IdnaTestV2");
}

TEST_CASE("toascii: what libidn2 answers is the vector's answer") {
    check("idna/toascii.json", "toascii");
}

TEST_CASE("U-labels and A-labels are one domain, sharp s and ss are two") {
    const auto domain = [](const std::string& name) { return email("a@" + name).text.substr(2); };
    CHECK(domain("stra\xC3\x9F"
                 "e.example") == "xn--strae-oqa.example");
    CHECK(domain("STRA\xE1\xBA\x9E"
                 "E.example") == "xn--strae-oqa.example");
    CHECK(domain("XN--STRAE-OQA.example") == "xn--strae-oqa.example");
    CHECK(domain("strasse.example") == "strasse.example");
    CHECK(domain("b\xC3\xBC"
                 "cher\xE3\x80\x82"
                 "example") == "xn--bcher-kva.example");
    CHECK(domain("bu\xCC\x88"
                 "cher.example") == "xn--bcher-kva.example");
}

}  // namespace
}  // namespace lawful::contact::test
