// SPDX-License-Identifier: Apache-2.0
#include <lawful/audit.hpp>

#include <system_error>

#include <fmt/format.h>

#include "exchange/audit_folder.hpp"
#include "verify/verification.hpp"

namespace lawful {
namespace {

/// What an option is wrong with is no fault of the bundle.
void require_readable(const AuditOptions& options) {
    for (const auto& key : options.verifier_keys) {
        static_cast<void>(ledger::VerifierKey::parse(key));
    }
    for (const auto& file : options.checkpoints) {
        static_cast<void>(exchange::read_small(file, exchange::audit_checkpoint_limit));
    }
}

AuditReport sound(AuditReport report) {
    if (report.ok()) return report;
    throw Error(ErrorCode::corrupt, fmt::format("the audit bundle does not hold ({} faults): {}",
                                                report.fault_count, report.faults.front()));
}

}  // namespace

AuditReport inspect_audit(const std::filesystem::path& folder, const AuditOptions& options) {
    std::error_code unknown;
    if (!std::filesystem::is_directory(folder, unknown)) {
        throw Error(ErrorCode::input_output, fmt::format("{} is no folder", folder.string()));
    }
    return inspect_audit(exchange::streams_of(folder), options);
}

AuditReport inspect_audit(const AuditStreams& bundle, const AuditOptions& options) {
    if (!bundle.list || !bundle.open) {
        throw Error(ErrorCode::input_output, "a bundle needs both list and open");
    }
    require_readable(options);
    AuditReport report;
    try {
        verify::Verification(bundle, options, report).run();
    } catch (const Error& error) {
        verify::Faults(report).add(error.what());
    }
    return report;
}

AuditReport verify_audit(const std::filesystem::path& folder, const AuditOptions& options) {
    return sound(inspect_audit(folder, options));
}

AuditReport verify_audit(const AuditStreams& bundle, const AuditOptions& options) {
    return sound(inspect_audit(bundle, options));
}

}  // namespace lawful
