// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "exchange/audit_answer.hpp"
#include "exchange/audit_reader.hpp"
#include "verify/faults.hpp"

namespace lawful::verify {

/// A bundle that proves one answer: decides it again from the events.
class Answer {
public:
    Answer(const exchange::AuditBundle& bundle, AuditReport& report, Faults& faults);

    /// Of an opened event whose commitment holds.
    void event(std::uint64_t index, std::string_view m);
    void finish();

private:
    AuditReport& report_;
    Faults& faults_;
    std::optional<exchange::AuditAnswer> answer_;
    std::vector<RecordedEvent> events_;
};

}  // namespace lawful::verify
