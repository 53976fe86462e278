// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.hpp"
#include "exchange/language_tag.hpp"
#include "exchange/toml_table.hpp"

#include <lawful/import.hpp>

namespace lawful {
namespace {

using exchange::TomlFile;
using exchange::TomlTable;

constexpr std::string_view date_place = "{date}";

void read_encoding(TomlTable& root, ImportMapping& mapping) {
    root.optional("encoding", mapping.encoding);
    if (mapping.encoding != "utf-8" && mapping.encoding != "windows-1252") {
        root.refuse("encoding", "want utf-8 or windows-1252");
    }
}

void read_delimiter(TomlTable& root, ImportMapping& mapping) {
    std::string text = "detect";
    root.optional("delimiter", text);
    if (text == "detect") return;
    if (text != "," && text != ";" && text != "\t") {
        root.refuse("delimiter", R"(want detect, a comma, a semicolon or a tab ("\t"))");
    }
    mapping.delimiter = text.front();
}

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Year of four digits, month and day of one or two, each once. After a number of one or two digits
/// a separator, or no one can tell where it ends.
bool is_date_format(std::string_view format) {
    std::string seen;
    while (!format.empty()) {
        const char letter = format.front();
        const auto length = std::min(format.find_first_not_of(letter), format.size());
        format.remove_prefix(length);
        if (letter != 'Y' && letter != 'M' && letter != 'D') {
            if (is_alphanumeric(letter)) return false;
            continue;
        }
        const bool width = letter == 'Y' ? length == 4 : length <= 2;
        const bool ends = length > 1 || format.empty() || !is_alphanumeric(format.front());
        if (!width || !ends || seen.find(letter) != std::string::npos) return false;
        seen += letter;
    }
    return seen.size() == 3;
}

void read_date_format(TomlTable& root, ImportMapping& mapping) {
    root.optional("date_format", mapping.date_format);
    if (!is_date_format(mapping.date_format)) {
        root.refuse("date_format", "want year, month and day such as DD-MM-YYYY or D/M/YYYY");
    }
}

void read_country(TomlTable& root, ImportMapping& mapping) {
    const bool constant = root.optional("country", mapping.country);
    const bool column = root.optional("country_column", mapping.country_column);
    if (constant && column) {
        root.refuse("country_column", "want either country or country_column, not both");
    }
    if (constant && !is_country(mapping.country)) {
        root.refuse("country", "want two capital letters (ISO 3166-1)");
    }
    if (column && mapping.country_column.empty()) {
        root.refuse("country_column", "must not be empty");
    }
}

/// The rules differ by country, and nothing in a list but the country itself tells it.
void require_country(const TomlTable& root, const ImportMapping& mapping) {
    if (mapping.country.empty() && mapping.country_column.empty()) {
        root.refuse("country", "is missing, and so is country_column; a country is never guessed");
    }
}

void read_column(TomlTable& columns, std::string_view key, std::string& name) {
    if (columns.optional(key, name) && name.empty()) columns.refuse(key, "must not be empty");
}

void read_columns(TomlTable columns, ImportMapping& mapping) {
    columns.required("email", mapping.email);
    read_column(columns, "organisation", mapping.organisation);
    read_column(columns, "sector", mapping.sector);
    read_column(columns, "name", mapping.name);
    read_column(columns, "role", mapping.role);
    read_column(columns, "phone", mapping.phone);
    read_column(columns, "language", mapping.language);
    read_column(columns, "source", mapping.source);
    read_column(columns, "added", mapping.added);
    read_column(columns, "consent", mapping.consent);
    const bool parts = columns.optional("name_parts", mapping.name_parts);
    columns.finish();
    if (!parts) return;
    if (!mapping.name.empty()) {
        columns.refuse("name_parts", "want either name or name_parts, not both");
    }
    const auto& names = mapping.name_parts;
    if (names.empty() || std::find(names.begin(), names.end(), "") != names.end()) {
        columns.refuse("name_parts", "must not be empty");
    }
}

std::optional<NoticeRef> read_notice(TomlTable& pattern) {
    auto table = pattern.table("notice");
    if (!table) return std::nullopt;
    NoticeRef notice;
    table->required("language", notice.language);
    table->required("version", notice.version);
    table->finish();
    if (exchange::language_tag(notice.language) != notice.language) {
        table->refuse("language", "want a language tag such as nl or nl-BE");
    }
    return notice;
}

/// A form proves consent by its day, its text and how it was filled in (GDPR 7(1)); no other claim
/// does.
void require_proof(const TomlTable& table, const ConsentPattern& pattern, bool has_method) {
    const bool form = pattern.claim == ConsentClaim::given_with_form;
    const bool dated = pattern.text.find(date_place) != std::string::npos;
    if (form && !dated) {
        table.refuse("text",
                     "want {date}: a form whose day is not known proves nothing "
                     "(then the claim is given_claimed)");
    }
    if (form && !pattern.notice) table.refuse("notice", "is missing: the text on the form");
    if (form && !has_method) table.refuse("method", "is missing: how the form was filled in");
    if (!form && pattern.notice) table.refuse("notice", "only given_with_form has one");
    if (!form && has_method) table.refuse("method", "only given_with_form has one");
}

ConsentPattern read_pattern(TomlTable& table) {
    ConsentPattern pattern;
    table.required("text", pattern.text);
    table.required("claim", pattern.claim);
    pattern.notice = read_notice(table);
    const bool has_method = table.optional("method", pattern.method);
    table.finish();
    if (trim(pattern.text) != pattern.text) {
        table.refuse("text", "must not begin or end with a space");
    }
    const auto place = pattern.text.find(date_place);
    if (place != std::string::npos &&
        pattern.text.find(date_place, place + 1) != std::string::npos) {
        table.refuse("text", "has more than one {date}");
    }
    require_proof(table, pattern, has_method);
    return pattern;
}

void read_patterns(TomlTable& consent, ImportMapping& mapping) {
    for (auto& table : consent.tables("patterns")) {
        auto pattern = read_pattern(table);
        for (const auto& other : mapping.patterns) {
            if (to_lower_ascii(other.text) == to_lower_ascii(pattern.text)) {
                table.refuse("text", "stands in an earlier pattern");
            }
        }
        mapping.patterns.push_back(std::move(pattern));
    }
}

void read_consent(TomlTable consent, ImportMapping& mapping) {
    consent.required("purpose", mapping.purpose);
    consent.optional("channel", mapping.channel);
    read_patterns(consent, mapping);
    if (mapping.patterns.empty()) consent.require("patterns");
    consent.finish();
}

void read_sources(TomlTable sources, ImportMapping& mapping) {
    for (const auto& text : sources.keys()) {
        SourceKind kind{};
        sources.required(text, kind);
        mapping.sources.emplace(text, kind);
    }
    sources.finish();
}

/// A part of the mapping that no column uses is a mistake, as is a column that nothing explains.
void require_used(const TomlTable& root, const ImportMapping& mapping, bool consent, bool sources) {
    if (consent && mapping.consent.empty()) {
        root.refuse("consent", "is not used: columns.consent names no column");
    }
    if (!consent && !mapping.consent.empty()) {
        root.refuse("consent", "is missing: what the column named by columns.consent means");
    }
    if (sources && mapping.source.empty()) {
        root.refuse("sources", "is not used: columns.source names no column");
    }
}

}  // namespace

ImportMapping read_mapping(const std::filesystem::path& file) {
    const TomlFile toml(file, ErrorCode::invalid_mapping);
    TomlTable root(toml);
    ImportMapping mapping;
    read_encoding(root, mapping);
    read_delimiter(root, mapping);
    read_date_format(root, mapping);
    read_country(root, mapping);
    root.optional("default_source", mapping.default_source);
    auto columns = root.table("columns");
    auto consent = root.table("consent");
    auto sources = root.table("sources");
    if (!columns) root.require("columns");
    root.finish();
    require_country(root, mapping);
    read_columns(std::move(*columns), mapping);
    if (consent) read_consent(std::move(*consent), mapping);
    if (sources) read_sources(std::move(*sources), mapping);
    require_used(root, mapping, consent.has_value(), sources.has_value());
    return mapping;
}

}  // namespace lawful
