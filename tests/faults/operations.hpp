// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "faults/world.hpp"

namespace faults {

/// A large piece of work upon a registry, of several files or many transactions. Tried with a fault at
/// one of its steps, and judged by what a restart finds.
class LargeWork {
public:
    explicit LargeWork(const World& world) : world_(world) {}
    LargeWork(const LargeWork&) = delete;
    LargeWork& operator=(const LargeWork&) = delete;
    virtual ~LargeWork() = default;

    [[nodiscard]] virtual const char* name() const = 0;
    /// Lays out what it works upon in an empty folder.
    virtual void prepare(const std::filesystem::path& folder) const { world_.copy_registry(folder); }
    /// Throws what the library throws. May be called again.
    virtual void run(const Place& place) const = 0;
    /// What a restart finds: the operation is `complete`, or it may be and nothing of the rest is lost;
    /// and a new attempt succeeds. Throws Unsound.
    virtual void judge(const Place& place, bool complete) const = 0;
    /// By how much a full disk's room grows from one try to the next: little for what needs little.
    [[nodiscard]] virtual std::uint64_t room_step() const { return 5'000; }

protected:
    const World& world_;
};

[[nodiscard]] std::vector<std::unique_ptr<LargeWork>> large_works(const World& world);

}  // namespace faults
