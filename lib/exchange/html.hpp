// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lawful::exchange {

/// Text for HTML and XML, also within a quoted attribute. Control characters, which XML has no way to
/// write, and those that turn the direction of the text after them, become U+FFFD.
[[nodiscard]] std::string escape_html(std::string_view text);

/// One page, well formed as HTML and as XML: what is opened is closed, and all text is escaped. It holds
/// no script, and its own policy lets it fetch nothing.
class HtmlPage {
public:
    using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    /// `language` is BCP 47.
    HtmlPage(std::string_view language, std::string_view title);

    HtmlPage& open(std::string_view tag, Attributes attributes = {});
    HtmlPage& close();
    HtmlPage& text(std::string_view text);
    /// An element with this text alone.
    HtmlPage& put(std::string_view tag, std::string_view words, Attributes attributes = {});
    /// An element without content: `<rect … />`.
    HtmlPage& empty(std::string_view tag, Attributes attributes = {});

    /// A table that scrolls by itself on a narrow screen. The columns of these indexes hold numbers.
    HtmlPage& table(const std::vector<std::string>& heads, const std::vector<std::vector<std::string>>& rows,
                    std::initializer_list<std::size_t> numbers = {});
    /// A list of names and values.
    HtmlPage& facts(const std::vector<std::pair<std::string, std::string>>& rows);

    /// Closes what is open. The page is of no more use.
    [[nodiscard]] std::string finish();

private:
    void begin(std::string_view tag, Attributes attributes);

    std::string out_;
    std::vector<std::string> open_;
};

}  // namespace lawful::exchange
