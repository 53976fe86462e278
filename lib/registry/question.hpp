// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/view.hpp"
#include "rules/facts.hpp"

namespace lawful::registry {

/// One purpose and channel asked about many addresses of one view.
class Question {
public:
    /// Throws `policy_missing`, `unknown_purpose`.
    Question(const Context& context, const View& view, std::string_view purpose, Channel channel);

    [[nodiscard]] Decision answer(AddressId address) const;
    /// Of a person or an address of which nothing else is known.
    [[nodiscard]] Decision erased(const rules::SubjectState& state) const;
    /// Unknown addresses are a denial. Throws `invalid_address`.
    [[nodiscard]] Decision answer(std::string_view address) const;
    /// `loose`: of the normal form.
    [[nodiscard]] Decision answer(const contact::Normal& normal, const crypto::Probes& loose) const;
    /// Of what is no address.
    [[nodiscard]] Decision invalid_address() const;
    /// An address that is none is a denial too.
    [[nodiscard]] Screened screen(const std::string& input) const;
    /// Decides as at dispatch: obligations not fulfilled block.
    [[nodiscard]] Decision answer_release(AddressId address,
                                          std::span<const std::string> fulfilled) const;

    [[nodiscard]] std::optional<AddressId> find(const contact::Normal& normal) const;
    [[nodiscard]] contact::Normal normalise(std::string_view address) const;
    /// All that the rules read.
    [[nodiscard]] rules::Facts facts(std::optional<AddressId> address,
                                     const crypto::Probes& loose) const;

private:
    [[nodiscard]] rules::Facts asked() const;
    void add_merged_suppressions(rules::Facts& facts) const;
    [[nodiscard]] Decision finish(Decision decision) const;

    const Context& context_;
    const View& view_;
    PolicyPointer policy_;
    RowsPointer rows_;
    const Purpose& purpose_;
    Channel channel_;
};

}  // namespace lawful::registry
