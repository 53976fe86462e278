// SPDX-License-Identifier: Apache-2.0
#include "registry/properties/world.hpp"

#include <algorithm>

namespace properties {
namespace {

using lawful::Error;
using lawful::ErrorCode;
using namespace std::chrono_literals;

constexpr auto founded = "2026-01-01T09:00:00Z";
constexpr auto begins = "2026-02-01T09:00:00Z";

class Scratch {
public:
    Scratch() {
        const std::filesystem::path memory = "/dev/shm";
        const auto parent =
            std::filesystem::exists(memory) ? memory : std::filesystem::temp_directory_path();
        std::string name = (parent / "lawful-properties-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path = name;
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }

    std::filesystem::path path;
};

/// Made once and copied: a new file costs more than a history.
const std::filesystem::path& founded_registry() {
    static const auto file = [] {
        auto path = scratch() / "founded.lawful";
        auto registry =
            lawful::Registry::create(path, support::key(),
                                     {.clock = std::make_shared<support::ManualClock>(founded),
                                      .random = std::make_shared<support::SeededRandom>(0)});
        registry.apply(village_policy());
        return path;
    }();
    return file;
}

/// What a caller can do wrong; anything else is the library's fault.
bool is_refusal(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid_record:
        case ErrorCode::unknown_id:
        case ErrorCode::future_event:
        case ErrorCode::not_holder:
        case ErrorCode::address_taken:
        case ErrorCode::already_done:
        case ErrorCode::erased: return true;
        default: return false;
    }
}

}  // namespace

const std::filesystem::path& scratch() {
    static const Scratch folder;
    return folder.path;
}

lawful::Registry fresh_registry(const char* name, std::shared_ptr<lawful::Clock> clock,
                                std::uint64_t seed) {
    const auto file = scratch() / name;
    std::filesystem::copy_file(founded_registry(), file,
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::copy_file(founded_registry().string() + ".denials", file.string() + ".denials",
                               std::filesystem::copy_options::overwrite_existing);
    return lawful::Registry::open(
        file, support::key(),
        {.clock = std::move(clock), .random = std::make_shared<support::SeededRandom>(seed)});
}

World::World(std::uint64_t seed, Tally& tally)
    : seed_(seed),
      tally_(tally),
      clock_(std::make_shared<support::ManualClock>(begins)),
      registry_(fresh_registry("history.lawful", clock_, seed + 1)) {
    clock_->advance(24h * static_cast<int>(seed % 300) + 7min * static_cast<int>(seed % 97));
}

lawful::Instant World::now() const { return std::max(clock_->now(), recorded_); }

void World::prepare(const Operation& operation) {
    const auto size = registry_.ledger_size();
    static_cast<void>(subject(operation));
    static_cast<void>(address_id(operation.address));
    if (registry_.ledger_size() != size) recorded_ = now();
}

bool World::apply(const Operation& operation) {
    const auto size = registry_.ledger_size();
    bool done = true;
    try {
        perform(operation);
    } catch (const Error& error) {
        if (!is_refusal(error.code())) throw;
        done = false;
    }
    if (registry_.ledger_size() != size) recorded_ = now();
    ++(done ? tally_.applied : tally_.refused);
    return done;
}

std::vector<Asked> World::answers(std::optional<lawful::Instant> as_of) const {
    std::vector<Asked> all;
    for (const auto& question : questions()) {
        for (auto& item :
             registry_.screen(question.addresses, question.purpose, question.channel, as_of)) {
            ++(item.decision ? tally_.allowed : tally_.denied);
            all.push_back({&question, std::move(item.input), std::move(item.decision)});
        }
    }
    return all;
}

std::size_t World::holders_today(std::size_t address) const {
    const auto medium = address == postal_address ? lawful::Medium::post : lawful::Medium::email;
    const auto id = registry_.find(addresses.at(address), medium);
    if (!id) return 0;
    const auto holders = registry_.show(*id).holders;
    return static_cast<std::size_t>(
        std::count_if(holders.begin(), holders.end(), [&](const lawful::Holding& holding) {
            return holding.from <= today() && (!holding.until || today() < *holding.until);
        }));
}

bool World::is_gone(lawful::RecipientId who) const {
    try {
        static_cast<void>(registry_.show(who));
        return false;
    } catch (const Error& error) {
        if (error.code() != ErrorCode::erased) throw;
        return true;
    }
}

lawful::RecipientId World::person_id(std::size_t number) {
    if (number >= people) {
        const auto held = registry_.show(address_id((number - people) % addresses.size())).holders;
        if (!held.empty()) return held.back().recipient;
    }
    auto& known = people_.at(number % people);
    if (!known) {
        auto who = person(number % people, seed_);
        if (number % 2 == 1) who.organisation = organisation_id(number % organisations);
        known = registry_.add(who);
    }
    return *known;
}

lawful::AddressId World::address_id(std::size_t number) {
    const auto text = std::string(addresses.at(number));
    const auto medium = number == postal_address ? lawful::Medium::post : lawful::Medium::email;
    if (const auto known = registry_.find(text, medium)) return *known;
    lawful::Address address{.medium = medium, .text = text};
    if (number == role_address) {
        address.kind = lawful::AddressKind::role;
        address.organisation = organisation_id(0);
    }
    return registry_.add(address);
}

lawful::OrganisationId World::organisation_id(std::size_t number) {
    const auto body = organisation(number % organisations, seed_);
    const auto known = registry_.find_organisation(body.name);
    return known ? *known : registry_.add(body);
}

lawful::Subject World::subject(const Operation& operation) {
    switch (operation.who) {
        case Who::person: return person_id(operation.number);
        case Who::address: return address_id(operation.number % addresses.size());
        case Who::organisation: return organisation_id(operation.number);
    }
    throw std::logic_error("whose?");
}

void World::record(const Operation& operation, const lawful::EventBody& body) {
    registry_.record(subject(operation), body, now() - operation.ago);
}

}  // namespace properties
