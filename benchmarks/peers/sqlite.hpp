// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include <SQLiteCpp/SQLiteCpp.h>

#include "peers/peer.hpp"

namespace bench {

/// How much care went into it.
struct SqliteStyle {
    std::string name;
    bool state = false;  ///< a table of standings beside the log, written in the same transaction
    bool tuned = false;  ///< a large cache, and one read transaction that stays open
    bool look_ups = false;  ///< the floor: no join, two prepared look-ups in one read transaction
};

/// Plain SQLite: WAL, `synchronous = FULL`, statements prepared once.
class SqlitePeer final : public Peer {
public:
    SqlitePeer(const std::filesystem::path& file, SqliteStyle style);

    [[nodiscard]] std::string name() const override { return style_.name; }
    void load(const Shape& shape) override;
    [[nodiscard]] bool may_send(std::string_view address) override;
    [[nodiscard]] std::size_t screen_all() override;
    void record(const std::vector<ConsentRow>& rows) override;

    /// As of a past instant: the latest event of before.
    [[nodiscard]] bool may_send_as_of(std::string_view address, std::int64_t at);
    /// Decides, and notes the message, of many in one transaction.
    [[nodiscard]] std::size_t release(const std::vector<std::string>& addresses);
    /// The person and all that is known of them, overwritten.
    void erase(std::int64_t contact);
    [[nodiscard]] SQLite::Database& database() { return database_; }
    /// Ends the open read transaction of a tuned one, so that others' writes are seen.
    void refresh();

private:
    bool look_up(std::string_view address);
    void insert(const ConsentRow& row);

    SqliteStyle style_;
    SQLite::Database database_;
    std::vector<std::int64_t> ids_;  ///< what was listed last
    std::optional<SQLite::Statement> ask_, find_, standing_, all_, as_of_, add_, put_, note_,
        begin_, commit_;
};

}  // namespace bench
