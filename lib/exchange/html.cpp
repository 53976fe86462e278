// SPDX-License-Identifier: Apache-2.0
#include "exchange/html.hpp"

#include <algorithm>

#include "exchange/html_style.hpp"

namespace lawful::exchange {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// U+202A to U+202E and U+2066 to U+2069: with them a name can make the words around it read otherwise.
bool turns_direction(std::string_view text) {
    if (text.size() < 3 || text[0] != '\xE2') return false;
    return (text[1] == '\x80' && text[2] >= '\xAA' && text[2] <= '\xAE') ||
           (text[1] == '\x81' && text[2] >= '\xA6' && text[2] <= '\xA9');
}

/// Not broken at its hyphens.
bool is_day(std::string_view cell) {
    return cell.size() == 10 && cell[4] == '-' && cell[7] == '-' &&
           cell.find_first_not_of("0123456789-") == std::string_view::npos;
}

}  // namespace

std::string escape_html(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (turns_direction(text.substr(i))) {
            out += replacement;
            i += 2;
            continue;
        }
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            case '\t': case '\n': out += c; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
                    out += replacement;
                } else {
                    out += c;
                }
        }
    }
    return out;
}

HtmlPage::HtmlPage(std::string_view language, std::string_view title) : out_("<!DOCTYPE html>\n") {
    open("html", {{"lang", language}}).open("head");
    empty("meta", {{"charset", "utf-8"}});
    empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    empty("meta", {{"http-equiv", "Content-Security-Policy"},
                   {"content", "default-src 'none'; style-src 'unsafe-inline'"}});
    empty("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
    empty("meta", {{"name", "robots"}, {"content", "noindex"}});
    put("title", title);
    open("style");
    out_ += html_style;
    close();
    close();
    open("body").open("main").put("h1", title);
}

void HtmlPage::begin(std::string_view tag, Attributes attributes) {
    (out_ += '<') += tag;
    for (const auto& [name, value] : attributes) {
        ((out_ += ' ') += name) += "=\"";
        (out_ += escape_html(value)) += '"';
    }
}

HtmlPage& HtmlPage::open(std::string_view tag, Attributes attributes) {
    begin(tag, attributes);
    out_ += '>';
    open_.emplace_back(tag);
    return *this;
}

HtmlPage& HtmlPage::close() {
    ((out_ += "</") += open_.back()) += ">\n";
    open_.pop_back();
    return *this;
}

HtmlPage& HtmlPage::text(std::string_view text) {
    out_ += escape_html(text);
    return *this;
}

HtmlPage& HtmlPage::put(std::string_view tag, std::string_view words, Attributes attributes) {
    return open(tag, attributes).text(words).close();
}

HtmlPage& HtmlPage::empty(std::string_view tag, Attributes attributes) {
    begin(tag, attributes);
    out_ += " />\n";
    return *this;
}

HtmlPage& HtmlPage::table(const std::vector<std::string>& heads,
                          const std::vector<std::vector<std::string>>& rows,
                          std::initializer_list<std::size_t> numbers) {
    const auto kind = [&](std::size_t column) -> std::string_view {
        return std::find(numbers.begin(), numbers.end(), column) == numbers.end() ? "words" : "number";
    };
    open("div", {{"class", "wide"}}).open("table").open("thead").open("tr");
    for (std::size_t i = 0; i < heads.size(); ++i) {
        put("th", heads[i], {{"scope", "col"}, {"class", kind(i)}});
    }
    close().close().open("tbody");
    for (const auto& row : rows) {
        open("tr");
        for (std::size_t i = 0; i < row.size(); ++i) put("td", row[i], {{"class", is_day(row[i]) ? "day" : kind(i)}});
        close();
    }
    return close().close().close();
}

HtmlPage& HtmlPage::facts(const std::vector<std::pair<std::string, std::string>>& rows) {
    open("dl");
    for (const auto& [name, value] : rows) put("dt", name).put("dd", value);
    return close();
}

std::string HtmlPage::finish() {
    while (!open_.empty()) close();
    return std::move(out_);
}

}  // namespace lawful::exchange
