// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>

#include "harness.hpp"
#include "peers/sqlite.hpp"
#include "people.hpp"

namespace bench {

/// What the cases of one run share: settings, the report, and peers loaded once for each.
class World {
public:
    explicit World(const Settings& settings);

    [[nodiscard]] Shape shape() const { return {settings.contacts, settings.events}; }
    /// Of that style, loaded; a reference that lasts.
    [[nodiscard]] SqlitePeer& sqlite(const SqliteStyle& style);
    /// PostgreSQL and Redis, those that run.
    [[nodiscard]] std::vector<Peer*> servers();
    [[nodiscard]] const std::filesystem::path& folder() const { return settings.folder; }
    [[nodiscard]] Scratch& scratch() { return scratch_; }

    const Settings& settings;
    Report report;

private:
    Scratch scratch_;
    std::map<std::string, std::unique_ptr<SqlitePeer>> sqlite_;
    std::optional<std::vector<std::unique_ptr<Peer>>> servers_;
};

inline const SqliteStyle naive{.name = "naive SQLite"};
inline const SqliteStyle naive_state{.name = "naive SQLite, state table", .state = true};
inline const SqliteStyle tuned{.name = "tuned SQLite", .tuned = true};
inline const SqliteStyle tuned_state{
    .name = "tuned SQLite, state table", .state = true, .tuned = true};
inline const SqliteStyle floor_two{.name = "floor: two look-ups", .look_ups = true};
inline const SqliteStyle floor_open{
    .name = "floor: two look-ups, tuned", .tuned = true, .look_ups = true};

/// Goes through the addresses, at a place of its own.
[[nodiscard]] Side asking(std::string name, const std::vector<std::string>& addresses,
                          std::function<bool(const std::string&)> ask);
[[nodiscard]] bool allows(const lawful::Registry& registry, const std::string& address);

// One file each.
void check(World& world);
void screen(World& world);
void release(World& world);
void record(World& world);
void import_rows(World& world);
void retention(World& world);
void erase(World& world);
void audit(World& world);
void open(World& world);
void rotate(World& world);
void concurrent(World& world);
void growth(World& world);
void gdprbench(World& world);

/// What `concurrent` starts as another process.
int write_for_ever(const std::string& kind, const std::filesystem::path& file, const Shape& shape);

}  // namespace bench
