// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exchange/import_row.hpp"
#include "registry/writer.hpp"

namespace lawful::registry {

/// Which rows a pass over the file writes. The denials of people come first, dated at the import,
/// then the other rows of people, then the mailboxes without a name: denials, then the rest.
enum class ImportPass : std::uint8_t { denials = 1, people, mailbox_denials, mailboxes };

[[nodiscard]] ImportPass pass_of(const exchange::ImportRow& row);

/// Turns rows into events: fills gaps, never revives.
class ImportWriter {
public:
    ImportWriter(const Context& context, const ImportMapping& mapping, ImportReport& report)
        : context_(context), mapping_(mapping), report_(report) {}

    /// What a row must have before anything of it is written. Throws `invalid_address`,
    /// `invalid_record`, with the field's name before the reason.
    void require(const View& view, const exchange::ImportRow& row) const;

    void write(Writer& writer, const exchange::ImportRow& row) const;

private:
    struct Target {
        AddressId address;
        std::optional<RecipientId> person;  ///< whose claim it is
    };

    [[nodiscard]] contact::Normal normal(const View& view, Medium medium,
                                         const exchange::ImportRow& row) const;
    [[nodiscard]] std::optional<OrganisationId> organisation(Writer& writer,
                                                             const exchange::ImportRow& row) const;
    [[nodiscard]] AddressId address(Writer& writer, const contact::Normal& normal,
                                    const exchange::ImportRow& row,
                                    std::optional<OrganisationId> organisation) const;
    [[nodiscard]] RecipientId person(Writer& writer, AddressId address,
                                     const exchange::ImportRow& row,
                                     std::optional<OrganisationId> organisation) const;
    [[nodiscard]] std::optional<RecipientId> holder_named(const Writer& writer, AddressId address,
                                                          std::string_view name) const;
    [[nodiscard]] std::optional<RecipientId> only_holder(const Writer& writer,
                                                         AddressId address) const;
    void phone(Writer& writer, RecipientId holder, const exchange::ImportRow& row) const;
    void claim(Writer& writer, const Target& target, const exchange::ImportRow& row) const;
    void deny(Writer& writer, const Target& target, const exchange::ImportRow& row) const;
    void consent(Writer& writer, const Target& target, const exchange::ImportRow& row) const;

    const Context& context_;
    const ImportMapping& mapping_;
    ImportReport& report_;
};

}  // namespace lawful::registry
