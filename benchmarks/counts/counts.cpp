// SPDX-License-Identifier: Apache-2.0
/// What does not depend on the machine's mood: calls, bytes and allocations of one operation.
///     lawful_counts FOLDER make               a registry of a thousand people, for the next two
///     lawful_counts FOLDER ask WHAT TIMES     known, denied, unknown, remembered: under callgrind
///     lawful_counts FOLDER record TIMES       events of one transaction: under callgrind
///     lawful_counts FOLDER export             the whole ledger and its report: under callgrind
///     lawful_counts FOLDER count              prints the figures as JSON
#include <atomic>
#include <cstdlib>
#include <iostream>
#include <new>

#include <nlohmann/json.hpp>

#include "faults/fault_vfs.hpp"
#include "people.hpp"

namespace {

std::atomic<std::uint64_t> allocations{0};

void* counted(std::size_t size) {
    allocations.fetch_add(1, std::memory_order_relaxed);
    if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace bench {
namespace {

constexpr Shape shape{1'000, 3};
constexpr int times = 200;

std::string address_of(const std::string& what, std::size_t i) {
    const auto contact = i % shape.contacts / 50 * 50;  // nobody shares these
    if (what == "known" || what == "remembered") return mail(contact);
    if (what == "denied") return mail(contact + 7);
    if (what == "unknown") return stranger(contact);
    throw std::invalid_argument("known, denied, unknown or remembered");
}

void ask(const lawful::Registry& registry, const std::string& what, std::size_t count) {
    std::vector<std::string> addresses;
    for (std::size_t i = 0; i < 20; ++i) addresses.push_back(address_of(what, i * 50));
    const bool brief = what == "remembered";
    for (std::size_t i = 0; i < count; ++i) {
        const auto& address = addresses[i % addresses.size()];
        if (brief) static_cast<void>(registry.brief(address, purpose, email));
        else static_cast<void>(registry.may_send(address, purpose, email));
    }
}

lawful::Registry opened(const std::filesystem::path& folder) {
    return lawful::Registry::open(made_registry(folder, shape), registry_key(),
                                  {.read_only = true, .resident_bytes = 65'536});
}

double allocations_of(const lawful::Registry& registry, const std::string& what) {
    ask(registry, what, times);
    const auto before = allocations.load();
    ask(registry, what, times);
    const auto once = allocations.load() - before;
    ask(registry, what, 2 * times);
    return static_cast<double>(allocations.load() - before - 2 * once) / times;
}

nlohmann::json writing(const std::filesystem::path& folder,
                       const std::function<lawful::EventBody()>& body) {
    const Copy copy(folder, shape);
    faults::FaultVfs disk;
    nlohmann::json figures;
    {
        auto registry = copy.open({.base_vfs = disk.name()});
        Ring people(some_people(registry, shape, 400));
        registry.record(people.next(), body());
        disk.reset_counts();
        for (int i = 0; i < times; ++i) registry.record(people.next(), body());
        const auto counts = disk.counts();
        const auto each = [](std::uint64_t count) { return static_cast<double>(count) / times; };
        figures = {{"syncs", each(counts.of(faults::Operation::sync))},
                   {"writes", each(counts.of(faults::Operation::write))},
                   {"bytes written", each(counts.bytes_written)}};
    }
    return figures;
}

void record(const std::filesystem::path& folder, std::size_t count) {
    const Copy copy(folder, shape);
    auto registry = copy.open();
    const auto people = some_people(registry, shape, 400);
    std::vector<lawful::Happened> events;
    for (std::size_t i = 0; i < count; ++i)
        events.push_back({people[i % people.size()], lawful::ConsentRequested{.purpose = purpose}});
    static_cast<void>(registry.record_all(events));
}

nlohmann::json count(const std::filesystem::path& folder) {
    const auto registry = opened(folder);
    nlohmann::json figures;
    for (const char* what : {"known", "denied", "unknown", "remembered"}) {
        figures["allocations of a check"][what] = allocations_of(registry, what);
    }
    figures["one durable event"] =
        writing(folder, [] { return lawful::ConsentRequested{.purpose = purpose}; });
    figures["one durable denial"] = writing(
        folder, [] { return lawful::ConsentWithdrawn{.purpose = purpose, .channel = email}; });
    const auto size = static_cast<double>(std::filesystem::file_size(made_registry(folder, shape)));
    figures["file"]["bytes a contact"] = size / static_cast<double>(shape.contacts);
    return figures;
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) try {
    const std::vector<std::string> words(argv, argv + argc);
    const std::filesystem::path folder = words.at(1);
    if (words.at(2) == "ask")
        bench::ask(bench::opened(folder), words.at(3), std::stoul(words.at(4)));
    else if (words[2] == "record")
        bench::record(folder, std::stoul(words.at(3)));
    else if (words[2] == "export")
        static_cast<void>(bench::opened(folder).export_audit(folder / "audit"));
    else if (words[2] == "count")
        std::cout << bench::count(folder).dump(1) << '\n';
    else
        static_cast<void>(bench::made_registry(folder, bench::shape));
    return 0;
} catch (const std::exception& failure) {
    std::cerr << failure.what() << '\n';
    return 1;
}
