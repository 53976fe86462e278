// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <lawful/import.hpp>

namespace lawful::exchange {

/// One row of a list, read by a mapping: what it says of one person or role mailbox.
struct ImportRow {
    std::string organisation;
    std::string sector;
    std::string name;  ///< empty: a role mailbox
    std::string role;
    std::string email;  ///< without decoration; not yet normalised
    std::string phone;
    std::string language;  ///< BCP 47, in its usual case
    std::string country;
    std::string source_text;
    SourceKind source = SourceKind::third_party;
    std::optional<Day> added;
    ConsentClaim claim = ConsentClaim::none;
    std::optional<Day> claimed_on;  ///< the form's day
    std::optional<NoticeRef> notice;
    ConsentMethod method = ConsentMethod::unknown;

    /// What makes two rows the same row: every field that was read, and nothing else.
    [[nodiscard]] std::string fingerprint() const;
};

/// Finds the mapping's columns once, then reads rows.
class RowReader {
public:
    /// Throws `invalid_mapping` when a named column is not in the file.
    RowReader(const ImportMapping& mapping, const std::vector<std::string>& header);

    /// Throws `invalid_record` with a reason that names the field and not its content.
    [[nodiscard]] ImportRow read(const std::vector<std::string>& fields) const;

    [[nodiscard]] const std::vector<std::string>& unread_columns() const { return unread_; }

private:
    struct Column {
        std::optional<std::size_t> at;
        [[nodiscard]] std::string in(const std::vector<std::string>& fields) const;
    };
    [[nodiscard]] Column column(const std::string& name);
    void read_claim(ImportRow& row, const std::string& cell) const;

    const ImportMapping& mapping_;
    const std::vector<std::string>& header_;
    std::vector<bool> used_;
    std::vector<std::string> unread_;
    Column organisation_, sector_, name_, role_, email_, phone_, language_, source_, added_,
        consent_, country_;
    std::vector<Column> name_parts_;
};

/// A day written as `DD-MM-YYYY`, `D/M/YYYY` and the like; nothing when it is no such day.
[[nodiscard]] std::optional<Day> read_day(std::string_view text, std::string_view format);

}  // namespace lawful::exchange
