// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exchange/access_words.hpp"

/// One table a language; a new language is another file and its line in access_words.cpp.
namespace lawful::exchange {

[[nodiscard]] const AccessWords& access_words_en();
[[nodiscard]] const AccessWords& access_words_nl();
[[nodiscard]] const AccessWords& access_words_fr();
[[nodiscard]] const AccessWords& access_words_de();

}  // namespace lawful::exchange
