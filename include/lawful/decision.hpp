// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <lawful/id.hpp>
#include <lawful/terms.hpp>
#include <lawful/time.hpp>

namespace lawful {

enum class Verdict : std::uint8_t { allow = 1, allow_with_obligations, deny };
LAWFUL_TERMS(Verdict, "allow", "allow_with_obligations", "deny");

/// What a reason does to the answer. `info` was said and changed nothing: a failed basis beside a
/// valid one, or a block that an allow lifted.
enum class Effect : std::uint8_t { block = 1, allow, pass, skip, warn, breach, obligation, info };
LAWFUL_TERMS(Effect, "block", "allow", "pass", "skip", "warn", "breach", "obligation", "info");

/// One rule that spoke.
struct Reason {
    std::string rule{};               ///< id of the rule, `G2-4`
    std::string code{};               ///< wire name, `E_CONSENT_NOT_DEMONSTRABLE`
    Effect effect = Effect::block;
    std::string article{};            ///< its source in law
    std::optional<Instant> since{};   ///< when the fact behind it occurred
    std::optional<EventIndex> event{};  ///< the event behind it

    bool operator==(const Reason&) const = default;
};

/// What the sender must do for an allowed message to be lawful. `release` asks for its code.
struct Obligation {
    std::string code{};
    std::string article{};
    bool blocking = true;             ///< `release` refuses while it is not fulfilled

    bool operator==(const Obligation&) const = default;
};

/// The answer. Reasons stand in the order of the rules table.
struct Decision {
    Verdict verdict = Verdict::deny;
    std::vector<Reason> reasons{};
    std::vector<Obligation> obligations{};
    std::optional<Basis> basis{};         ///< the basis that holds (GDPR 6(1))
    std::optional<Instant> valid_until{};   ///< first instant at which time alone may change it
    std::uint64_t ledger_size = 0;        ///< events known when it was given

    /// True when the message may be sent: never for a denial.
    explicit operator bool() const noexcept { return verdict != Verdict::deny; }

    bool operator==(const Decision&) const = default;
};

/// A set of reason codes, for this process only: its bits mean nothing elsewhere.
class ReasonCodes {
public:
    /// A code of a national row that another version recorded counts as `UNLISTED`.
    void add(std::string_view code);
    [[nodiscard]] bool contains(std::string_view code) const;
    /// As text, sorted.
    [[nodiscard]] std::vector<std::string> list() const;

    bool operator==(const ReasonCodes&) const = default;

private:
    std::array<std::uint64_t, 2> words_{};
};

/// An answer without its grounds. `may_send` has them.
struct Brief {
    Verdict verdict = Verdict::deny;
    ReasonCodes codes{};              ///< of every reason that is more than `info`
    std::optional<Instant> valid_until{};
    std::uint64_t ledger_size = 0;

    /// True when the message may be sent: never for a denial.
    explicit operator bool() const noexcept { return verdict != Verdict::deny; }

    bool operator==(const Brief&) const = default;
};

[[nodiscard]] Brief in_brief(const Decision& decision);

}  // namespace lawful
