// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace lawful::exchange {

/// The words of the person's copy in one language.
struct AccessWords {
    std::string_view language;
    std::string_view title, intro, who, name, role, spoken, country, organisation, born;
    std::string_view source, obtained, controller, officer, made;
    std::string_view addresses, address, from, until, shared;
    std::string_view purposes, purpose, basis, retention, no_retention;
    std::string_view events, when, what, channel, every, texts, no_texts;
    std::string_view messages, outcome, no_messages;
    std::string_view disclosures, no_disclosures, given_to, categories;
    std::string_view requests, no_requests, received, due, rights, rights_text, complaint, other_authority;
    std::vector<std::pair<std::string_view, std::string_view>> terms;  ///< wire name, word

    /// The wire name itself where there is no word.
    [[nodiscard]] std::string_view of(std::string_view wire) const;
};

/// `tag` is BCP 47; another language than nl, fr and de is answered in English.
[[nodiscard]] const AccessWords& access_words(std::string_view tag);

/// GDPR 77: the supervisory authority of that country; empty: not in the table.
[[nodiscard]] std::string_view authority_of(std::string_view country);

}  // namespace lawful::exchange
