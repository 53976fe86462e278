// SPDX-License-Identifier: Apache-2.0
#include "answers.hpp"

#include <algorithm>

namespace lawful::tool {
namespace {

void add_once(std::vector<std::string>& codes, const std::string& code) {
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
}

}  // namespace

std::vector<std::string> reason_codes(const Decision& decision) {
    std::vector<std::string> codes;
    for (const auto& reason : decision.reasons) {
        if (reason.effect == Effect::info || reason.effect == Effect::obligation) continue;
        add_once(codes, reason.code);
    }
    return codes;
}

std::vector<std::string> obligation_codes(const Decision& decision) {
    std::vector<std::string> codes;
    for (const auto& obligation : decision.obligations) add_once(codes, obligation.code);
    return codes;
}

std::string spaced(const std::vector<std::string>& codes) {
    std::string text;
    for (const auto& code : codes) text += (text.empty() ? "" : " ") + code;
    return text;
}

}  // namespace lawful::tool
