// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "exchange/access.hpp"
#include "model/kind.hpp"

#include <lawful/json.hpp>

namespace lawful::exchange {
namespace {

/// What rests on consent or on a contract with the person.
struct Portable {
    std::vector<const HeldAddress*> addresses;
    std::vector<const RecordedEvent*> events;
};

std::optional<Portable> portable(const AccessFacts& facts) {
    Portable out;
    std::set<AddressId> named;
    bool contract = false;
    for (const auto& recorded : facts.events) {
        const auto* given = model::consent_in(recorded.event.body);
        const auto* basis = std::get_if<BasisDeclared>(&recorded.event.body);
        if (given != nullptr) named.insert(given->addresses.begin(), given->addresses.end());
        const bool is_contract = basis != nullptr && basis->basis == Basis::contract;
        contract = contract || is_contract;
        if (given != nullptr || is_contract) out.events.push_back(&recorded);
    }
    if (out.events.empty()) return std::nullopt;
    for (const auto& held : facts.addresses) {
        if (named.contains(held.id) || (contract && !held.shared)) out.addresses.push_back(&held);
    }
    return out;
}

/// GDPR 20(1): only what the person provided. The name stands on the form that they signed.
bool provided(const Recipient& person) {
    return person.source.kind == SourceKind::subject || person.source.kind == SourceKind::own_customer;
}

}  // namespace

std::optional<std::string> portability_json(const AccessFacts& facts) {
    const auto what = portable(facts);
    if (!what) return std::nullopt;
    const auto& person = facts.recipient;
    nlohmann::ordered_json tree{{"format", "lawful-portability/1"}, {"name", person.name}};
    if (!person.language.empty()) tree["language"] = person.language;
    if (provided(person)) {
        if (!person.role.empty()) tree["role"] = person.role;
        if (!facts.organisation.empty()) tree["organisation"] = facts.organisation;
    }
    tree["addresses"] = nlohmann::ordered_json::array();
    for (const auto* held : what->addresses) {
        tree["addresses"].push_back({{"medium", wire_name(held->address.medium)}, {"text", held->address.text}});
    }
    tree["events"] = nlohmann::ordered_json::array();
    for (const auto* event : what->events) tree["events"].push_back(nlohmann::ordered_json::parse(to_json(*event)));
    return tree.dump(2) + "\n";
}

std::string vcard_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == ',' || c == ';') out += '\\';
        if (c == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
            out += c;
        }
    }
    return out;
}

std::string vcard_line(std::string_view line) {
    std::string out;
    std::size_t room = 75;
    while (line.size() > room) {
        auto cut = room;
        while ((static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
        (out += line.substr(0, cut)) += "\r\n ";
        line.remove_prefix(cut);
        room = 74;  // the space counts
    }
    return (out += line) + "\r\n";
}

std::optional<std::string> portability_vcard(const AccessFacts& facts) {
    const auto what = portable(facts);
    if (!what) return std::nullopt;
    const auto& person = facts.recipient;
    std::string card = "BEGIN:VCARD\r\nVERSION:4.0\r\n" + vcard_line("FN:" + vcard_text(person.name));
    if (!person.language.empty()) card += vcard_line("LANG:" + person.language);
    if (provided(person)) {
        if (!person.role.empty()) card += vcard_line("TITLE:" + vcard_text(person.role));
        if (!facts.organisation.empty()) card += vcard_line("ORG:" + vcard_text(facts.organisation));
    }
    for (const auto* held : what->addresses) {
        const auto text = vcard_text(held->address.text);
        switch (held->address.medium) {
            case Medium::email: card += vcard_line("EMAIL:" + text); break;
            case Medium::phone: card += vcard_line("TEL:" + text); break;
            case Medium::post: card += vcard_line("ADR:;;" + text + ";;;;"); break;
        }
    }
    return card + "END:VCARD\r\n";
}

}  // namespace lawful::exchange
