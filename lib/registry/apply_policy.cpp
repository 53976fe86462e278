// SPDX-License-Identifier: Apache-2.0
#include "registry/apply_policy.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "model/canonical.hpp"
#include "model/codec.hpp"
#include "model/fields.hpp"
#include "registry/record.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

std::optional<Policy> policy_now(const Context& context, const store::ReadTransaction& from) {
    const auto event = from.ledger().policy_event;
    if (!event) return std::nullopt;
    return context.policy_at(from, *event)->policy;
}

std::string key_of(const Purpose& purpose) { return "purpose " + purpose.id; }
std::string key_of(const Notice& notice) {
    return fmt::format("notice {} {} {}", notice.purpose, notice.language, notice.version);
}
std::string key_of(const OrganisationBasis& basis) {
    return fmt::format("basis {} of an organisation for {}", wire_name(basis.basis), basis.purpose);
}
std::string key_of(const RetentionRule& rule) {
    const auto of = !rule.category ? rule.purpose : "of category " + std::string(wire_name(*rule.category));
    auto key = fmt::format("retention rule {}: {} from {}", of, wire_name(rule.action), wire_name(rule.from));
    if (!rule.sector.empty()) key += ", sector " + rule.sector;
    if (rule.source) key += ", source " + std::string(wire_name(*rule.source));
    return key;
}

template <class Item>
void compare(std::vector<std::string>& out, const std::vector<Item>& before,
             const std::vector<Item>& after) {
    const auto stands_in = [](const std::vector<Item>& items, const Item& wanted) {
        return std::find(items.begin(), items.end(), wanted) != items.end();
    };
    const auto named_in = [](const std::vector<Item>& items, const Item& wanted) {
        return std::any_of(items.begin(), items.end(),
                           [&](const Item& item) { return key_of(item) == key_of(wanted); });
    };
    for (const auto& item : after) {
        if (stands_in(before, item)) continue;
        out.push_back((named_in(before, item) ? "change " : "add ") + key_of(item));
    }
    for (const auto& item : before) {
        if (!named_in(after, item)) out.push_back("remove " + key_of(item));
    }
}

/// A notice's text is what people agreed to: another text is another version.
void require_same_texts(const Policy& before, const Policy& after) {
    for (const auto& notice : after.notices) {
        for (const auto& old : before.notices) {
            if (key_of(old) == key_of(notice) && old.sha256 != notice.sha256) {
                throw Error(ErrorCode::notice_changed,
                            key_of(notice) + ": the text changed; give it a new version");
            }
        }
    }
}

void require_same_keys(const store::ReadTransaction& from, const Policy& before,
                       const Policy& after) {
    if (before.local_part_case == after.local_part_case) return;
    const auto some = {Medium::email, Medium::phone, Medium::post};
    if (std::any_of(some.begin(), some.end(), [&](Medium medium) {
            return !from.addresses_of_medium(medium, {}, 1).empty();
        })) {
        throw Error(ErrorCode::invalid_policy,
                    "addresses.local_part_case: cannot change once there are addresses");
    }
}

/// The texts of earlier versions stay declared, so that an old consent still names its text.
void require_texts(const PolicyFile& file) {
    for (const auto& notice : file.policy.notices) {
        if (std::none_of(file.texts.begin(), file.texts.end(),
                         [&](const auto& text) { return text.sha256 == notice.sha256; })) {
            throw Error(ErrorCode::invalid_policy, key_of(notice) + ": its text is missing");
        }
    }
}

/// Bases that the policy no longer rests on organisations.
void end_bases(const Context& context, Writer& writer, const Policy& before, const Policy& after) {
    for (const auto& basis : before.organisation_bases) {
        const auto& kept = after.organisation_bases;
        if (std::find(kept.begin(), kept.end(), basis) != kept.end()) continue;
        const auto organisation =
            writer.transaction().organisation_by_name(context.organisation_keys(basis.organisation));
        if (!organisation) continue;
        writer.append(*organisation, BasisEnded{basis.purpose, basis.basis}, writer.now());
    }
}

void declare_bases(const Context& context, Writer& writer, const Policy& before,
                   const Policy& after) {
    for (const auto& basis : after.organisation_bases) {
        const auto& known = before.organisation_bases;
        if (std::find(known.begin(), known.end(), basis) != known.end()) continue;
        const auto organisation =
            writer.transaction().organisation_by_name(context.organisation_keys(basis.organisation));
        if (!organisation) continue;
        Policy one;
        one.organisation_bases = {basis};
        declare_policy_bases(context, writer, one, *organisation, basis.organisation);
    }
}

}  // namespace

PolicyChange compare_policy(const Context& context, const store::ReadTransaction& from,
                            const PolicyFile& file) {
    PolicyChange change;
    change.findings = lint(file.policy);
    for (const auto& finding : change.findings) {
        if (finding.blocking) {
            throw Error(ErrorCode::invalid_policy,
                        fmt::format("{}: {} ({})", finding.where, finding.message, finding.code));
        }
    }
    require_texts(file);
    const auto before = policy_now(context, from);
    if (!before) {
        change.differences.emplace_back("add the first policy");
        compare(change.differences, {}, file.policy.purposes);
        compare(change.differences, {}, file.policy.notices);
    } else {
        require_same_texts(*before, file.policy);
        require_same_keys(from, *before, file.policy);
        if (before->controller != file.policy.controller) {
            change.differences.emplace_back("change controller");
        }
        if (before->local_part_case != file.policy.local_part_case) {
            change.differences.emplace_back("change addresses.local_part_case");
        }
        compare(change.differences, before->purposes, file.policy.purposes);
        compare(change.differences, before->notices, file.policy.notices);
        compare(change.differences, before->organisation_bases, file.policy.organisation_bases);
        compare(change.differences, before->retention, file.policy.retention);
    }
    change.changed = !before || *before != file.policy;
    return change;
}

void apply_policy(const Context& context, Writer& writer, const PolicyFile& file) {
    const auto before = policy_now(context, writer.transaction()).value_or(Policy{});
    for (const auto& text : file.texts) writer.transaction().put_notice(text.sha256, text.text);
    writer.append(context.id(), PolicyApplied{file.policy}, writer.now());
    end_bases(context, writer, before, file.policy);
    declare_bases(context, writer, before, file.policy);
}

}  // namespace lawful::registry
