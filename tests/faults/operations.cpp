// SPDX-License-Identifier: Apache-2.0
#include "faults/operations.hpp"

#include <algorithm>

#include "faults/harness.hpp"
#include "faults/retention_work.hpp"

namespace faults {
namespace {

using lawful::Registry;
using support::key;

Registry open(const Place& place, const char* name = "store", std::uint8_t seed = 1) {
    return Registry::open(place.folder / name, key(seed), World::options(place.vfs));
}

bool is_there(const Place& place, const char* name) { return std::filesystem::exists(place.folder / name); }

class Erasure final : public LargeWork {
public:
    using LargeWork::LargeWork;
    [[nodiscard]] const char* name() const override { return "erase"; }
    void run(const Place& place) const override {
        open(place).erase(world_.jan(), lawful::ErasureGround::unnecessary);
    }
    void judge(const Place& place, bool complete) const override {
        auto registry = open(place);
        world_.require_whole(registry);
        if (complete && !world_.is_erased(registry)) throw Unsound("an erased person is back");
        registry.erase(world_.jan(), lawful::ErasureGround::unnecessary);
        if (!world_.is_erased(registry)) throw Unsound("a second erasure does nothing");
        world_.require_whole(registry);
    }
};

class Merge final : public LargeWork {
public:
    using LargeWork::LargeWork;
    [[nodiscard]] const char* name() const override { return "merge"; }
    void run(const Place& place) const override { open(place).merge(world_.jan(), world_.bob()); }
    void judge(const Place& place, bool complete) const override {
        auto registry = open(place);
        world_.require_whole(registry);
        const auto merged = registry.show(world_.jan()).merged.size();
        if (merged != registry.show(world_.bob()).merged.size()) throw Unsound("half a merge");
        if (complete && merged != 1) throw Unsound("a merge is lost");
        if (merged == 0) registry.merge(world_.jan(), world_.bob());
        registry.unmerge(world_.bob(), world_.jan());
        world_.require_whole(registry);
    }
};

class ReplaceHolder final : public LargeWork {
public:
    using LargeWork::LargeWork;
    [[nodiscard]] const char* name() const override { return "replace_holder"; }
    void run(const Place& place) const override {
        auto registry = open(place);
        replace(registry);
    }
    void judge(const Place& place, bool complete) const override {
        auto registry = open(place);
        world_.require_whole(registry);
        const auto holders = registry.show(address(registry)).holders;
        const auto ended = std::count_if(holders.begin(), holders.end(), [](const auto& one) { return one.until; });
        if (holders.size() != static_cast<std::size_t>(ended) + 1) throw Unsound("half a successor");
        if (complete && ended != 1) throw Unsound("a successor is lost");
        if (ended == 0) replace(registry);
        world_.require_whole(registry);
    }

private:
    static lawful::AddressId address(const Registry& registry) {
        return registry.find(World::who_left, lawful::Medium::email).value();
    }
    void replace(Registry& registry) const {
        registry.replace_holder(address(registry), world_.mia(), world_.bob(), support::day("2026-02-02"));
    }
};

/// An objection by request: the request and its denial, together.
class OpenRequest final : public LargeWork {
public:
    using LargeWork::LargeWork;
    [[nodiscard]] const char* name() const override { return "request"; }
    void run(const Place& place) const override {
        open(place).record(world_.jan(), lawful::RequestOpened{.type = lawful::RequestType::objection,
                                                               .purpose = "ops",
                                                               .kind = lawful::ObjectionKind::own_situation});
    }
    void judge(const Place& place, bool complete) const override {
        world_.require_whole(open(place));
        const auto [requests, objections] = count(place);
        // The journal may know of an objection whose request was not committed.
        if (objections < requests) throw Unsound("a request has lost its objection");
        if (complete && requests != 1) throw Unsound("a request is lost");
        run(place);
        if (count(place).first != requests + 1) throw Unsound("a second request is not recorded");
        world_.require_whole(open(place));
    }

private:
    [[nodiscard]] std::pair<int, int> count(const Place& place) const {
        std::pair<int, int> found{0, 0};
        for (const auto& [index, event] : open(place).events(world_.jan())) {
            if (std::holds_alternative<lawful::RequestOpened>(event.body)) ++found.first;
            if (std::holds_alternative<lawful::Objected>(event.body)) ++found.second;
        }
        return found;
    }
};

class Backup final : public LargeWork {
public:
    using LargeWork::LargeWork;
    [[nodiscard]] const char* name() const override { return "backup"; }
    void run(const Place& place) const override { open(place).backup(place.folder, key()); }
    void judge(const Place& place, bool complete) const override {
        world_.require_whole(open(place));
        const bool there = is_there(place, "store.data");
        if (complete && !there) throw Unsound("the backup is gone");
        if (there) return require_restorable(place, place.folder);
        // A lone file of keys may belong to data that lies elsewhere: nobody takes its place.
        const auto folder = is_there(place, "store.keys") ? place.folder / "again" : place.folder;
        open(place).backup(folder, key());
        require_restorable(place, folder);
    }

private:
    void require_restorable(const Place& place, const std::filesystem::path& folder) const {
        const auto target = place.folder / "restored";
        std::filesystem::copy_file(place.folder / "store.denials", place.folder / "restored.denials");
        world_.require_whole(Registry::restore(folder, key(), target, World::options(place.vfs)));
    }
};

class Restore final : public LargeWork {
public:
    using LargeWork::LargeWork;
    [[nodiscard]] const char* name() const override { return "restore"; }
    void prepare(const std::filesystem::path& folder) const override {
        world_.copy_registry(folder);
        std::filesystem::remove(folder / "store");
        world_.copy_backup(folder);
    }
    void run(const Place& place) const override {
        static_cast<void>(Registry::restore(place.folder, key(), place.folder / "store", World::options(place.vfs)));
    }
    void judge(const Place& place, bool complete) const override {
        if (!is_there(place, "store")) {
            if (complete) throw Unsound("the restored registry is gone");
            run(place);
        }
        world_.require_whole(open(place), World::Since::backup);
    }
};

class Compact final : public LargeWork {
public:
    using LargeWork::LargeWork;
    [[nodiscard]] const char* name() const override { return "compact"; }
    void run(const Place& place) const override {
        Registry::compact(place.folder / "store", key(), World::options(place.vfs));
    }
    void judge(const Place& place, bool /*complete*/) const override {
        world_.require_whole(open(place));
        run(place);
        world_.require_whole(open(place));
    }
};

class Rotate final : public LargeWork {
public:
    using LargeWork::LargeWork;
    [[nodiscard]] const char* name() const override { return "rotate_keys"; }
    [[nodiscard]] std::uint64_t room_step() const override { return 512; }
    void run(const Place& place) const override { open(place).rotate_keys(); }
    void judge(const Place& place, bool complete) const override {
        auto registry = open(place);
        world_.require_whole(registry);
        if (complete && registry.key_status().rotating) throw Unsound("a finished rotation is not");
        if (complete && registry.key_status().epoch != 2) throw Unsound("a rotation is lost");
        registry.rotate_keys();
        if (registry.key_status().rotating) throw Unsound("a second rotation does not end");
        world_.require_whole(registry);
    }
};

class ChangeCredential final : public LargeWork {
public:
    using LargeWork::LargeWork;
    [[nodiscard]] const char* name() const override { return "change_credential"; }
    void run(const Place& place) const override {
        open(place).change_credential(lawful::CredentialKind::key, key(2));
    }
    void judge(const Place& place, bool complete) const override {
        if (complete) return world_.require_whole(open(place, "store", 2));
        // One of the two copies of the key table may be torn, and then the check says so until it is mended.
        if (opens_with_new(place)) {
            open(place, "store", 2).change_credential(lawful::CredentialKind::key, key(2));
        } else {
            run(place);
        }
        world_.require_whole(open(place, "store", 2));
    }

private:
    static bool opens_with_new(const Place& place) {
        try {
            static_cast<void>(open(place, "store", 2));
            return true;
        } catch (const lawful::Error& error) {
            if (error.code() != lawful::ErrorCode::wrong_key) throw;
            return false;
        }
    }
};

class Create final : public LargeWork {
public:
    using LargeWork::LargeWork;
    [[nodiscard]] const char* name() const override { return "create"; }
    void prepare(const std::filesystem::path& /*folder*/) const override {}
    void run(const Place& place) const override {
        static_cast<void>(Registry::create(place.folder / "fresh", key(), World::options(place.vfs)));
    }
    void judge(const Place& place, bool complete) const override {
        if (!is_there(place, "fresh")) {
            if (complete) throw Unsound("a new registry is gone");
            run(place);
        }
        auto registry = open(place, "fresh");
        registry.apply(support::policy());
        const auto address = registry.add(lawful::Address{.text = World::who_left});
        registry.record(address, lawful::ConsentRefused{.purpose = "news"});
        for (const auto& fault : registry.check_store().faults) throw Unsound(fault);
    }
};

}  // namespace

std::vector<std::unique_ptr<LargeWork>> large_works(const World& world) {
    std::vector<std::unique_ptr<LargeWork>> all;
    all.push_back(std::make_unique<Erasure>(world));
    all.push_back(std::make_unique<Merge>(world));
    all.push_back(std::make_unique<ReplaceHolder>(world));
    all.push_back(std::make_unique<OpenRequest>(world));
    all.push_back(std::make_unique<Backup>(world));
    all.push_back(std::make_unique<Restore>(world));
    all.push_back(std::make_unique<Compact>(world));
    all.push_back(std::make_unique<Rotate>(world));
    all.push_back(std::make_unique<ChangeCredential>(world));
    all.push_back(std::make_unique<Create>(world));
    all.push_back(retention_work(world));
    return all;
}

}  // namespace faults
