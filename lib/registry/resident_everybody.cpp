// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <mutex>
#include <utility>

#include "registry/pages.hpp"
#include "registry/question.hpp"
#include "registry/resident.hpp"

/// Answers about every address, which are read from the store once and then only where they may have changed.
namespace lawful::registry {
namespace {

/// Somebody may commit just between two looks at the registry.
constexpr int tries = 3;

}  // namespace

std::optional<Resident::Everybody> Resident::everybody(std::string_view purpose, Channel channel) {
    if (auto known = whole(purpose, channel)) return known;
    const std::lock_guard one_at_a_time(asking_);
    for (int i = 0; i < tries && !context_.journal_in_doubt(); ++i) {
        if (auto known = whole(purpose, channel)) return known;
        const auto from = context_.store().read();
        const View view(context_, from, std::nullopt);
        const Question question(context_, view, purpose, channel);
        auto column = std::make_shared<Column>();
        std::vector<AddressId> to_ask;
        if (!begin(*column, to_ask, purpose, channel, view)) continue;
        bool fits = true;
        const auto ask = [&](AddressId id) { fits = fits && column->put(id, in_brief(question.answer(id))); };
        if (column->size() == 0) {
            const auto addresses = from.address_count(medium_of(channel));
            if (!has_room(addresses, purpose, channel)) return std::nullopt;
            column->reserve(addresses);
            each_address(from, medium_of(channel), ask);
        }
        std::for_each(to_ask.begin(), to_ask.end(), ask);
        if (!fits) return std::nullopt;
        column->settle();
        keep(purpose, channel, column, view);
        return Everybody{column, view.size()};
    }
    return std::nullopt;
}

std::optional<Resident::Everybody> Resident::whole(std::string_view purpose, Channel channel) {
    const auto now = may_answer_at();
    if (!now) return std::nullopt;
    catch_up();
    const std::shared_lock lock(lock_);
    const auto number = number_of(purpose, channel);
    if (!number || *now < latest_ || !is_current()) return std::nullopt;
    const auto& question = questions_[*number];
    if (!question.column || !question.forgotten.empty() || !question.column->holds_at(*now)) return std::nullopt;
    return Everybody{question.column, size_};
}

bool Resident::begin(Column& column, std::vector<AddressId>& to_ask, std::string_view purpose, Channel channel,
                     const View& view) const {
    const std::shared_lock lock(lock_);
    const auto number = number_of(purpose, channel);
    if (!number || !questions_[*number].column) return true;
    if (!is_current() || view.size() != size_ || view.now() < latest_) return false;
    column = *questions_[*number].column;
    to_ask = column.to_ask_at(view.now());
    const auto& forgotten = questions_[*number].forgotten;
    to_ask.insert(to_ask.end(), forgotten.begin(), forgotten.end());
    std::sort(to_ask.begin(), to_ask.end());
    to_ask.erase(std::unique(to_ask.begin(), to_ask.end()), to_ask.end());
    return true;
}

bool Resident::has_room(std::uint64_t addresses, std::string_view purpose, Channel channel) const {
    const std::shared_lock lock(lock_);
    // Twice: until a column is replaced, there are both.
    auto bytes = 2 * addresses * Column::bytes_each;
    for (const auto& question : questions_) {
        if (!question.column || (question.channel == channel && question.purpose == purpose)) continue;
        bytes += question.column->size() * Column::bytes_each;
    }
    return bytes <= column_bytes_;
}

void Resident::keep(std::string_view purpose, Channel channel, std::shared_ptr<const Column> column,
                    const View& view) {
    const std::unique_lock lock(lock_);
    const auto number = numbered(purpose, channel);
    if (!number || context_.journal_in_doubt()) return;
    questions_[*number].column = std::move(column);
    questions_[*number].forgotten.clear();
    latest_ = std::max(latest_, view.now());
    // It may be of an earlier view than the other answers: what happened between the two is followed again.
    const auto size = std::min<std::uint64_t>(size_, view.size());
    if (std::exchange(size_, size) != size || view.size() != size || !is_current()) bring_up();
}

}  // namespace lawful::registry
