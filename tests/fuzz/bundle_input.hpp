// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include <lawful/audit.hpp>

namespace fuzz {

/// A bundle in one text: before each file a line `-- PATH --`, as in Go's txtar, and behind it a newline.
///
/// What is not there is made to fit, as a ledger's keeper could, so that changes are not found by a mere
/// hash: from `m/INDEX` (events as they are hashed) `events.jsonl` and `leaves`, from these a signed
/// `checkpoint`, from all of it `manifest.json`. `signer` is the number of the key that signs; the
/// auditor knows key 7. `older` is the auditor's older checkpoint.
class BundleInput {
public:
    explicit BundleInput(std::string_view text);

    /// The bundle; of this input, which is to outlive it.
    [[nodiscard]] lawful::AuditStreams streams() const;
    /// Empty when there is none.
    [[nodiscard]] std::string older() const;
    [[nodiscard]] static std::string known_key();

private:
    void complete();
    void make_events();
    void make_checkpoint();
    void make_manifest();
    [[nodiscard]] std::uint8_t signer() const;

    std::map<std::string, std::string> files_;  ///< of the bundle
    std::map<std::string, std::string> parts_;  ///< what files are made of
    std::map<std::uint64_t, std::string> events_;
};

}  // namespace fuzz
