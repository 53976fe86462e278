// SPDX-License-Identifier: Apache-2.0
#include "store/commit_mark.hpp"

#include <algorithm>

#include "store/store.hpp"

namespace lawful::store {
namespace {

/// Written by others meanwhile. What is read in part before and in part after is unlike both.
std::uint64_t word(const std::uint64_t* words, std::size_t index) noexcept {
    return __atomic_load_n(words + index, __ATOMIC_ACQUIRE);
}

}  // namespace

std::unique_ptr<CommitMark> CommitMark::of(Store& store) {
    auto connection = store.take();
    // SQLite maps the index when it first reads.
    static_cast<void>(connection->pragma("SELECT count(*) FROM ledger"));
    const auto* const words = connection->vault().index_head();
    if (words == nullptr) {
        store.give_back(std::move(connection));
        return nullptr;
    }
    return std::unique_ptr<CommitMark>(new CommitMark(std::move(connection), words));
}

std::optional<CommitMark::Bytes> CommitMark::now() const noexcept {
    Bytes read{};
    for (std::size_t i = 0; i < read.size(); ++i) read[i] = word(words_, i);
    if (!std::equal(read.begin(), read.begin() + 6, read.begin() + 6)) return std::nullopt;
    return read;
}

bool CommitMark::is_still(const Bytes& earlier) const noexcept {
    std::uint64_t differ = 0;
    for (std::size_t i = 0; i < earlier.size(); ++i) differ |= word(words_, i) ^ earlier[i];
    return differ == 0;
}

}  // namespace lawful::store
