// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "people.hpp"

/// What somebody writes who needs no proof: contacts, purposes, consent events, and the latest one wins.
namespace bench {

enum class Action : std::uint8_t { withdrawn = 0, given = 1 };

/// One row of the log of consent.
struct ConsentRow {
    std::int64_t contact = 0;
    Action action = Action::given;
    std::int64_t at = 0;  ///< milliseconds
};

/// The events of a contact as they are in the registry, oldest first.
[[nodiscard]] std::vector<ConsentRow> history_of(const Shape& shape, std::size_t contact);

class Peer {
public:
    Peer() = default;
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;
    virtual ~Peer() = default;

    [[nodiscard]] virtual std::string name() const = 0;
    /// Contacts 0 to `contacts`, each with its history.
    virtual void load(const Shape& shape) = 0;
    [[nodiscard]] virtual bool may_send(std::string_view address) = 0;
    /// How many may be written to; every id reaches the program.
    [[nodiscard]] virtual std::size_t screen_all() = 0;
    /// In one durable transaction.
    virtual void record(const std::vector<ConsentRow>& rows) = 0;
};

/// Nothing when it cannot be reached, or was not built in.
[[nodiscard]] std::unique_ptr<Peer> postgres_peer(const std::string& socket);
[[nodiscard]] std::unique_ptr<Peer> redis_peer(const std::string& socket);

}  // namespace bench
