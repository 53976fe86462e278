// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace faults {

/// SQLite said no.
class SqlError : public std::runtime_error {
public:
    SqlError(int code, const char* what) : std::runtime_error(what), code_(code) {}
    [[nodiscard]] int code() const { return code_; }

private:
    int code_;
};

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

/// Throws SqlError unless `code` is one of success.
void require(sqlite3* database, int code);

void execute(sqlite3* database, const char* sql);

/// A prepared statement; parameters and columns count as in SQLite.
class Statement {
public:
    Statement(sqlite3* database, const char* sql);

    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, std::string_view blob);
    /// Is there a row?
    bool step();
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string_view bytes(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    sqlite3* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace faults
