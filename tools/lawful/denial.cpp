// SPDX-License-Identifier: Apache-2.0
#include "denial.hpp"

#include "recording.hpp"
#include "target.hpp"

namespace lawful::tool {
namespace {

std::optional<Subject> subject_of(const Registry& registry, const Target& target, Medium medium) {
    if (const auto* person = std::get_if<RecipientId>(&target)) return *person;
    if (const auto* organisation = std::get_if<OrganisationId>(&target)) return *organisation;
    const auto address = find_address(registry, target, medium);
    return address ? std::optional<Subject>(*address) : std::nullopt;
}

}  // namespace

int record_denial(const Session& session, const std::string& address, Medium medium,
                  const DenialScope& scope, const EventBody& body,
                  std::optional<Instant> occurred) {
    auto registry = session.open(Access::write);
    const auto subject = subject_of(registry, read_target(registry, address), medium);
    Recording recording(session, registry);
    if (subject) {
        recording.record(*subject, body, occurred);
        return recording.finish();
    }
    // The purpose is checked here: a suppression of a purpose that is none would keep nobody out.
    std::vector<std::string> purposes;
    if (scope.purpose) purposes.push_back(declared_purpose(registry, *scope.purpose));
    recording.suppress(address, medium, SuppressionReason::objection, purposes);
    session.note("the registry does not know this address: it is suppressed");
    return recording.finish();
}

}  // namespace lawful::tool
