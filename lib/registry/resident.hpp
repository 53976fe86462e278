// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string_view>
#include <vector>

#include "registry/remembered.hpp"
#include "registry/view.hpp"
#include "store/commit_mark.hpp"

namespace lawful::registry {

/// What `Registry::brief` was asked.
struct Asked {
    std::string_view address;
    std::string_view purpose;
    Channel channel;
};

/// Answers that were read from the store, given again for as long as it is certain that the store would say
/// the same (docs/decisions/0012). In doubt it knows nothing. Thread safe.
class Resident {
public:
    /// None where there is no memory that all processes share.
    [[nodiscard]] static std::unique_ptr<Resident> of(const Context& context, std::size_t bytes);

    /// Throws `registry_missing` as the store would, at most a second of the clock later.
    [[nodiscard]] std::optional<Brief> recall(const Asked& asked);
    /// The same of many addresses, all of one state.
    [[nodiscard]] std::vector<std::optional<Brief>> recall(std::span<const std::string> addresses,
                                                           std::string_view purpose, Channel channel);

    /// An answer from a view of now, about an address of those loose keys, the newest epoch's first.
    void remember(const Asked& asked, const crypto::Probes& loose, const Brief& answer, const View& view);

private:
    Resident(const Context& context, std::size_t bytes, std::unique_ptr<store::CommitMark> mark);

    /// The instant to answer for; none where the store must be asked whatever is remembered.
    [[nodiscard]] std::optional<Instant> may_answer_at();
    [[nodiscard]] std::optional<Remembered::Key> key_of(const Asked& asked) const noexcept;
    /// Of a caller who holds the lock: nobody committed since the answers were brought up to date.
    [[nodiscard]] bool is_current() const noexcept;
    [[nodiscard]] std::optional<Brief> found(const std::optional<Remembered::Key>& key,
                                             Instant now) const noexcept;
    /// Forgets what commits since may have changed.
    void catch_up();
    void follow(const store::ReadTransaction& from, const View& view);

    const Context& context_;
    crypto::ShortHash hash_;
    std::unique_ptr<store::CommitMark> mark_;
    std::atomic<std::int64_t> file_seen_;  ///< when the file was last found in its place

    mutable std::shared_mutex lock_;
    Remembered answers_;
    std::optional<store::CommitMark::Bytes> as_of_;  ///< from before the view they were brought up to
    std::uint64_t size_ = 0;                         ///< the ledger's, in that view
    std::int64_t epoch_ = 0;                         ///< of the keys that buckets are told by
    Instant latest_{};                               ///< of all views: time before it is not theirs
};

}  // namespace lawful::registry
