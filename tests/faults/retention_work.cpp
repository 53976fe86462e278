// SPDX-License-Identifier: Apache-2.0
#include "faults/retention_work.hpp"

#include <fstream>

#include "faults/harness.hpp"

namespace faults {
namespace {

using namespace lawful;

constexpr auto plan_name = "plan.json";
constexpr Period a_day{0, 0, 1};

/// Jan's data came from elsewhere, and goes; what Mia withdrew from goes; Bob stays.
PolicyFile short_policy() {
    auto file = support::policy();
    file.policy.retention = {
        {.from = RetentionStart::created, .period = a_day, .action = RetentionAction::erase_person,
         .source = SourceKind::third_party},
        {.purpose = "news", .from = RetentionStart::consent_ended, .period = a_day,
         .action = RetentionAction::erase_purpose, .proof_kept = Period{0, 0, 5}},
        {.purpose = "ops", .period = {5, 0, 0}}};
    return file;
}

Registry open_at(const Place& place, const char* instant) {
    auto options = World::options(place.vfs);
    options.clock = std::make_shared<support::ManualClock>(instant);
    return Registry::open(place.folder / "store", support::key(), options);
}

Registry open_late(const Place& place) { return open_at(place, "2026-03-10T09:00:00Z"); }

class RetentionWork final : public LargeWork {
public:
    using LargeWork::LargeWork;
    [[nodiscard]] const char* name() const override { return "retention"; }

    /// Made once, and copied for each run.
    void prepare(const std::filesystem::path& folder) const override {
        std::filesystem::copy(made(), folder);
    }

    void run(const Place& place) const override {
        auto registry = open_late(place);
        Retention(registry).apply(read_retention_plan(place.folder / plan_name));
    }

    void judge(const Place& place, bool complete) const override {
        // A machine that restarts finds the registry's files alone.
        std::filesystem::copy_file(made() / plan_name, place.folder / plan_name,
                                   std::filesystem::copy_options::skip_existing);
        auto registry = open_late(place);
        require_sound(registry);
        if (complete && !is_done(registry)) throw Unsound("what a plan did is undone");
        Retention(registry).apply(read_retention_plan(place.folder / plan_name));
        if (!is_done(registry)) throw Unsound("a plan that is run again does nothing");
        require_sound(registry);
    }

private:
    void make(const std::filesystem::path& folder) const {
        LargeWork::prepare(folder);
        const Place place{folder, "unix"};
        {
            auto registry = open_at(place, "2026-02-03T09:00:00Z");
            registry.apply(short_policy());
            auto jan = registry.show(world_.jan()).recipient;
            jan.source.kind = SourceKind::third_party;
            registry.record(world_.jan(), RecipientChanged{jan});
            const auto gone = registry.add(Recipient{
                .name = "Eva", .country = "NL",
                .source = {.kind = SourceKind::subject, .obtained = support::day("2026-01-05")}});
            const auto address = registry.add(Address{.text = "eva@example.org"});
            registry.record(gone, HolderAdded{address, support::day("2026-01-05")});
            registry.record(gone, ConsentGiven{.purpose = "news", .addresses = {address},
                                               .method = ConsentMethod::signed_form, .evidence = "box 3"});
            registry.erase(gone, ErasureGround::consent_withdrawn);
        }
        auto registry = open_late(place);
        std::ofstream(folder / plan_name) << to_json(Retention(registry).plan());
    }

    [[nodiscard]] const std::filesystem::path& made() const {
        static const support::TempFolder folder;
        static const bool once = [this] {
            make(folder.path());
            return true;
        }();
        static_cast<void>(once);
        return folder.path();
    }

    [[nodiscard]] bool is_done(const Registry& registry) const {
        return world_.is_erased(registry) && !has_consent(registry) && !keeps_proof(registry);
    }

    [[nodiscard]] bool has_consent(const Registry& registry) const {
        for (const auto& recorded : registry.events(world_.mia())) {
            if (kind_of(recorded.event.body) == "consent_given") return true;
        }
        return false;
    }

    [[nodiscard]] bool is_marked(const Registry& registry) const {
        for (const auto& recorded : registry.events(world_.mia())) {
            if (kind_of(recorded.event.body) == "part_erased") return true;
        }
        return false;
    }

    [[nodiscard]] static bool keeps_proof(const Registry& registry) {
        for (const auto& recorded : registry.events(registry.id())) {
            if (kind_of(recorded.event.body) == "proof_destroyed") return false;
        }
        return true;
    }

    /// Each of them is as before, or gone whole.
    void require_sound(const Registry& registry) const {
        for (const auto& fault : registry.check_store().faults) throw Unsound(fault);
        if (has_consent(registry) == is_marked(registry)) throw Unsound("a purpose is half erased");
        if (World::allows(registry, World::who_left)) throw Unsound("who left may be written to again");
        if (World::allows(registry, World::to_erase)) throw Unsound("who is kept too long may be written to");
        if (!World::allows(registry, World::who_stays)) throw Unsound("who stays may not be written to");
    }
};

}  // namespace

std::unique_ptr<LargeWork> retention_work(const World& world) { return std::make_unique<RetentionWork>(world); }

}  // namespace faults
