// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <lawful/terms.hpp>

namespace properties {

enum class Verb : std::uint8_t {
    hold,
    leave,
    request,
    give,
    renew,
    confirm,
    invalidate,
    refuse,
    withdraw,
    object,
    resolve,
    restrict,
    lift,
    inform,
    declare_basis,
    end_basis,
    declare_ground,
    end_ground,
    suppress,
    change_address,
    change_person,
    wait,
    import,
    release,
    report,
    erase,
    merge,
    unmerge,
    replace,
    ask,    ///< a rights request; an objection stops at once
    answer,  ///< a step of one
    forget,  ///< one purpose of somebody is erased
    retain   ///< what retention asks for is done
};

/// Whose event it is; `number` counts within the kind.
enum class Who : std::uint8_t { person, address, organisation };

/// One line of a list. Numbers point into the village's spellings, names and texts.
struct Row {
    std::size_t address = 0;
    std::size_t spelling = 0;
    std::size_t name = 0;          ///< 0: none
    std::size_t organisation = 0;  ///< 0: none
    std::size_t country = 0;
    std::size_t source = 0;
    std::size_t claim = 0;
    int added_ago = 0;  ///< days
    int form_ago = 0;   ///< days
};

/// One step of a history. It holds numbers only, so that any of its neighbours can be left out.
struct Operation {
    Verb verb = Verb::wait;
    Who who = Who::person;
    std::size_t number = 0;  ///< of the subject
    std::size_t address = 0;
    std::optional<std::size_t> purpose{};
    std::optional<lawful::Channel> channel{};
    std::chrono::milliseconds ago{0};  ///< how long before now it occurred
    std::chrono::milliseconds wait{0};
    int days = 0;             ///< from today, for holders
    std::size_t variant = 0;  ///< which proof, kind, basis, ground, earlier event
    std::vector<Row> rows{};
};

[[nodiscard]] bool is_denial(Verb verb);

/// One line that says all of it.
[[nodiscard]] std::string to_string(const Operation& operation);

}  // namespace properties
