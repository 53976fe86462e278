// SPDX-License-Identifier: Apache-2.0
#include "registry/resident.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

#include "crypto/system_random.hpp"
#include "registry/resident_reach.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

/// Purpose, channel and address in one text; longer ones are not remembered.
constexpr std::size_t longest_question = 512;
constexpr std::int64_t looks_at_file_after = 1'000;  // milliseconds

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
      answers_(bytes) {}

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

std::optional<Remembered::Key> Resident::key_of(const Asked& asked) const noexcept {
    std::array<char, longest_question> text{};
    if (asked.purpose.size() + asked.address.size() + 2 > text.size()) return std::nullopt;
    auto* end = std::copy(asked.purpose.begin(), asked.purpose.end(), text.data());
    // No purpose has a zero in it, so that the two cannot run into each other.
    *end++ = '\0';
    *end++ = static_cast<char>(asked.channel);
    end = std::copy(asked.address.begin(), asked.address.end(), end);
    return hash_(as_bytes({text.data(), static_cast<std::size_t>(end - text.data())}));
}

bool Resident::is_current() const noexcept { return as_of_ && mark_->is_still(*as_of_); }

std::optional<Brief> Resident::found(const std::optional<Remembered::Key>& key, Instant now) const noexcept {
    if (!key || now < latest_) return std::nullopt;
    auto answer = answers_.find(*key, now);
    if (answer) answer->ledger_size = size_;
    return answer;
}

std::optional<Brief> Resident::recall(const Asked& asked) {
    const auto now = may_answer_at();
    if (!now) return std::nullopt;
    const auto key = key_of(asked);
    {
        // First the mark, then the answer: it held when the mark was read.
        const std::shared_lock lock(lock_);
        if (is_current()) return found(key, *now);
    }
    catch_up();
    const std::shared_lock lock(lock_);
    return is_current() ? found(key, *now) : std::nullopt;
}

std::vector<std::optional<Brief>> Resident::recall(std::span<const std::string> addresses,
                                                   std::string_view purpose, Channel channel) {
    std::vector<std::optional<Brief>> answers(addresses.size());
    const auto now = may_answer_at();
    if (!now) return answers;
    std::vector<std::optional<Remembered::Key>> keys;
    keys.reserve(addresses.size());
    for (const auto& address : addresses) keys.push_back(key_of({address, purpose, channel}));
    catch_up();
    const std::shared_lock lock(lock_);
    if (!is_current()) return answers;
    for (std::size_t i = 0; i < keys.size(); ++i) answers[i] = found(keys[i], *now);
    return answers;
}

void Resident::remember(const Asked& asked, const crypto::Probes& loose, const Brief& answer,
                        const View& view) {
    const auto key = key_of(asked);
    if (!key || context_.journal_in_doubt()) return;
    const std::unique_lock lock(lock_);
    if (view.size() != size_ || context_.keys().newest() != epoch_ || !is_current()) return;
    answers_.put(*key, bucket_of(loose.keys.front()), answer);
    latest_ = std::max(latest_, view.now());
}

void Resident::catch_up() {
    const std::unique_lock lock(lock_);
    if (is_current()) return;
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
        answers_.forget_all();
    }
}

void Resident::follow(const store::ReadTransaction& from, const View& view) {
    const auto reached = reached_since(context_, from, view, size_);
    const auto epoch = std::exchange(epoch_, context_.keys().newest());
    if (!reached || epoch != epoch_) return answers_.forget_all();
    for (const auto bucket : *reached) answers_.forget(bucket);
}

}  // namespace lawful::registry
