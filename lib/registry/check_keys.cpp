// SPDX-License-Identifier: Apache-2.0
#include "registry/check_keys.hpp"

#include <fmt/format.h>

#include "crypto/mac.hpp"
#include "ledger/succession.hpp"
#include "registry/signing.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

/// Throws `corrupt`.
void require_epoch(const Context& context, const store::KeyEpochRow& row) {
    const auto id = context.id().bytes;
    if (!row.wrapped) {
        if (row.subject || !row.indexes) {
            throw Error(ErrorCode::corrupt, "its index keys are missing");
        }
        (void)context.keys().current()->unwrap_indexes(row.epoch, *row.indexes);
        return;
    }
    if (!row.subject || row.indexes) {
        throw Error(ErrorCode::corrupt, "the registry's key is missing");
    }
    const crypto::EpochKeys keys(row.epoch, context.registry_key(row), id);
    if (!crypto::equal(keys.unwrap(id, *row.subject).view(),
                       context.keys().registry_subject_key().view())) {
        throw Error(ErrorCode::corrupt, "the registry's key is another one");
    }
}

}  // namespace

void check_keys(const Context& context, const store::ReadTransaction& from,
                const std::vector<std::int64_t>& rotations,
                const std::function<void(std::string)>& fault) {
    const auto rows = from.key_epochs();
    auto expected = static_cast<std::int64_t>(rotations.size()) + 1;
    if (from.ledger().key_epoch != expected) fault("the ledger's key epoch is not the newest");
    for (std::size_t i = 0; i < rotations.size(); ++i) {
        if (rotations[i] != static_cast<std::int64_t>(i) + 2) fault("key epochs are out of order");
    }
    std::size_t in_use = 0;
    for (const auto& row : rows) {
        if (row.epoch != expected--) fault(fmt::format("key epoch {} is out of place", row.epoch));
        if (row.wrapped) ++in_use;
        try {
            require_epoch(context, row);
        } catch (const Error& error) {
            fault(fmt::format("key epoch {}: {}", row.epoch, error.what()));
        }
    }
    if (expected != 0) fault("a key epoch is missing");
    if (in_use < 1 || in_use > 2) fault(fmt::format("{} key epochs are in use", in_use));
    if (const auto count = from.rows_of_no_epoch(); count > 0) {
        fault(fmt::format("{} rows are of a key epoch that is not in use", count));
    }
}

void check_signing_keys(const Context& context, const store::ReadTransaction& from,
                        const SigningKeys& keys, const std::function<void(std::string)>& fault) {
    try {
        for (std::size_t i = 1; i < keys.size(); ++i) {
            const auto& [index, announced] = keys[i];
            const auto before = ledger::VerifierKey::parse(keys[i - 1].second.key);
            if (!ledger::is_successor(before, ledger::VerifierKey::parse(announced.key),
                                      from_base64(announced.signature.value_or("")))) {
                fault(fmt::format("event {}: the signing key is not signed by the one before", index));
            }
        }
        const auto kept = signer(context, from);
        if (keys.empty() || keys.back().first != kept.announced) {
            fault("the signing key is not the one announced last");
        }
    } catch (const Error& error) {
        fault(fmt::format("signing key: {}", error.what()));
    }
}

}  // namespace lawful::registry
