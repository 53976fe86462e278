// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <lawful/events.hpp>
#include <lawful/terms.hpp>

namespace lawful {

/// What one text of the consent column means.
enum class ConsentClaim : std::uint8_t { given_with_form = 1, given_claimed, refused, withdrawn, none };
LAWFUL_TERMS(ConsentClaim, "given_with_form", "given_claimed", "refused", "withdrawn", "none");

/// A cell's text and what it claims. `{date}` in the text stands for a day in the mapping's format.
struct ConsentPattern {
    std::string text{};
    ConsentClaim claim = ConsentClaim::none;
    std::optional<NoticeRef> notice{};  ///< `given_with_form`: the text on the form
    ConsentMethod method = ConsentMethod::unknown;
};

/// Which column is what. Column names are the file's; an empty name is not read.
struct ImportMapping {
    std::string encoding = "utf-8";   ///< or `windows-1252`
    char delimiter = 0;               ///< 0: detect comma, semicolon or tab
    std::string date_format = "YYYY-MM-DD";  ///< of `Y`, `M`, `D` and separators

    std::string organisation{}, sector{}, name{}, role{}, email{}, phone{}, language{}, source{}, added{}, consent{};
    std::vector<std::string> name_parts{};   ///< joined by spaces when there is no `name`
    std::string country{};                   ///< a constant
    std::string country_column{};            ///< or a column

    std::string purpose{};                   ///< the consent column's purpose
    Channel channel = Channel::email;
    std::vector<ConsentPattern> patterns{};
    std::map<std::string, SourceKind> sources{};
    SourceKind default_source = SourceKind::third_party;
};

/// Reads a mapping. Throws `invalid_mapping` with line and column.
[[nodiscard]] ImportMapping read_mapping(const std::filesystem::path& file);

struct ImportOptions {
    bool dry_run = false;
    std::optional<std::filesystem::path> rejects{};  ///< original bytes; reasons in `FILE.reasons.csv`
    std::function<void(std::uint64_t done, std::uint64_t expected)> progress{};  ///< bytes
};

/// A row no one can use. The reason names the field, never its content.
struct RejectedRow {
    std::uint64_t line = 0;           ///< of the file, where the row begins
    std::string reason{};
};

struct ImportReport {
    std::uint64_t rows = 0;
    std::uint64_t imported = 0;       ///< rows that recorded something
    std::uint64_t unchanged = 0;      ///< rows already known
    std::uint64_t suppressed = 0;     ///< rows kept out by the deny list
    std::uint64_t recipients = 0;     ///< new ones
    std::uint64_t role_addresses = 0; ///< new ones
    std::map<ConsentClaim, std::uint64_t> claims{};  ///< rows by what they claim
    std::vector<RejectedRow> rejected{};
    std::uint64_t rejected_rows = 0;  ///< all of them; `rejected` holds the first 10,000
    std::vector<std::string> unread_columns{};
};

}  // namespace lawful
