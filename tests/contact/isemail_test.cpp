// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <vector>

#include "support.hpp"

namespace lawful::contact::test {
namespace {

struct Case {
    std::string id;
    std::string address;
    std::string category;
};

std::string element(const std::string& xml, const std::string& name) {
    const auto open = xml.find('<' + name + '>');
    if (open == std::string::npos) return {};
    const auto begin = open + name.size() + 2;
    return xml.substr(begin, xml.find("</" + name + '>', begin) - begin);
}

void append_utf8(std::string& out, unsigned long code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | (code >> 6));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | (code >> 12));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

std::string without_entities(const std::string& xml) {
    const std::map<std::string, char> names = {
        {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
    std::string out;
    for (std::size_t at = 0; at < xml.size(); ++at) {
        if (xml[at] != '&') {
            out += xml[at];
            continue;
        }
        const auto end = xml.find(';', at);
        const auto name = xml.substr(at + 1, end - at - 1);
        if (name.starts_with("#x")) {
            append_utf8(out, std::stoul(name.substr(2), nullptr, 16));
        } else if (name.starts_with('#')) {
            append_utf8(out, std::stoul(name.substr(1)));
        } else {
            out += names.at(name);
        }
        at = end;
    }
    return out;
}

/// The file writes control n as U+2400+n, because XML cannot hold it.
std::string with_controls(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text.compare(at, 2, "\xE2\x90") == 0 && text[at + 2] < '\xA0') {
            out += static_cast<char>(text[at + 2] & 0x3F);
            at += 2;
        } else {
            out += text[at];
        }
    }
    return out;
}

std::vector<Case> cases_of(const std::string& xml) {
    std::vector<Case> cases;
    const std::string open = "<test id=\"";
    for (auto at = xml.find(open); at != std::string::npos; at = xml.find(open, at)) {
        at += open.size();
        const auto id = xml.substr(at, xml.find('"', at) - at);
        const auto test = xml.substr(at, xml.find("</test>", at) - at);
        cases.push_back({id, with_controls(without_entities(element(test, "address"))),
                         element(test, "category")});
    }
    return cases;
}

/// The DNS warnings are of well-formed addresses. Comments, folding white space, obsolete forms and
/// what only RFC 5322 allows cannot be sent to.
bool valid_for_smtp(const std::string& category) {
    return category == "ISEMAIL_VALID_CATEGORY" || category == "ISEMAIL_RFC5321" ||
           category == "ISEMAIL_DNSWARN";
}

TEST_CASE("the isemail set, but for the deviations on record") {
    const auto xml = vectors("isemail/tests.xml");
    if (!xml) return;
    const auto deviations = deviating_rows("isemail-deviations.json");
    std::size_t deviating = 0;
    const auto cases = cases_of(*xml);
    CHECK(cases.size() == 164);
    for (const auto& test : cases) {
        CAPTURE(test.id);
        CAPTURE(test.category);
        const bool deviates = deviations.contains(test.id);
        deviating += deviates ? 1 : 0;
        const auto reason = email_reason(test.address);
        CAPTURE(reason);
        CHECK(reason.empty() == (valid_for_smtp(test.category) != deviates));
    }
    CHECK(deviating == deviations.size());
}

}  // namespace
}  // namespace lawful::contact::test
