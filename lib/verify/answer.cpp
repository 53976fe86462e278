// SPDX-License-Identifier: Apache-2.0
#include "verify/answer.hpp"

#include "model/canonical.hpp"

namespace lawful::verify {
namespace {

constexpr auto answer_file = "answer.json";
/// They are held in memory; no one person has so many.
constexpr std::size_t most_events = 100'000;

}  // namespace

Answer::Answer(const exchange::AuditBundle& bundle, AuditReport& report, Faults& faults)
    : report_(report), faults_(faults) {
    const auto* file = bundle.manifest().find(answer_file);
    if (file == nullptr) return;
    report_.has_answer = true;
    faults_.holds(answer_file, [&] {
        if (bundle.manifest().events > most_events) {
            throw Error(ErrorCode::invalid_file, "more events than one answer rests on");
        }
        answer_ = exchange::AuditAnswer::parse(
            bundle.read(*file, exchange::audit_checkpoint_limit));
    });
}

void Answer::event(std::uint64_t index, std::string_view m) {
    if (!answer_) return;
    events_.push_back({index, model::parse_event(m)});
}

void Answer::finish() {
    if (!answer_) return;
    faults_.holds(answer_file, [&] {
        if (answer_->asked.size > report_.size) {
            throw Error(ErrorCode::invalid_file, "it was asked of more events: larger than the ledger");
        }
        Decision again;
        try {
            again = rules::decide_again(events_, answer_->asked);
        } catch (const Error& error) {
            throw Error(ErrorCode::invalid_file, std::string("it cannot be decided again: ") + error.what());
        }
        report_.answer = wire_name(again.verdict);
        if (again != answer_->decision) {
            throw Error(ErrorCode::invalid_file,
                        "the events give another answer than the one stated: " + report_.answer);
        }
    });
}

}  // namespace lawful::verify
