// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "exchange/audit_writer.hpp"
#include "ledger/commitment.hpp"

namespace lawful::testing {

constexpr auto origin = "example.org/registry";
constexpr std::string_view notice_text = "Mogen wij u onze nieuwsbrief sturen? \u2013 Ja\n";

/// A folder that goes when the test does.
class TempFolder {
public:
    TempFolder() {
        auto name = (std::filesystem::temp_directory_path() / "lawful-verify-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    ~TempFolder() { std::filesystem::remove_all(path_); }

    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
        return path_ / name;
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

inline void write_bytes(const std::filesystem::path& file, std::string_view bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

/// A ledger of which everything is known: the same each time.
struct SmallLedger {
    std::vector<std::string> m;
    std::vector<Digest> r;
    std::set<std::uint64_t> erased;  ///< not opened in any bundle
    std::uint64_t policy = 1;        ///< the event that put a policy in force
    std::uint8_t key_fill = 7;

    /// Twelve events: a person who came, went and was erased, and one who stays.
    [[nodiscard]] static SmallLedger example();
    /// So many events about nothing.
    [[nodiscard]] static SmallLedger of_size(std::uint64_t size);

    void add(std::string event);
    [[nodiscard]] Digest c(std::uint64_t index) const { return ledger::commit(r[index], m[index]); }
    [[nodiscard]] crypto::SigningKey key() const {
        return crypto::SigningKey(Bytes(crypto::SigningKey::size, key_fill));
    }
    [[nodiscard]] ledger::VerifierKey verifier() const { return {origin, key().public_key()}; }
    /// Signed, of the first `size` events.
    [[nodiscard]] std::string checkpoint(std::uint64_t size) const;

    void write_full(const std::filesystem::path& target) const;
    void write_partial(const std::filesystem::path& target,
                       const std::vector<std::uint64_t>& opened,
                       const std::vector<std::uint64_t>& older = {}) const;
};

}  // namespace lawful::testing
