// SPDX-License-Identifier: Apache-2.0
/// Every key of a subject and of an event is sealed anew, every address hashed anew.
#include "world.hpp"

namespace bench {

void rotate(World& world) {
    const Copy copy(world.folder(), world.shape());
    auto registry = copy.open();
    auto& database = world.sqlite(naive).database();
    const auto rows =
        static_cast<std::int64_t>(registry.ledger_size() + 2 * world.settings.contacts);
    database.exec("CREATE TABLE wrapped_keys (id INTEGER PRIMARY KEY, wrapped BLOB NOT NULL)");
    SQLite::Statement fill(
        database,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
        "INSERT INTO wrapped_keys SELECT i, randomblob(60) FROM n");
    fill.bind(1, rows);
    fill.exec();
    world.report.measure(
        {.group = "rotate",
         .work = "key rotation, time of one contact",
         .sides = {{"lawful",
                    [&](std::size_t) { keep(static_cast<std::size_t>(registry.rotate_keys())); }},
                   {"floor: as many keys overwritten",
                    [&](std::size_t) {
                        database.exec("UPDATE wrapped_keys SET wrapped = randomblob(60)");
                    }}},
         .single = true,
         .items = world.settings.contacts});
    database.exec("DROP TABLE wrapped_keys");
}

}  // namespace bench
