// SPDX-License-Identifier: Apache-2.0
#include "faults/sql.hpp"

namespace faults {

void require(sqlite3* database, int code) {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
    throw SqlError(code, database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code));
}

void execute(sqlite3* database, const char* sql) {
    require(database, sqlite3_exec(database, sql, nullptr, nullptr, nullptr));
}

Statement::Statement(sqlite3* database, const char* sql) : database_(database) {
    sqlite3_stmt* made = nullptr;
    const int code = sqlite3_prepare_v2(database, sql, -1, &made, nullptr);
    statement_.reset(made);
    require(database, code);
}

Statement& Statement::bind(int parameter, std::int64_t value) {
    require(database_, sqlite3_bind_int64(statement_.get(), parameter, value));
    return *this;
}

Statement& Statement::bind(int parameter, std::string_view blob) {
    require(database_, sqlite3_bind_blob64(statement_.get(), parameter, blob.data(), blob.size(),
                                           SQLITE_TRANSIENT));
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(statement_.get());
    require(database_, code);
    return code == SQLITE_ROW;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

std::string_view Statement::bytes(int column) const {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    // A column that could not be had for want of memory is empty and says so only here.
    if (sqlite3_errcode(database_) == SQLITE_NOMEM) throw SqlError(SQLITE_NOMEM, "out of memory");
    return data == nullptr ? std::string_view() : std::string_view(data, size);
}

}  // namespace faults
