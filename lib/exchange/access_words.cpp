// SPDX-License-Identifier: Apache-2.0
#include "exchange/access_tables.hpp"

namespace lawful::exchange {

std::string_view AccessWords::of(std::string_view wire) const {
    for (const auto& [term, word] : terms) {
        if (term == wire) return word;
    }
    return wire;
}

const AccessWords& access_words(std::string_view tag) {
    const auto language = tag.substr(0, tag.find('-'));
    for (const auto* words : {&access_words_nl(), &access_words_fr(), &access_words_de()}) {
        if (words->language == language) return *words;
    }
    return access_words_en();
}

std::string_view authority_of(std::string_view country) {
    if (country == "NL") return "Autoriteit Persoonsgegevens, autoriteitpersoonsgegevens.nl";
    if (country == "BE") {
        return "Gegevensbeschermingsautoriteit / Autorité de protection des données, "
               "gegevensbeschermingsautoriteit.be, autoriteprotectiondonnees.be";
    }
    if (country == "FR") return "Commission nationale de l'informatique et des libertés (CNIL), cnil.fr";
    if (country == "DE") {
        return "Landesdatenschutzbehörde am Sitz des Verantwortlichen; für Bundesstellen: Bundesbeauftragte "
               "für den Datenschutz und die Informationsfreiheit (BfDI), bfdi.bund.de";
    }
    return {};
}

}  // namespace lawful::exchange
