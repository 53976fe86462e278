// SPDX-License-Identifier: Apache-2.0
#include "registry/resident.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <utility>

#include "crypto/system_random.hpp"
#include "registry/resident_reach.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

constexpr std::int64_t looks_at_file_after = 1'000;  // milliseconds
/// Addresses whose answers are looked for side by side, so that one need not wait for another's memory.
constexpr std::size_t at_once = 16;
/// A policy has some tens of purposes and channels; who asks about ever more is answered from the store.
constexpr std::size_t most_questions = 1'024;

/// Never from the registry's own source of chance: answers must not depend on whether they are remembered.
crypto::ShortHash fresh_hash() {
    crypto::SystemRandom random;
    return crypto::ShortHash(random);
}

}  // namespace

std::unique_ptr<Resident> Resident::of(const Context& context, std::size_t bytes) {
    if (bytes == 0) return nullptr;
    auto mark = store::CommitMark::of(context.store());
    if (!mark) return nullptr;
    return std::unique_ptr<Resident>(new Resident(context, bytes, std::move(mark)));
}

Resident::Resident(const Context& context, std::size_t bytes, std::unique_ptr<store::CommitMark> mark)
    : context_(context),
      hash_(fresh_hash()),
      mark_(std::move(mark)),
      file_seen_(0),
      column_bytes_(bytes / 2),
      answers_(bytes / 2) {}

std::optional<Instant> Resident::may_answer_at() {
    if (context_.journal_in_doubt()) return std::nullopt;
    const auto now = context_.clock().now();
    const auto milliseconds = now.time_since_epoch().count();
    const auto since = milliseconds - file_seen_.load(std::memory_order_relaxed);
    if (since < 0 || since >= looks_at_file_after) {
        context_.store().require_same_file();
        file_seen_.store(milliseconds, std::memory_order_relaxed);
    }
    return now;
}

bool Resident::is_current() const noexcept { return as_of_ && mark_->is_still(*as_of_); }

std::optional<std::size_t> Resident::number_of(std::string_view purpose, Channel channel) const noexcept {
    for (std::size_t i = 0; i < questions_.size(); ++i) {
        if (questions_[i].channel == channel && questions_[i].purpose == purpose) return i;
    }
    return std::nullopt;
}

std::optional<std::size_t> Resident::numbered(std::string_view purpose, Channel channel) {
    if (const auto known = number_of(purpose, channel)) return known;
    if (questions_.size() == most_questions) return std::nullopt;
    questions_.push_back({.purpose = std::string(purpose), .channel = channel});
    return questions_.size() - 1;
}

Remembered::Key Resident::key_of(const crypto::ShortHash::Value& address, std::size_t question) noexcept {
    // An odd number with its bits well spread: each question of an address lies elsewhere.
    constexpr std::uint64_t step = 0x9e37'79b9'7f4a'7c15U;
    return {address[0] + question * step, address[1] + question};
}

bool Resident::find(const crypto::ShortHash::Value& address, std::size_t question, Instant now,
                    Brief& answer) const noexcept {
    if (!answers_.find(key_of(address, question), now, answer)) return false;
    answer.ledger_size = size_;
    return true;
}

std::optional<Brief> Resident::found(const crypto::ShortHash::Value& address, const Asked& asked,
                                     Instant now) const noexcept {
    const auto question = number_of(asked.purpose, asked.channel);
    std::optional<Brief> answer(std::in_place);
    if (!question || now < latest_ || !find(address, *question, now, *answer)) answer.reset();
    return answer;
}

std::optional<Brief> Resident::recall(const Asked& asked) {
    const auto now = may_answer_at();
    if (!now) return std::nullopt;
    const auto address = hash_(as_bytes(asked.address));
    {
        // First the mark, then the answer: it held when the mark was read.
        const std::shared_lock lock(lock_);
        if (is_current()) return found(address, asked, *now);
    }
    catch_up();
    const std::shared_lock lock(lock_);
    return is_current() ? found(address, asked, *now) : std::nullopt;
}

std::vector<std::size_t> Resident::recall(std::span<const std::string> addresses, std::string_view purpose,
                                          Channel channel, std::span<Brief> answers) {
    std::vector<std::size_t> others;
    const auto now = may_answer_at();
    if (now) catch_up();
    const std::shared_lock lock(lock_);
    const auto question = number_of(purpose, channel);
    const bool knows = now && question && is_current() && *now >= latest_;
    std::array<crypto::ShortHash::Value, at_once> hashes{};
    for (std::size_t begun = 0; begun < addresses.size(); begun += at_once) {
        const auto end = std::min(begun + at_once, addresses.size());
        for (auto i = begun; knows && i < end; ++i) {
            auto& hash = hashes[i - begun] = hash_(as_bytes(addresses[i]));
            answers_.prefetch(key_of(hash, *question));
        }
        for (auto i = begun; i < end; ++i) {
            if (!knows || !find(hashes[i - begun], *question, *now, answers[i])) others.push_back(i);
        }
    }
    return others;
}

void Resident::remember(const Asked& asked, const crypto::Probes& loose, const Brief& answer,
                        const View& view) {
    if (context_.journal_in_doubt()) return;
    const auto address = hash_(as_bytes(asked.address));
    const std::unique_lock lock(lock_);
    if (view.size() != size_ || context_.keys().newest() != epoch_ || !is_current()) return;
    const auto question = numbered(asked.purpose, asked.channel);
    if (!question) return;
    answers_.put(key_of(address, *question), bucket_of(loose.keys.front()), answer);
    latest_ = std::max(latest_, view.now());
}

void Resident::catch_up() {
    {
        const std::shared_lock lock(lock_);
        if (is_current()) return;
    }
    const std::unique_lock lock(lock_);
    if (!is_current()) bring_up();
}

void Resident::bring_up() {
    const auto before = mark_->now();
    as_of_.reset();
    if (!before) return;
    try {
        const auto from = context_.store().read();
        const View view(context_, from, std::nullopt);
        follow(from, view);
        size_ = view.size();
        latest_ = std::max(latest_, view.now());
        as_of_ = before;
    } catch (const Error&) {
        // The store will say it to whoever asks.
        forget_all();
    }
}

void Resident::follow(const store::ReadTransaction& from, const View& view) {
    const auto reached = reached_since(context_, from, view, size_);
    const auto epoch = std::exchange(epoch_, context_.keys().newest());
    if (!reached || epoch != epoch_) return forget_all();
    for (const auto& loose_key : *reached) answers_.forget(bucket_of(loose_key));
    const bool lists = std::any_of(questions_.begin(), questions_.end(), [](const auto& one) { return one.column; });
    if (lists && !reached->empty()) forget_in_lists(from, {*reached});
}

void Resident::forget_in_lists(const store::ReadTransaction& from, const crypto::Probes& reached) {
    // Under hashes of another epoch there may be more of one loose key than are found.
    const bool finds_all = context_.keys().only_one();
    for (const auto& id : from.addresses_by_loose(reached)) {
        const auto medium = from.address(id).value().medium;
        for (auto& question : questions_) {
            if (question.column && medium == medium_of(question.channel)) question.forgotten.push_back(id);
        }
    }
    for (auto& question : questions_) {
        if (question.column && (!finds_all || question.forgotten.size() > question.column->size())) forget(question);
    }
}

void Resident::forget(Wanted& question) noexcept {
    question.column.reset();
    question.forgotten.clear();
}

void Resident::forget_all() noexcept {
    answers_.forget_all();
    for (auto& question : questions_) forget(question);
}

}  // namespace lawful::registry
