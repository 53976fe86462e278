// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include <lawful/registry.hpp>

#include "output.hpp"
#include "session.hpp"

namespace lawful::tool {

/// Records events and says so: a line each, or `{"events": [{"event", "kind", "subject"}]}`.
class Recording {
public:
    Recording(const Session& session, Registry& registry)
        : session_(session), registry_(registry) {}

    void record(const Subject& subject, const EventBody& body,
                std::optional<Instant> occurred = {});
    void suppress(std::string_view address, Medium medium, SuppressionReason reason,
                  const std::vector<std::string>& purposes);
    void replace_holder(AddressId address, RecipientId from, RecipientId to, Day on,
                        std::optional<Instant> occurred);
    void merge(RecipientId kept, RecipientId other);
    void unmerge(RecipientId one, RecipientId other);
    /// Prints; the exit status.
    [[nodiscard]] int finish() const;

private:
    void say(EventIndex index, std::string_view kind, const Subject& subject);

    const Session& session_;
    Registry& registry_;
    JsonArray events_;
    std::string lines_;
};

/// Opens the registry, records one event, prints.
[[nodiscard]] int record_one(const Session& session, Registry& registry, const Subject& subject,
                             const EventBody& body, std::optional<Instant> occurred = {});

/// What `add` made: its id, bare or as `{kind: id}`.
[[nodiscard]] int print_added(const Session& session, SubjectKind kind, const std::string& id);

}  // namespace lawful::tool
