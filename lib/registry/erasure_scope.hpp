// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "rules/state.hpp"

namespace lawful::registry {

/// For which purposes an erased address stays on the deny list: all, where the person ever said no
/// to all or to direct marketing, else those that anything was recorded for.
class ErasureScope {
public:
    ErasureScope(const rules::SubjectState& state, ErasureGround ground);
    /// Only what the person stopped: for a mailbox that stays.
    [[nodiscard]] static ErasureScope of_denials(const rules::SubjectState& person,
                                                 ErasureGround ground);

    void add(const rules::SubjectState& state);
    void add(const std::string& purpose);
    void add(const ErasureScope& other);

    [[nodiscard]] bool is_empty() const { return !everything_ && purposes_.empty(); }
    /// None: all.
    [[nodiscard]] std::vector<std::string> purposes() const;

private:
    explicit ErasureScope(ErasureGround ground) : everything_(ground == ErasureGround::objected) {}
    void add_denials(const rules::SubjectState& state);
    void add_scope(const std::optional<std::string>& purpose);

    bool everything_;  ///< GDPR 21(2): an objection is to all marketing
    std::set<std::string> purposes_;
};

}  // namespace lawful::registry
