// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "registry/column.hpp"
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
    /// The same of many addresses, all of one state: fills in the answers that are remembered, and gives the
    /// numbers of the others.
    [[nodiscard]] std::vector<std::size_t> recall(std::span<const std::string> addresses, std::string_view purpose,
                                                  Channel channel, std::span<Brief> answers);

    /// An answer from a view of now, about an address of those loose keys, the newest epoch's first.
    void remember(const Asked& asked, const crypto::Probes& loose, const Brief& answer, const View& view);

    /// The answers about every address, all of one state.
    struct Everybody {
        std::shared_ptr<const Column> column{};
        std::uint64_t ledger_size = 0;
    };
    /// Asks the store about those that are not known; none where all must be asked and not remembered. Throws
    /// what the store does.
    [[nodiscard]] std::optional<Everybody> everybody(std::string_view purpose, Channel channel);

private:
    /// What was asked about some address, and about everybody.
    struct Wanted {
        std::string purpose;
        Channel channel;
        std::shared_ptr<const Column> column{};  ///< none: not asked about everybody since all were forgotten
        std::vector<AddressId> forgotten{};      ///< what the column has of these may be old
    };

    Resident(const Context& context, std::size_t bytes, std::unique_ptr<store::CommitMark> mark);

    /// The instant to answer for; none where the store must be asked whatever is remembered.
    [[nodiscard]] std::optional<Instant> may_answer_at();
    void catch_up();
    /// What is known of everybody without asking the store.
    [[nodiscard]] std::optional<Everybody> whole(std::string_view purpose, Channel channel);
    /// What is known of everybody in that view, and who must be asked about. False when it is of another view.
    [[nodiscard]] bool begin(Column& column, std::vector<AddressId>& to_ask, std::string_view purpose,
                             Channel channel, const View& view) const;
    [[nodiscard]] bool has_room(std::uint64_t addresses, std::string_view purpose, Channel channel) const;
    void keep(std::string_view purpose, Channel channel, std::shared_ptr<const Column> column, const View& view);

    // Of a caller who holds the lock.
    /// Nobody committed since the answers were brought up to date.
    [[nodiscard]] bool is_current() const noexcept;
    [[nodiscard]] std::optional<std::size_t> number_of(std::string_view purpose, Channel channel) const noexcept;
    /// None when there are too many.
    [[nodiscard]] std::optional<std::size_t> numbered(std::string_view purpose, Channel channel);
    /// Of the hash of an address and the number of what is asked about it.
    [[nodiscard]] static Remembered::Key key_of(const crypto::ShortHash::Value& address,
                                                std::size_t question) noexcept;
    [[nodiscard]] bool find(const crypto::ShortHash::Value& address, std::size_t question, Instant now,
                            Brief& answer) const noexcept;
    [[nodiscard]] std::optional<Brief> found(const crypto::ShortHash::Value& address, const Asked& asked,
                                             Instant now) const noexcept;
    /// Forgets what commits since may have changed.
    void bring_up();
    void follow(const store::ReadTransaction& from, const View& view);
    void forget_in_lists(const store::ReadTransaction& from, const crypto::Probes& reached);
    static void forget(Wanted& question) noexcept;
    void forget_all() noexcept;

    const Context& context_;
    crypto::ShortHash hash_;
    std::unique_ptr<store::CommitMark> mark_;
    std::atomic<std::int64_t> file_seen_;  ///< when the file was last found in its place
    std::size_t column_bytes_;             ///< for all columns

    std::mutex asking_;  ///< the store about everybody: one list at a time, so that none is made twice

    mutable std::shared_mutex lock_;
    Remembered answers_;
    std::vector<Wanted> questions_;
    std::optional<store::CommitMark::Bytes> as_of_;  ///< from before the view they were brought up to
    std::uint64_t size_ = 0;                         ///< the ledger's, in that view
    std::int64_t epoch_ = 0;                         ///< of the keys that buckets are told by
    Instant latest_{};                               ///< of all views: time before it is not theirs
};

}  // namespace lawful::registry
