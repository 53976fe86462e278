// SPDX-License-Identifier: Apache-2.0
#include "people.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <stdexcept>

#include <fmt/format.h>

namespace bench {
namespace {

constexpr auto head = "Name;Mail;News\n";

void import_rows(lawful::Registry& registry, const std::filesystem::path& file,
                 const std::function<void(std::ostream&)>& rows) {
    std::ofstream out(file);
    out << head;
    rows(out);
    out.close();
    const auto report = registry.import(mapping(), file);
    if (report.rejected_rows != 0 || report.suppressed != 0)
        throw std::logic_error("a row was not imported");
}

void fill(lawful::Registry& registry, const std::filesystem::path& file, const Shape& shape) {
    import_rows(registry, file, [&](std::ostream& out) {
        for (std::size_t i = 0; i < shape.contacts; ++i) {
            out << "Person " << i << ';' << mail(i) << ";form 05-01-2026\n";
            if (is_shared(i)) out << "Reader " << i << ';' << mail(i) << ";form 05-01-2026\n";
        }
    });
    // The first of a contact's events is the form, the last of one in ten the withdrawal.
    for (int event = 1; event < shape.events - 1; ++event) {
        import_rows(registry, file, [&](std::ostream& out) {
            for (std::size_t i = 0; i < shape.contacts; ++i) {
                out << "Person " << i << ';' << mail(i)
                    << fmt::format(";yes {:02}-02-2025\n", event);
            }
        });
    }
    import_rows(registry, file, [&](std::ostream& out) {
        for (std::size_t i = 0; i < shape.contacts; ++i) {
            out << "Person " << i << ';' << mail(i)
                << (is_denied(i) ? ";left\n" : ";yes 01-03-2025\n");
        }
    });
    std::filesystem::remove(file);
}

/// Zipf's law with exponent 1, by inversion of the harmonic sum's approximation.
std::size_t zipf(std::mt19937_64& random, std::size_t among) {
    const double part = std::uniform_real_distribution<double>(0, 1)(random);
    const auto rank = static_cast<std::size_t>(std::pow(static_cast<double>(among), part)) - 1;
    return rank * 7'919 % among;  // the frequent ones do not lie beside each other
}

std::filesystem::path journal_of(std::filesystem::path file) { return file += ".denials"; }

}  // namespace

std::string mail(std::size_t contact) {
    return fmt::format("p{}@school{}.example", contact, contact % 1000);
}
std::string stranger(std::size_t number) {
    return fmt::format("q{}@school{}.example", number, number % 1000);
}
bool is_denied(std::size_t contact) { return contact % 10 == 7; }
bool is_shared(std::size_t contact) { return contact % 50 == 3; }

std::vector<std::string> ring_of(const Shape& shape, Keys keys, int known, std::size_t length) {
    std::mt19937_64 random(20'260'105);
    std::vector<std::string> ring;
    ring.reserve(length);
    while (ring.size() < length) {
        const auto which =
            keys == Keys::zipf ? zipf(random, shape.contacts) : random() % shape.contacts;
        const bool there = static_cast<int>(random() % 100) < known;
        ring.push_back(there ? mail(which) : stranger(which));
    }
    return ring;
}

lawful::SecretKey registry_key() {
    const std::vector<std::uint8_t> bytes(lawful::SecretKey::size, 7);
    return lawful::SecretKey(bytes);
}

lawful::ImportMapping mapping() {
    lawful::ImportMapping mapping;
    mapping.date_format = "DD-MM-YYYY";
    mapping.country = "NL";
    mapping.name = "Name";
    mapping.email = "Mail";
    mapping.consent = "News";
    mapping.purpose = purpose;
    using enum lawful::ConsentClaim;
    mapping.patterns = {{.text = "form {date}",
                         .claim = given_with_form,
                         .notice = lawful::NoticeRef{"nl", "1"},
                         .method = lawful::ConsentMethod::signed_form},
                        {.text = "yes {date}", .claim = given_claimed},
                        {.text = "left", .claim = withdrawn}};
    return mapping;
}

std::filesystem::path made_registry(const std::filesystem::path& folder, const Shape& shape) {
    std::filesystem::create_directories(folder);
    const auto file = folder / fmt::format("{}-{}.lawful", shape.contacts, shape.events);
    if (std::filesystem::exists(file)) return file;
    std::cerr << fmt::format("making a registry of {} contacts with {} events each\n",
                             shape.contacts, shape.events);
    const Scratch scratch(folder);
    {
        auto registry =
            lawful::Registry::create(scratch / "a.lawful", registry_key(), {.exclusive = true});
        registry.apply(lawful::read_policy(BENCH_POLICY));
        fill(registry, scratch / "rows.csv", shape);
    }
    std::filesystem::rename(journal_of(scratch / "a.lawful"), journal_of(file));
    std::filesystem::rename(scratch / "a.lawful", file);
    return file;
}

std::vector<lawful::RecipientId> some_people(const lawful::Registry& registry, const Shape& shape,
                                             std::size_t count) {
    std::vector<lawful::RecipientId> people;
    for (std::size_t i = 0; i < shape.contacts && people.size() < count; ++i) {
        const auto contact = i * 7'919 % shape.contacts;
        if (is_shared(contact)) continue;
        const auto address = registry.find(mail(contact), lawful::Medium::email);
        people.push_back(registry.show(address.value()).holders.front().recipient);
    }
    return people;
}

Scratch::Scratch(const std::filesystem::path& parent) {
    std::string name = (parent / "scratch-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
}

Scratch::~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

Copy::Copy(const std::filesystem::path& folder, const Shape& shape) : scratch_(folder) {
    const auto made = made_registry(folder, shape);
    std::filesystem::copy_file(made, file());
    std::filesystem::copy_file(journal_of(made), journal_of(file()));
}

}  // namespace bench
