// SPDX-License-Identifier: Apache-2.0
#include <lawful/error.hpp>

#include "crypto/digest.hpp"
#include "ledger/proof.hpp"
#include "support.hpp"

namespace lawful::ledger {
namespace {

Digest digest(const nlohmann::json& text) {
    return to_array<32>(from_base64(text.get<std::string>()));
}

/// Some files have words in place of roots, where only their being equal matters.
Digest root(const nlohmann::json& text) {
    const auto bytes = from_base64(text.get<std::string>());
    return bytes.size() == 32 ? to_array<32>(bytes) : crypto::sha256(bytes);
}

Proof proof_of(const nlohmann::json& list) {
    Proof proof;
    for (const auto& hash : list) proof.push_back(digest(hash));
    return proof;
}

/// What the file says and what we say; hashes of another length than 32 bytes are refused too.
template <class Verify>
bool accepted(const nlohmann::json& file, Verify&& verify) {
    try {
        const auto proof = file["proof"].is_null() ? Proof{} : proof_of(file["proof"]);
        verify(proof);
        return true;
    } catch (const Error&) {
        return false;
    }
}

template <class Verify>
void check_folder(const std::filesystem::path& folder, Verify&& verify) {
    int seen = 0;
    int good = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        const auto file = testing::json_of(entry.path());
        CAPTURE(std::filesystem::relative(entry.path(), folder).string());
        const bool valid = !file["wantErr"].get<bool>();
        CHECK(accepted(file, [&](const Proof& proof) { verify(file, proof); }) == valid);
        ++seen;
        if (valid) ++good;
    }
    CHECK(seen == 98);
    CHECK(good == 6);
}

}  // namespace

TEST_CASE("every public inclusion proof is accepted or refused as it should be") {
    const auto folder = testing::vectors("merkle/testdata/inclusion");
    if (!folder) return;
    check_folder(*folder, [](const nlohmann::json& file, const Proof& proof) {
        verify_inclusion(digest(file["leafHash"]), file["leafIdx"].get<std::uint64_t>(), proof,
                         {file["treeSize"].get<std::uint64_t>(), root(file["root"])});
    });
}

TEST_CASE("every public consistency proof is accepted or refused as it should be") {
    const auto folder = testing::vectors("merkle/testdata/consistency");
    if (!folder) return;
    check_folder(*folder, [](const nlohmann::json& file, const Proof& proof) {
        verify_consistency({file["size1"].get<std::uint64_t>(), root(file["root1"])},
                           {file["size2"].get<std::uint64_t>(), root(file["root2"])}, proof);
    });
}

}  // namespace lawful::ledger
