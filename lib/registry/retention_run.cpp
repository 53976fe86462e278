// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "registry/erase.hpp"
#include "registry/proofs.hpp"
#include "registry/record.hpp"
#include "registry/retention.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

constexpr std::size_t entries_a_transaction = 100;

[[noreturn]] void stale(std::size_t number, const char* why) {
    throw Error(ErrorCode::stale_plan, fmt::format("entry {} of the plan {}: make a new plan", number + 1, why));
}

/// Everything is looked at before anything is done, and again in the transaction that does it.
class Run {
public:
    Run(const Context& context, const RetentionPlan& plan, const Progress& progress)
        : context_(context), plan_(plan), progress_(progress) {}

    RetentionRun run() {
        look_at_all();
        for (std::size_t i = 0; i < plan_.entries.size(); i += entries_a_transaction) batch(i);
        destroy_expired();
        if (done_.erased + done_.parts + done_.proofs > 0) context_.store().scrub();
        return done_;
    }

private:
    enum class Standing { due, done, held };

    void look_at_all() const {
        const auto from = context_.store().read();
        const View view(context_, from, std::nullopt);
        RetentionLook look(context_, from, view, view.now());
        for (std::size_t i = 0; i < plan_.entries.size(); ++i) static_cast<void>(standing(i, from, look));
        const auto today = view.policy()->zone.day_of(view.now());
        for (const auto& proofs : plan_.proofs) {
            if (proofs.expired > today) throw Error(ErrorCode::stale_plan, "proof in the plan has not expired yet");
        }
    }

    Standing standing(std::size_t number, const store::ReadTransaction& from, RetentionLook& look) const {
        const auto& entry = plan_.entries[number];
        const auto row = from.subject(entry.subject.id);
        if (!row || row->subject.kind != entry.subject.kind) stale(number, "is of nobody in this registry");
        if (is_erased(*row)) return Standing::done;
        // What was done of one entry moves when another of the same subject is due.
        const bool touched = is_touched(rules::decode_state(row->state));
        const auto due = look.due(*row);
        const auto found = std::find_if(due.begin(), due.end(), [&](const RetentionEntry& one) {
            return one.rule == entry.rule && (touched || one.due == entry.due);
        });
        if (found != due.end()) return found->held ? Standing::held : Standing::due;
        if (touched) return Standing::done;
        stale(number, "is not due");
    }

    /// Something of it was done since the plan was made: by this run, or one that was cut short.
    [[nodiscard]] bool is_touched(const rules::SubjectState& state) const {
        const auto since = [&](const auto& mark) { return mark.occurred >= plan_.made; };
        return std::any_of(state.parts.begin(), state.parts.end(), since) ||
               std::any_of(state.reviews.begin(), state.reviews.end(), since) ||
               std::any_of(state.denials.begin(), state.denials.end(), [&](const auto& denial) {
                   return since(denial) && (denial.kind == rules::DenialKind::erased ||
                                            denial.kind == rules::DenialKind::expired);
               });
    }

    void batch(std::size_t first) {
        const auto last = std::min(first + entries_a_transaction, plan_.entries.size());
        auto counted = done_;
        {
            Writer writer(context_);
            for (auto i = first; i < last; ++i) {
                // What one entry does another may find done: the view is of each entry's own moment.
                const auto view = writer.view();
                RetentionLook look(context_, writer.transaction(), view, view.now());
                switch (standing(i, writer.transaction(), look)) {
                    case Standing::due: carry_out(plan_.entries[i], writer, counted); break;
                    case Standing::done: ++counted.already; break;
                    case Standing::held: ++counted.held; break;
                }
            }
            writer.commit();
        }
        done_ = counted;
        if (progress_) progress_(last, plan_.entries.size());
    }

    void carry_out(const RetentionEntry& entry, Writer& writer, RetentionRun& counted) const {
        const auto& rule = entry.rule;
        switch (rule.action) {
            case RetentionAction::review: ++counted.to_review; return;
            case RetentionAction::restriction: {
                RetentionRestricted restricted;
                if (!rule.purpose.empty()) restricted.purpose = rule.purpose;
                record(writer, entry.subject, restricted, writer.now(), Origin::direct);
                ++counted.restricted;
                return;
            }
            case RetentionAction::erase_purpose:
            case RetentionAction::erase_category:
                erase_part(context_, writer, entry.subject, {rule.purpose, rule.category},
                           ErasureGround::unnecessary, Origin::direct);
                ++counted.parts;
                return;
            case RetentionAction::erase_person: erase_whole(entry.subject, writer); ++counted.erased;
        }
    }

    void erase_whole(const Subject& subject, Writer& writer) const {
        constexpr auto ground = ErasureGround::unnecessary;
        if (subject.kind == SubjectKind::recipient) {
            erase(context_, writer, RecipientId{subject.id}, ground, Origin::direct);
        } else {
            erase(context_, writer, AddressId{subject.id}, ground, Origin::direct);
        }
    }

    void destroy_expired() {
        if (plan_.proofs.empty()) return;
        Writer writer(context_);
        std::uint64_t destroyed = 0;
        for (const auto& kept : expired_proofs(writer.transaction(), today(writer))) {
            const bool planned = std::any_of(plan_.proofs.begin(), plan_.proofs.end(), [&](const auto& one) {
                return one.expired == kept.expired;
            });
            if (!planned) continue;
            destroy_proofs(context_, writer, kept);
            destroyed += kept.leaves.size();
        }
        if (destroyed == 0) return;
        writer.commit();
        done_.proofs = destroyed;
    }

    static Day today(const Writer& writer) { return writer.view().policy()->zone.day_of(writer.now()); }

    const Context& context_;
    const RetentionPlan& plan_;
    const Progress& progress_;
    RetentionRun done_;
};

}  // namespace

RetentionRun apply_retention(const Context& context, const RetentionPlan& plan, const Progress& progress) {
    return Run(context, plan, progress).run();
}

}  // namespace lawful::registry
