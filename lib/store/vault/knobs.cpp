// SPDX-License-Identifier: Apache-2.0
#include "store/vault/knobs.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.hpp"

namespace lawful::store::vault {
namespace {

struct Knob {
    std::string_view pragma;
    /// The settings that may be made, folded; none may be when it is empty.
    std::span<const std::string_view> allowed;
};

using Words = std::array<std::string_view, 4>;
constexpr Words off{"off", "0", "false", "no"};
constexpr Words on{"on", "1", "true", "yes"};
constexpr Words full{"full", "2", "extra", "3"};
constexpr Words memory{"memory", "2", "memory", "2"};
constexpr std::array<std::string_view, 1> wal{"wal"};

constexpr std::array knobs{
    Knob{"journal_mode", wal},          // a rollback journal would hold pages in clear
    Knob{"page_size", {}},
    Knob{"auto_vacuum", {}},
    Knob{"incremental_vacuum", {}},
    Knob{"locking_mode", {}},           // sharing is an option of opening
    Knob{"mmap_size", {}},              // a mapped page is not decrypted
    Knob{"synchronous", full},
    Knob{"cache_spill", off},           // SQLite 3.40 loses commits after spill and ROLLBACK TO
    Knob{"secure_delete", on},          // erasure rests on it
    Knob{"temp_store", memory},         // temporary files would be in clear
    Knob{"temp_store_directory", {}},
    Knob{"trusted_schema", off},
    Knob{"writable_schema", off},
    Knob{"wal_autocheckpoint", {}},     // whoever holds the writer's lock checkpoints
    Knob{"journal_size_limit", {}},
    Knob{"encoding", {}},
    Knob{"key", {}},
    Knob{"rekey", {}},
    Knob{"hexkey", {}},
};

}  // namespace

bool is_refused(std::string_view pragma, std::string_view value) {
    const auto name = to_lower_ascii(pragma);
    const auto knob = std::find_if(knobs.begin(), knobs.end(),
                                   [&](const auto& other) { return other.pragma == name; });
    if (knob == knobs.end()) return false;
    const auto wanted = to_lower_ascii(value);
    return std::find(knob->allowed.begin(), knob->allowed.end(), wanted) == knob->allowed.end();
}

}  // namespace lawful::store::vault
