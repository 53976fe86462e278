// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/question.hpp"
#include "registry/writer.hpp"

namespace lawful::registry {

/// Decides again inside the write transaction and reserves what may go.
class Dispatch {
public:
    Dispatch(const Context& context, Writer& writer, std::string_view purpose, Channel channel,
             std::span<const std::string> fulfilled);

    void release(const std::string& input, Releases& to);
    void release(AddressId address, Releases& to);

private:
    void decide(const std::string& input, AddressId address, Releases& to);
    [[nodiscard]] Release reserve(AddressId address, Decision decision);

    const Context& context_;
    Writer& writer_;
    View view_;
    Question question_;
    Released body_;
};

/// Closes a reservation. Throws `unknown_id`, `already_done`.
void deliver(const Context& context, Writer& writer, EventIndex release);
void fail(const Context& context, Writer& writer, EventIndex release, bool permanent);

}  // namespace lawful::registry
