// SPDX-License-Identifier: Apache-2.0
#include "exchange/import_row.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "exchange/language_tag.hpp"

#include <lawful/error.hpp>

namespace lawful::exchange {
namespace {

[[noreturn]] void refuse(const std::string& what) { throw Error(ErrorCode::invalid_record, what); }

std::string folded_space(std::string_view text) {
    std::string out;
    for (const char c : trim(text)) {
        const bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        if (!space)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return out;
}

std::string read_language(std::string_view cell) {
    const auto text = trim(cell);
    if (text.empty()) return {};
    auto tag = language_tag(text);
    if (!tag) refuse("language: not a language tag");
    return std::move(*tag);
}

/// The text before and after `{date}`; without it the whole cell must be equal.
struct PatternParts {
    std::string_view before;
    std::string_view after;
    bool dated = false;
};

PatternParts parts_of(std::string_view pattern) {
    constexpr std::string_view place = "{date}";
    const auto at = pattern.find(place);
    if (at == std::string_view::npos) return {pattern, {}, false};
    return {pattern.substr(0, at), pattern.substr(at + place.size()), true};
}

/// Number of letters `Y`, `M` or `D` at the front of `format`.
std::size_t run_length(std::string_view format) {
    std::size_t count = 1;
    while (count < format.size() && format[count] == format[0]) ++count;
    return count;
}

std::optional<int> take_number(std::string_view& text, std::size_t width) {
    const std::size_t least = width == 1 ? 1 : width;
    const std::size_t most = width == 1 ? 2 : width;
    std::size_t count = 0;
    int value = 0;
    while (count < most && count < text.size() && text[count] >= '0' && text[count] <= '9') {
        value = value * 10 + (text[count++] - '0');
    }
    if (count < least) return std::nullopt;
    text.remove_prefix(count);
    return value;
}

}  // namespace

std::optional<Day> read_day(std::string_view text, std::string_view format) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    text = trim(text);
    while (!format.empty()) {
        const char letter = format.front();
        if (letter != 'Y' && letter != 'M' && letter != 'D') {
            if (text.empty() || text.front() != letter) return std::nullopt;
            text.remove_prefix(1);
            format.remove_prefix(1);
            continue;
        }
        const auto width = run_length(format);
        const auto number = take_number(text, width);
        if (!number) return std::nullopt;
        if (letter == 'Y') year = *number;
        if (letter == 'M') month = static_cast<unsigned>(*number);
        if (letter == 'D') day = static_cast<unsigned>(*number);
        format.remove_prefix(width);
    }
    const Day out{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (!text.empty() || !out.ok() || year < 1000) return std::nullopt;
    return out;
}

std::string ImportRow::fingerprint() const {
    const auto optional_day = [](const std::optional<Day>& day) {
        return day ? to_string(*day) : std::string();
    };
    const auto notice_text = notice ? notice->language + "/" + notice->version : std::string();
    std::string out;
    for (const auto& field :
         {organisation, sector, name, role, email, phone, language, country, source_text,
          optional_day(added), std::string(wire_name(claim)), optional_day(claimed_on), notice_text,
          std::string(wire_name(method)), std::string(wire_name(source))}) {
        out += fmt::format("{}:{};", field.size(), field);
    }
    return out;
}

std::string RowReader::Column::in(const std::vector<std::string>& fields) const {
    return at ? fields.at(*at) : std::string();
}

RowReader::Column RowReader::column(const std::string& name) {
    if (name.empty()) return {};
    const auto found = std::find(header_.begin(), header_.end(), name);
    if (found == header_.end()) {
        throw Error(ErrorCode::invalid_mapping,
                    fmt::format("the file has no column '{}', which the mapping names", name));
    }
    const auto at = static_cast<std::size_t>(found - header_.begin());
    used_[at] = true;
    return {at};
}

RowReader::RowReader(const ImportMapping& mapping, const std::vector<std::string>& header)
    : mapping_(mapping), header_(header), used_(header.size(), false) {
    organisation_ = column(mapping.organisation);
    sector_ = column(mapping.sector);
    name_ = column(mapping.name);
    for (const auto& part : mapping.name_parts) name_parts_.push_back(column(part));
    role_ = column(mapping.role);
    email_ = column(mapping.email);
    phone_ = column(mapping.phone);
    language_ = column(mapping.language);
    source_ = column(mapping.source);
    added_ = column(mapping.added);
    consent_ = column(mapping.consent);
    country_ = column(mapping.country_column);
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (!used_[i]) unread_.push_back(header[i]);
    }
}

ImportRow RowReader::read(const std::vector<std::string>& fields) const {
    ImportRow row;
    row.organisation = folded_space(organisation_.in(fields));
    row.sector = folded_space(sector_.in(fields));
    row.name = folded_space(name_.in(fields));
    for (const auto& part : name_parts_) row.name = folded_space(row.name + ' ' + part.in(fields));
    row.role = folded_space(role_.in(fields));
    row.email = std::string(trim(email_.in(fields)));
    row.phone = folded_space(phone_.in(fields));
    row.language = read_language(language_.in(fields));
    row.country =
        mapping_.country.empty() ? to_upper_ascii(trim(country_.in(fields))) : mapping_.country;
    if (!row.country.empty() && !is_country(row.country))
        refuse("country: want two letters (ISO 3166-1)");
    row.source_text = folded_space(source_.in(fields));
    const auto source = mapping_.sources.find(row.source_text);
    row.source = source == mapping_.sources.end() ? mapping_.default_source : source->second;
    if (const auto added = folded_space(added_.in(fields)); !added.empty()) {
        row.added = read_day(added, mapping_.date_format);
        if (!row.added) refuse("added: not a day of the calendar");
    }
    read_claim(row, folded_space(consent_.in(fields)));
    return row;
}

void RowReader::read_claim(ImportRow& row, const std::string& cell) const {
    const auto folded = to_lower_ascii(cell);
    for (const auto& pattern : mapping_.patterns) {
        const auto text = to_lower_ascii(pattern.text);
        auto [before, after, dated] = parts_of(text);
        if (!dated) {
            before = trim(before);
            if (folded != before) continue;
        } else {
            if (!folded.starts_with(before) || !folded.ends_with(after) ||
                folded.size() < before.size() + after.size()) {
                continue;
            }
            const auto middle =
                folded.substr(before.size(), folded.size() - before.size() - after.size());
            row.claimed_on = read_day(middle, mapping_.date_format);
            if (!row.claimed_on) refuse("consent: not a day of the calendar");
        }
        row.claim = pattern.claim;
        row.notice = pattern.notice;
        row.method = pattern.method;
        return;
    }
    if (!cell.empty()) refuse("consent: a text that the mapping does not explain");
}

}  // namespace lawful::exchange
