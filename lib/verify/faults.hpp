// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include <lawful/audit.hpp>
#include <lawful/error.hpp>

#include "base/text.hpp"

namespace lawful::verify {

/// What is wrong and where: all of it counted, the first hundred kept.
class Faults {
public:
    explicit Faults(AuditReport& report) : report_(report) {}

    void add(std::string_view fault) {
        constexpr std::size_t kept = 100;
        if (report_.faults.size() < kept) report_.faults.push_back(printable(fault));
        ++report_.fault_count;
    }

    /// False, with a fault at `where`, when `check` throws an Error. Where most events pass, `where` is a
    /// function: a text for each of them costs more than their check.
    template <class Where, class Check>
    bool holds(const Where& where, Check&& check) {
        try {
            check();
            return true;
        } catch (const Error& error) {
            if constexpr (std::is_invocable_v<Where>) add(std::string(where()) + ": " + error.what());
            else add(std::string(where) + ": " + error.what());
            return false;
        }
    }

private:
    /// The name of a planted file may be anything, also endless, or what a terminal obeys.
    static std::string printable(std::string_view text) {
        constexpr std::size_t longest = 1'000;
        std::string out(text.substr(0, longest));
        const bool readable = is_utf8(out);
        for (auto& c : out) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !readable)) c = '?';
        }
        return out;
    }

    AuditReport& report_;
};

}  // namespace lawful::verify
