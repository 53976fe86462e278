// SPDX-License-Identifier: Apache-2.0
#include <lawful/error.hpp>

namespace lawful {

std::string_view to_string(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::invalid_address: return "invalid_address";
        case ErrorCode::invalid_record: return "invalid_record";
        case ErrorCode::invalid_policy: return "invalid_policy";
        case ErrorCode::invalid_mapping: return "invalid_mapping";
        case ErrorCode::invalid_file: return "invalid_file";
        case ErrorCode::unknown_purpose: return "unknown_purpose";
        case ErrorCode::unknown_notice: return "unknown_notice";
        case ErrorCode::unknown_id: return "unknown_id";
        case ErrorCode::notice_changed: return "notice_changed";
        case ErrorCode::future_event: return "future_event";
        case ErrorCode::not_holder: return "not_holder";
        case ErrorCode::address_taken: return "address_taken";
        case ErrorCode::already_done: return "already_done";
        case ErrorCode::wrong_key: return "wrong_key";
        case ErrorCode::not_a_registry: return "not_a_registry";
        case ErrorCode::newer_version: return "newer_version";
        case ErrorCode::registry_exists: return "registry_exists";
        case ErrorCode::registry_missing: return "registry_missing";
        case ErrorCode::read_only: return "read_only";
        case ErrorCode::busy: return "busy";
        case ErrorCode::input_output: return "input_output";
        case ErrorCode::disk_full: return "disk_full";
        case ErrorCode::corrupt: return "corrupt";
        case ErrorCode::random_failed: return "random_failed";
        case ErrorCode::invalid_text: return "invalid_text";
        case ErrorCode::policy_missing: return "policy_missing";
        case ErrorCode::internal: return "internal";
        case ErrorCode::erased: return "erased";
        case ErrorCode::legal_hold: return "legal_hold";
        case ErrorCode::stale_plan: return "stale_plan";
    }
    return "internal";
}

}  // namespace lawful
