// SPDX-License-Identifier: Apache-2.0
#include "faults/deeds.hpp"

#include "faults/chance.hpp"

namespace faults {

std::uint64_t Deed::events() const { return kind == Kind::refuse_shared ? 1 + sharers : 1; }

Deed deed(Deeds deeds, std::uint64_t seed, std::uint64_t number) {
    if (deeds == Deeds::alike) return {Deed::Kind::refuse, {}};
    Chance chance(seed, number);
    const auto mark = std::to_string(number);
    const auto drawn = chance.below(8);
    if (deeds == Deeds::undenied && drawn >= 1 && drawn <= 5) {
        return {Deed::Kind::add_address, "box-" + mark + "@example.org"};
    }
    switch (drawn) {
        case 0: return {Deed::Kind::request, {}};
        case 1: return {Deed::Kind::refuse, {}};
        case 2:
        case 3: return {Deed::Kind::refuse_shared, {}};
        case 4: return {Deed::Kind::add_address, "box-" + mark + "@example.org"};
        case 5: return {Deed::Kind::suppress, "gone-" + mark + "@example.org"};
        default:
            return {Deed::Kind::add_person,
                    "Person " + mark + " " + std::string(chance.below(chance.one_in(8) ? 9'000 : 60), 'n')};
    }
}

void RegistryWords::perform(const Deed& deed) {
    switch (deed.kind) {
        case Deed::Kind::request: desk.emplace_back("consent_requested"); return;
        case Deed::Kind::refuse: desk.emplace_back("consent_refused"); return;
        case Deed::Kind::refuse_shared:
            shared.emplace_back("consent_refused");
            sharer.emplace_back("consent_refused");
            return;
        case Deed::Kind::add_address:
        case Deed::Kind::add_person: ++added[deed.text]; return;
        case Deed::Kind::suppress: ++suppressed; return;
    }
}

std::string RegistryWords::text() const {
    std::string out;
    const auto add = [&](const char* title, const std::vector<std::string>& kinds) {
        out.append(title);
        for (const auto& kind : kinds) out.append(" ").append(kind);
        out.append("\n");
    };
    add("desk", desk);
    add("shared", shared);
    add("sharer", sharer);
    for (const auto& [name, times] : added) out += name + " x" + std::to_string(times) + "\n";
    return out + "suppressed " + std::to_string(suppressed) + "\n";
}

}  // namespace faults
