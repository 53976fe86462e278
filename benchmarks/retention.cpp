// SPDX-License-Identifier: Apache-2.0
/// A retention plan over many people, beside the query that somebody writes over a plain table of contacts.
///     bench_retention [PEOPLE [ROUNDS]]
#include <algorithm>
#include <ctime>
#include <fstream>
#include <iostream>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include "registry/support.hpp"

namespace lawful {
namespace {


PolicyFile policy() {
    auto file = support::policy();
    file.policy.retention = {{.purpose = "news", .from = RetentionStart::consent_ended, .period = {0, 1, 0},
                              .action = RetentionAction::erase_purpose},
                             {.purpose = "news", .from = RetentionStart::last_message, .period = {3, 0, 0},
                              .action = RetentionAction::erase_purpose},
                             {.purpose = "ops", .from = RetentionStart::created, .period = {7, 0, 0},
                              .action = RetentionAction::erase_person}};
    return file;
}

ImportMapping mapping() {
    ImportMapping mapping;
    mapping.date_format = "DD-MM-YYYY";
    mapping.country = "NL";
    mapping.name = "Name";
    mapping.email = "Mail";
    mapping.consent = "News";
    mapping.purpose = "news";
    mapping.patterns = {{.text = "yes, form {date}",
                         .claim = ConsentClaim::given_with_form,
                         .notice = NoticeRef{"nl", "1"},
                         .method = ConsentMethod::signed_form}};
    return mapping;
}

/// One in twenty has left.
void fill(Registry& registry, const std::filesystem::path& folder, int people) {
    const auto list = folder / "list.csv";
    std::ofstream out(list);
    out << "Name;Mail;News\n";
    for (int i = 0; i < people; ++i) {
        out << "Person " << i << ";p" << i << "@school" << i % 1000 << ".example;yes, form 05-01-2026\n";
    }
    out.close();
    static_cast<void>(registry.import(mapping(), list));
    for (int i = 0; i < people; i += 20) {
        const auto address = registry.find(fmt::format("p{}@school{}.example", i, i % 1000), Medium::email);
        const auto holder = registry.show(*address).holders.front().recipient;
        registry.record(holder, ConsentWithdrawn{"news", {}});
    }
}

SQLite::Database plain_table(int people) {
    SQLite::Database db(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    db.exec("CREATE TABLE contacts (id BLOB PRIMARY KEY, name TEXT, mail TEXT, added INTEGER, consent_ended INTEGER, "
            "last_message INTEGER)");
    SQLite::Transaction all(db);
    SQLite::Statement insert(db, "INSERT INTO contacts VALUES (randomblob(16), ?, ?, 1, ?, NULL)");
    for (int i = 0; i < people; ++i) {
        insert.bind(1, fmt::format("Person {}", i));
        insert.bind(2, fmt::format("p{}@school{}.example", i, i % 1000));
        if (i % 20 == 0) insert.bind(3, 2);
        insert.exec();
        insert.reset();
        insert.clearBindings();
    }
    all.commit();
    return db;
}

template <class Work>
double seconds(Work work) {
    // Of the processor, so that a busy machine tells the same.
    const auto begin = std::clock();
    work();
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

int bench(int argc, char** argv) {
    const int people = argc > 1 ? std::stoi(argv[1]) : 20'000;
    const int rounds = argc > 2 ? std::stoi(argv[2]) : 9;
    const support::TempFolder folder;
    const auto clock = std::make_shared<support::ManualClock>("2026-02-01T09:00:00Z");
    auto registry = Registry::create(folder / "bench.lawful", support::key(), {.clock = clock});
    registry.apply(policy());
    fill(registry, folder.path(), people);
    auto plain = plain_table(people);
    clock->set("2026-03-10T09:00:00Z");

    std::vector<double> ours, quiet, theirs;
    std::size_t due = 0;
    int hand_written = 0;
    for (int i = 0; i < rounds; ++i) {
        ours.push_back(seconds([&] { due = Retention(registry).plan().entries.size(); }));
        quiet.push_back(seconds([&] { static_cast<void>(Retention(registry).plan(support::day("2026-02-03"))); }));
        theirs.push_back(seconds([&] {
            SQLite::Statement query(plain, "SELECT id FROM contacts WHERE consent_ended < 5 OR last_message < 5 OR added < 0");
            for (hand_written = 0; query.executeStep(); ++hand_written) {}
        }));
    }
    std::cout << fmt::format("{} people, {} due; plan {:.3f} s, {:.2f} us a person\n", people, due, median(ours),
                             median(ours) * 1e6 / people)
              << fmt::format("nothing due yet: plan {:.3f} s, {:.2f} us a person\n", median(quiet),
                             median(quiet) * 1e6 / people)
              << fmt::format("hand-written query over plain SQLite in memory: {} due, {:.3f} s; ratio {:.1f}\n",
                             hand_written, median(theirs), median(ours) / median(theirs));
    return 0;
}

}  // namespace
}  // namespace lawful

int main(int argc, char** argv) { return lawful::bench(argc, argv); }
