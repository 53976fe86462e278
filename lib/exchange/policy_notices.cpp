// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "exchange/language_tag.hpp"
#include "exchange/policy_parts.hpp"
#include "exchange/read_file.hpp"

namespace lawful::exchange {
namespace {

constexpr std::size_t longest_notice = std::size_t{1} << 20U;

void require_purpose(const TomlTable& table, const Policy& policy, const std::string& id) {
    const auto& purposes = policy.purposes;
    if (std::none_of(purposes.begin(), purposes.end(),
                     [&](const Purpose& purpose) { return purpose.id == id; })) {
        table.refuse("purpose", fmt::format("no purpose '{}' is declared", id));
    }
}

bool allows(const Policy& policy, const OrganisationBasis& basis) {
    return std::any_of(policy.purposes.begin(), policy.purposes.end(), [&](const Purpose& purpose) {
        return purpose.id == basis.purpose && std::find(purpose.bases.begin(), purpose.bases.end(),
                                                        basis.basis) != purpose.bases.end();
    });
}

/// A policy is a folder: its files lie in it, so that it moves as one.
std::filesystem::path inside(const TomlTable& table, const std::filesystem::path& folder,
                             const std::string& name) {
    const auto path = std::filesystem::path(name).lexically_normal();
    if (path.is_absolute() || path.begin()->string() == "..") {
        table.refuse("file", "must lie in the policy's folder");
    }
    return folder / path;
}

std::string read_text(const TomlTable& table, const std::filesystem::path& file) {
    std::string text;
    try {
        text = read_file(file, longest_notice);
    } catch (const Error& error) {
        table.refuse("file", error.what());
    }
    if (!is_utf8(text)) table.refuse("file", fmt::format("{} is not UTF-8", file.string()));
    if (trim(text).empty()) table.refuse("file", fmt::format("{} is empty", file.string()));
    return text;
}

/// A form's text can be the information of these two articles; other duties are acts.
void require_covers(const TomlTable& table, const Notice& notice) {
    for (const auto duty : notice.covers) {
        if (duty != InformationDuty::art13 && duty != InformationDuty::art14) {
            table.refuse("covers", fmt::format("want art13, art14, not '{}'", wire_name(duty)));
        }
    }
}

NoticeText read_notice(TomlTable& table, const std::filesystem::path& folder, const Policy& policy,
                       Notice& notice) {
    std::string file;
    table.required("purpose", notice.purpose);
    table.required("language", notice.language);
    table.required("version", notice.version);
    table.required("file", file);
    table.optional("used_from", notice.used_from);
    table.optional("covers", notice.covers);
    table.optional("substantive_change", notice.substantive_change);
    table.finish();
    require_purpose(table, policy, notice.purpose);
    require_covers(table, notice);
    const auto language = language_tag(notice.language);
    if (!language) table.refuse("language", "want a language tag such as nl or nl-BE");
    notice.language = *language;
    auto text = read_text(table, inside(table, folder, file));
    notice.sha256 = to_hex(crypto::sha256(as_bytes(text)));
    return {notice.sha256, std::move(text)};
}

bool same_notice(const Notice& a, const Notice& b) {
    return a.purpose == b.purpose && a.language == b.language && a.version == b.version;
}

}  // namespace

void read_notices(TomlTable& root, const std::filesystem::path& folder, PolicyFile& out) {
    auto& notices = out.policy.notices;
    for (auto& table : root.tables("notices")) {
        Notice notice;
        auto text = read_notice(table, folder, out.policy, notice);
        if (std::any_of(notices.begin(), notices.end(),
                        [&](const Notice& other) { return same_notice(other, notice); })) {
            table.refuse("version", fmt::format("notice {} {} {} stands twice", notice.purpose,
                                                notice.language, notice.version));
        }
        if (std::none_of(out.texts.begin(), out.texts.end(),
                         [&](const NoticeText& known) { return known.sha256 == text.sha256; })) {
            out.texts.push_back(std::move(text));
        }
        notices.push_back(std::move(notice));
    }
}

void read_organisation_bases(TomlTable& root, Policy& policy) {
    auto& bases = policy.organisation_bases;
    for (auto& table : root.tables("organisation_bases")) {
        OrganisationBasis basis;
        table.required("organisation", basis.organisation);
        table.required("purpose", basis.purpose);
        table.required("basis", basis.basis);
        table.optional("provision", basis.provision);
        table.optional("assessment", basis.assessment);
        table.optional("assessed_on", basis.assessed_on);
        table.optional("contract", basis.contract);
        table.finish();
        require_purpose(table, policy, basis.purpose);
        if (basis.basis == Basis::consent || basis.basis == Basis::vital_interest) {
            table.refuse("basis", "rests on a person, never on an organisation");
        }
        if (!allows(policy, basis)) table.refuse("basis", "is none of the purpose's bases");
        if (std::any_of(bases.begin(), bases.end(), [&](const OrganisationBasis& other) {
                return other.organisation == basis.organisation && other.purpose == basis.purpose &&
                       other.basis == basis.basis;
            })) {
            table.refuse("basis", "stands twice for this organisation and purpose");
        }
        bases.push_back(std::move(basis));
    }
}

void read_retention(TomlTable& root, Policy& policy) {
    auto& rules = policy.retention;
    for (auto& table : root.tables("retention")) {
        RetentionRule rule;
        table.optional("purpose", rule.purpose);
        table.required("from", rule.from);
        table.required("period", rule.period);
        table.required("action", rule.action);
        table.optional("category", rule.category);
        table.optional("sector", rule.sector);
        table.optional("source", rule.source);
        table.optional("proof_kept", rule.proof_kept);
        table.finish();
        if (!rule.purpose.empty()) require_purpose(table, policy, rule.purpose);
        if (std::any_of(rules.begin(), rules.end(), [&](const RetentionRule& other) {
                return other.purpose == rule.purpose && other.from == rule.from && other.action == rule.action &&
                       other.category == rule.category && other.sector == rule.sector &&
                       other.source == rule.source;
            })) {
            table.refuse("from", "stands twice for this purpose and action");
        }
        rules.push_back(rule);
    }
}

}  // namespace lawful::exchange
