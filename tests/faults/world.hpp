// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "faults/subject.hpp"
#include "registry/support.hpp"

namespace faults {

/// A registry with somebody to erase, somebody who left, and somebody who may be written to; in a folder
/// with a backup of it from before that one left. It is made once and copied for each run.
class World {
public:
    World();

    static constexpr auto to_erase = "jan@example.org";
    static constexpr auto who_left = "mia@example.org";
    static constexpr auto who_stays = "bob@example.org";

    [[nodiscard]] static lawful::Options options(const std::string& vfs);
    [[nodiscard]] static bool allows(const lawful::Registry& registry, const char* address);
    [[nodiscard]] lawful::RecipientId jan() const { return jan_; }
    [[nodiscard]] lawful::RecipientId mia() const { return mia_; }
    [[nodiscard]] lawful::RecipientId bob() const { return bob_; }

    /// NAME, its journal and, where asked for, the backup.
    void copy_registry(const std::filesystem::path& folder) const;
    void copy_backup(const std::filesystem::path& folder) const;

    enum class Since : std::uint8_t { now = 1, backup };
    /// No event is lost, who left stays away, who stays may be written to, and the store is sound.
    /// Of the erased one, nothing is left, or everything. Throws Unsound.
    void require_whole(const lawful::Registry& registry, Since since = Since::now) const;
    [[nodiscard]] bool is_erased(const lawful::Registry& registry) const;

private:
    using Memory = std::map<std::string, std::string>;
    [[nodiscard]] Memory remember(const lawful::Registry& registry) const;

    support::TempFolder folder_;
    lawful::RecipientId jan_, mia_, bob_;
    Memory at_backup_;
    Memory at_end_;
};

}  // namespace faults
