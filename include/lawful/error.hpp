// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace lawful {

/// What went wrong. Numbers are never reused: the command-line tool exits with them (3 and up),
/// and Python has a subclass of `lawful.Error` for each.
enum class ErrorCode : std::uint8_t {
    invalid_address = 3,    ///< not an address of that channel (RFC 5321, E.164)
    invalid_record = 4,     ///< a record that contradicts itself or lacks what the law asks for
    invalid_policy = 5,     ///< `lawful.toml` that cannot be read or breaks a rule
    invalid_mapping = 6,    ///< an import mapping that cannot be read
    invalid_file = 7,       ///< an input file of the wrong encoding, shape or size
    unknown_purpose = 8,    ///< the policy declares no such purpose (GDPR 5(1)(b))
    unknown_notice = 9,     ///< the policy declares no such notice
    unknown_id = 10,        ///< no such person, address, organisation or event in this registry
    notice_changed = 11,    ///< a notice's text changed without a new version
    future_event = 12,      ///< the event is dated after now
    not_holder = 13,        ///< the person did not hold the address at that time
    address_taken = 14,     ///< the address is already in the registry
    already_done = 15,      ///< the message was already reported delivered or failed
    wrong_key = 16,         ///< the key does not open this registry
    not_a_registry = 17,    ///< the file is something else, or damaged at its head
    newer_version = 18,     ///< written by a later version of lawful
    registry_exists = 19,   ///< `create` never overwrites
    registry_missing = 20,  ///< no file there, or it was deleted or replaced under us
    read_only = 21,         ///< the file, or this handle, cannot be written
    busy = 22,              ///< another process holds the registry for too long
    input_output = 23,      ///< the operating system refused
    disk_full = 24,         ///< no room left; nothing was changed
    corrupt = 25,           ///< the registry contradicts itself or fails authentication
    random_failed = 26,     ///< the system's random source failed
    invalid_text = 27,      ///< text that is not UTF-8, or a time that is none
    policy_missing = 28,    ///< no policy was applied yet
    internal = 29,          ///< a defect of lawful: please report
    erased = 30,            ///< the person or address was erased (GDPR 17)
    legal_hold = 31,        ///< a legal hold stops the erasure (GDPR 17(3))
    stale_plan = 32,        ///< something in the plan is not due, or no longer
};

/// The code's wire name: lower-case words, never renamed.
[[nodiscard]] std::string_view to_string(ErrorCode code) noexcept;

/// The one exception. Messages are lower case, name the file, line or field, and never hold an
/// address, a name or a key.
class Error : public std::runtime_error {
public:
    Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}

    [[nodiscard]] ErrorCode code() const noexcept { return code_; }

private:
    ErrorCode code_;
};

}  // namespace lawful
