// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <lawful/decision.hpp>
#include <lawful/events.hpp>

namespace lawful {

/// A reason, and the event behind it with its place in the ledger.
struct ExplainedReason {
    Reason reason{};
    std::string words{};                    ///< what it means, for a data protection officer
    std::optional<RecordedEvent> event{};   ///< none: a rule of law alone, or the event was erased
    std::string event_words{};
    std::string proof{};                    ///< C2SP tlog-proof of the event's leaf
};

/// An answer with everything that it rests on.
struct Explanation {
    std::string purpose{};
    Channel channel = Channel::email;
    Instant asked{};                        ///< the instant that it is the answer of
    std::optional<AddressId> address{};     ///< none: nobody knows the address
    Decision decision{};
    std::string words{};
    std::vector<ExplainedReason> reasons{}; ///< in the decision's order
    std::string checkpoint{};               ///< what the proofs lead to
};

}  // namespace lawful
