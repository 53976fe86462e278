// SPDX-License-Identifier: Apache-2.0
#include "faults/world.hpp"

#include "faults/harness.hpp"

namespace faults {
namespace {

lawful::RecipientId join(lawful::Registry& registry, const std::string& name, const char* text) {
    const auto who = registry.add(lawful::Recipient{
        .name = name,
        .country = "NL",
        .source = {.kind = lawful::SourceKind::subject, .obtained = support::day("2026-01-05")}});
    const auto address = registry.add(lawful::Address{.text = text});
    registry.record(who, lawful::HolderAdded{address, support::day("2026-01-05")});
    registry.record(who, lawful::ConsentGiven{.purpose = "news",
                                              .addresses = {address},
                                              .notice = lawful::NoticeRef{"nl", "1"},
                                              .method = lawful::ConsentMethod::signed_form,
                                              .evidence = "box 3"});
    return who;
}

void take(const std::filesystem::path& from, const std::filesystem::path& folder, const char* suffix) {
    const auto name = std::string("store") + suffix;
    std::filesystem::copy_file(from / name, folder / name);
}

}  // namespace

lawful::Options World::options(const std::string& vfs) {
    return {.clock = std::make_shared<support::ManualClock>("2026-02-03T09:00:00Z"), .base_vfs = vfs};
}

World::World() {
    auto options = World::options("");
    const auto clock = std::make_shared<support::ManualClock>("2026-02-01T09:00:00Z");
    options.clock = clock;
    auto registry = lawful::Registry::create(folder_ / "store", support::key(), options);
    registry.apply(support::policy());
    jan_ = join(registry, "Jan", to_erase);
    mia_ = join(registry, "Mia", who_left);
    bob_ = join(registry, "Bob", who_stays);
    at_backup_ = remember(registry);
    registry.backup(folder_.path(), support::key());
    clock->advance(std::chrono::hours{24});
    registry.record(mia_, lawful::ConsentWithdrawn{"news", {}});
    registry.add(lawful::Address{.text = "later@example.org"});
    at_end_ = remember(registry);
}

void World::copy_registry(const std::filesystem::path& folder) const {
    take(folder_.path(), folder, "");
    take(folder_.path(), folder, ".denials");
}

void World::copy_backup(const std::filesystem::path& folder) const {
    take(folder_.path(), folder, ".data");
    take(folder_.path(), folder, ".keys");
}

bool World::allows(const lawful::Registry& registry, const char* address) {
    return static_cast<bool>(registry.may_send(address, "news", lawful::Channel::email));
}

World::Memory World::remember(const lawful::Registry& registry) const {
    Memory memory;
    const auto add = [&](const lawful::Subject& subject, const std::string& name) {
        for (const auto& event : registry.events(subject)) {
            memory[name] += std::to_string(event.index) + " " +
                            std::string(lawful::kind_of(event.event.body)) + "\n";
        }
    };
    add(registry.id(), "registry");
    if (!is_erased(registry)) add(jan_, "Jan");
    add(mia_, "Mia");
    add(bob_, "Bob");
    return memory;
}

bool World::is_erased(const lawful::Registry& registry) const {
    try {
        static_cast<void>(registry.show(jan_));
        return false;
    } catch (const lawful::Error& error) {
        if (error.code() != lawful::ErrorCode::erased) throw;
        return true;
    }
}

void World::require_whole(const lawful::Registry& registry, Since since) const {
    const auto& before = since == Since::now ? at_end_ : at_backup_;
    const auto now = remember(registry);
    const bool erased = is_erased(registry);
    for (const auto& [name, events] : before) {
        if (name == "Jan" && erased) continue;
        const auto found = now.find(name);
        if (found == now.end() || !found->second.starts_with(events)) throw Unsound("events of " + name + " are lost");
    }
    if (allows(registry, who_left)) throw Unsound("who left may be written to again");
    if (!allows(registry, who_stays)) throw Unsound("who stays may not be written to");
    if (allows(registry, to_erase) == erased) throw Unsound(erased ? "an erased person is back" : "a consent is lost");
    if (erased && registry.find(to_erase, lawful::Medium::email)) throw Unsound("an erased address is found");
    for (const auto& fault : registry.check_store().faults) throw Unsound(fault);
}

}  // namespace faults
