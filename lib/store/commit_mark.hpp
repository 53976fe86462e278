// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>

#include "store/connection.hpp"

namespace lawful::store {

class Store;

/// The head of SQLite's WAL index (sqlite.org/walformat.html, section 2.1): two copies of 48 bytes in
/// memory that all processes share, written anew by each commit before it returns. While they are as they
/// were, nobody has committed. This is what SQLite asks before it trusts its own cache.
class CommitMark {
public:
    using Bytes = std::array<std::uint64_t, 12>;

    /// Keeps a connection open, and with it the memory. None where there is no shared memory.
    [[nodiscard]] static std::unique_ptr<CommitMark> of(Store& store);

    /// Nothing while somebody writes it.
    [[nodiscard]] std::optional<Bytes> now() const noexcept;
    /// False in doubt.
    [[nodiscard]] bool is_still(const Bytes& earlier) const noexcept;

private:
    CommitMark(std::unique_ptr<Connection> connection, const std::uint64_t* words)
        : connection_(std::move(connection)), words_(words) {}

    std::unique_ptr<Connection> connection_;
    const std::uint64_t* words_;
};

}  // namespace lawful::store
