// SPDX-License-Identifier: Apache-2.0
#include "rules/answer.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <utility>

#include "rules/rule_table.hpp"

namespace lawful::rules {
namespace {

bool is_block(const Reason& reason) { return reason.effect == Effect::block; }

bool asks_something(const Reason& reason) {
    return reason.effect == Effect::warn || reason.effect == Effect::breach ||
           reason.effect == Effect::obligation;
}

/// What a message must contain is no matter where none is sent.
bool is_of_message(const Reason& reason) {
    return reason.effect == Effect::obligation && stage_of(reason.rule) == Stage::release;
}

/// A reason and its rule's place, which is looked up once.
struct Placed {
    explicit Placed(Reason one) : order(rule_order(one.rule)), reason(std::move(one)) {}

    [[nodiscard]] auto place() const {
        return std::tuple(order, std::string_view(reason.rule), std::string_view(reason.code),
                          reason.effect, reason.event, reason.since, std::string_view(reason.article));
    }

    std::size_t order;
    Reason reason;
};

void sort(std::vector<Reason>& reasons) {
    std::vector<Placed> placed;
    placed.reserve(reasons.size());
    for (auto& reason : reasons) placed.emplace_back(std::move(reason));
    std::sort(placed.begin(), placed.end(),
              [](const Placed& a, const Placed& b) { return a.place() < b.place(); });
    for (std::size_t i = 0; i < placed.size(); ++i) reasons[i] = std::move(placed[i].reason);
}

/// Rows of stage `release` are what `release` refuses over; the one-click header only warns, and
/// duties beside the message (keeping proof, acknowledging) are not its content.
Obligation obligation_of(const Reason& reason) {
    return {.code = reason.code,
            .article = reason.article,
            .blocking = stage_of(reason.rule) == Stage::release && !reason.code.starts_with("W_")};
}

Verdict verdict_of(const std::vector<Reason>& reasons) {
    if (std::any_of(reasons.begin(), reasons.end(), is_block)) return Verdict::deny;
    const bool asks = std::any_of(reasons.begin(), reasons.end(), asks_something);
    return asks ? Verdict::allow_with_obligations : Verdict::allow;
}

std::string_view article_of_basis(Basis basis) {
    constexpr auto articles = std::to_array<std::string_view>(
        {"GDPR 6(1)(a)", "GDPR 6(1)(b)", "GDPR 6(1)(c)", "GDPR 6(1)(d)", "GDPR 6(1)(e)",
         "GDPR 6(1)(f)"});
    return articles.at(static_cast<std::size_t>(basis) - 1);
}

}  // namespace

void Answer::add(std::string_view rule, std::string_view code, Effect effect,
                 const Behind& behind) {
    decision_.reasons.push_back({.rule = std::string(rule),
                                 .code = std::string(code),
                                 .effect = effect,
                                 .article = std::string(article_of(rule, code)),
                                 .since = behind.since,
                                 .event = behind.event});
}

void Answer::add(const NationalRow& row, Effect effect) {
    decision_.reasons.push_back({.rule = row.id,
                                 .code = row.code,
                                 .effect = effect,
                                 .article = row.article,
                                 .since = {},
                                 .event = {}});
}

void Answer::add_basis(Basis basis, const Behind& behind) {
    decision_.reasons.push_back({.rule = "G2-1",
                                 .code = "A_BASIS",
                                 .effect = Effect::pass,
                                 .article = std::string(article_of_basis(basis)),
                                 .since = behind.since,
                                 .event = behind.event});
}

void Answer::add_journal_lost() {
    decision_.reasons.push_back({.rule = "G1-2",
                                 .code = "E_RESTORED_WITHOUT_JOURNAL",
                                 .effect = Effect::block,
                                 .article = "GDPR 5(2), 21(3)",
                                 .since = {},
                                 .event = {}});
}

void Answer::changes_at(Instant instant) {
    if (instant <= now_) return;
    auto& until = decision_.valid_until;
    if (!until || instant < *until) until = instant;
}

void Answer::rests_on(Basis basis) {
    if (!decision_.basis) decision_.basis = basis;
}

Decision Answer::decision() {
    settle();
    return std::move(decision_);
}

void Answer::settle() {
    auto& reasons = decision_.reasons;
    sort(reasons);
    reasons.erase(std::unique(reasons.begin(), reasons.end()), reasons.end());
    decision_.verdict = verdict_of(reasons);
    if (decision_.verdict == Verdict::deny) std::erase_if(reasons, is_of_message);
    for (const auto& reason : reasons) {
        if (reason.effect != Effect::obligation) continue;
        auto obligation = obligation_of(reason);
        auto& listed = decision_.obligations;
        if (std::find(listed.begin(), listed.end(), obligation) == listed.end()) {
            listed.push_back(std::move(obligation));
        }
    }
}

}  // namespace lawful::rules
