// SPDX-License-Identifier: Apache-2.0
#include "verify/tombstone.hpp"

#include <algorithm>
#include <array>

#include <lawful/error.hpp>
#include <lawful/time.hpp>

#include "model/json.hpp"

namespace lawful::verify {
namespace {

using model::Json;

constexpr std::array<std::string_view, 6> grounds{"17(1)(a)", "17(1)(b)", "17(1)(c)",
                                                  "17(1)(d)", "17(1)(e)", "17(1)(f)"};

[[noreturn]] void refuse(const char* what) { throw Error(ErrorCode::invalid_file, what); }

template <class T>
const T& member(const Json& json, std::string_view name, const char* fault) {
    if (const auto* object = std::get_if<Json::Object>(&json.value)) {
        if (const auto found = object->find(name); found != object->end()) {
            if (const auto* value = std::get_if<T>(&found->second.value)) return *value;
        }
    }
    refuse(fault);
}

bool is_kind(const Json& event, std::string_view kind) {
    const auto* object = std::get_if<Json::Object>(&event.value);
    if (object == nullptr) return false;
    const auto found = object->find("kind");
    if (found == object->end()) return false;
    const auto* text = std::get_if<std::string>(&found->second.value);
    return text != nullptr && *text == kind;
}

std::string day_of(const Json& event) {
    constexpr std::size_t day_length = 10;
    const auto& recorded = member<std::string>(event, "recorded", "tombstone without a time");
    try {
        static_cast<void>(parse_instant(recorded));
    } catch (const Error&) {
        refuse("tombstone with a time that is none");
    }
    return recorded.substr(0, day_length);
}

std::vector<std::uint64_t> leaves_of(const Json& body, std::uint64_t index) {
    std::vector<std::uint64_t> out;
    for (const auto& item : member<Json::Array>(body, "leaves", "tombstone without leaves")) {
        const auto* leaf = std::get_if<std::int64_t>(&item.value);
        if (leaf == nullptr || *leaf < 0 || static_cast<std::uint64_t>(*leaf) >= index) {
            refuse("tombstone of a leaf that is not before it");
        }
        if (!out.empty() && out.back() >= static_cast<std::uint64_t>(*leaf)) {
            refuse("tombstone with leaves out of order");
        }
        out.push_back(static_cast<std::uint64_t>(*leaf));
    }
    if (out.empty()) refuse("tombstone without leaves");
    return out;
}

}  // namespace

std::optional<Tombstone> tombstone_of(std::string_view m, std::uint64_t index) {
    // Canonical JSON spells it in one way: most events need no tree.
    if (m.find(R"("kind":"erased")") == std::string_view::npos) return std::nullopt;
    const auto event = model::parse(m);
    if (!is_kind(event, "erased")) return std::nullopt;
    const Json body{member<Json::Object>(event, "body", "tombstone without a body")};
    Tombstone out{member<std::string>(body, "ground", "tombstone without a ground"),
                  day_of(event), leaves_of(body, index)};
    if (std::find(grounds.begin(), grounds.end(), out.ground) == grounds.end()) {
        refuse("tombstone on a ground that GDPR 17(1) does not have");
    }
    static_cast<void>(member<std::string>(body, "subject", "tombstone without a subject"));
    return out;
}

std::string policy_of(std::string_view m) {
    const auto event = model::parse(m);
    if (!is_kind(event, "policy_applied")) refuse("the event put no policy in force");
    const Json body{member<Json::Object>(event, "body", "the event has no body")};
    return model::write({member<Json::Object>(body, "policy", "the event has no policy")});
}

}  // namespace lawful::verify
