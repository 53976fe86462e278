// SPDX-License-Identifier: Apache-2.0
#include "registry/properties/operation.hpp"

#include <array>
#include <string_view>

#include <fmt/format.h>

namespace properties {
namespace {

constexpr auto verbs = std::to_array<std::string_view>(
    {"hold",          "leave",          "request",    "give",     "renew",
     "confirm",       "invalidate",     "refuse",     "withdraw", "object",
     "resolve",       "restrict",       "lift",       "inform",   "declare_basis",
     "end_basis",     "declare_ground", "end_ground", "suppress", "change_address",
     "change_person", "wait",           "import",     "release",  "report",
     "erase",         "merge",          "unmerge",    "replace",        "ask",        "answer",
     "forget",        "retain"});
constexpr auto whose = std::to_array<std::string_view>({"person", "address", "organisation"});

std::string to_string(const Row& row) {
    return fmt::format(
        " [address {} spelling {} name {} organisation {} country {} source {} claim {} added -{}d "
        "form -{}d]",
        row.address, row.spelling, row.name, row.organisation, row.country, row.source, row.claim,
        row.added_ago, row.form_ago);
}

}  // namespace

bool is_denial(Verb verb) {
    switch (verb) {
        case Verb::invalidate:
        case Verb::refuse:
        case Verb::withdraw:
        case Verb::object:
        case Verb::restrict:
        case Verb::suppress:
        case Verb::ask: return true;
        default: return false;
    }
}

std::string to_string(const Operation& operation) {
    auto out = std::string(verbs.at(static_cast<std::size_t>(operation.verb)));
    if (operation.verb == Verb::wait) return fmt::format("{} {}ms", out, operation.wait.count());
    if (operation.verb == Verb::import) {
        for (const auto& row : operation.rows) out += to_string(row);
        return out;
    }
    out += fmt::format(" {} {} address {}", whose.at(static_cast<std::size_t>(operation.who)),
                       operation.number, operation.address);
    out += operation.purpose ? fmt::format(" purpose {}", *operation.purpose) : " every purpose";
    out += operation.channel ? fmt::format(" {}", lawful::wire_name(*operation.channel))
                             : " every channel";
    if (operation.ago.count() != 0) out += fmt::format(" ago {}ms", operation.ago.count());
    if (operation.days != 0) out += fmt::format(" days {:+}", operation.days);
    if (operation.variant != 0) out += fmt::format(" variant {}", operation.variant);
    return out;
}

}  // namespace properties
