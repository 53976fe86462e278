// SPDX-License-Identifier: Apache-2.0
#include "report.hpp"

#include <algorithm>
#include <string_view>

namespace lawful::tool {
namespace {

std::string counted(std::string_view what, std::uint64_t count) {
    constexpr std::size_t width = 16;
    std::string line(what);
    line.resize(std::max(width, line.size()), ' ');
    return line + std::to_string(count) + '\n';
}

std::string signer(const AuditReport& report) {
    if (report.signed_by.empty()) return "Signed by       nobody that is known\n";
    auto line = "Signed by       " + report.signed_by + '\n';
    if (report.signer_known) return line;
    return line + "                (the bundle says so itself: compare it with the key you were "
                  "given,\n                or give that with --verifier-key)\n";
}

}  // namespace

std::string text_of(const AuditReport& report) {
    std::string out = "Ledger          " + report.origin + '\n' +
                      counted("Events ", report.size) + "Root            " + report.root + '\n' +
                      signer(report);
    out += counted("VERIFIED ", report.verified) + counted("ERASED ", report.erased);
    if (!report.complete) out += counted("NOT_DISCLOSED ", report.not_disclosed);
    out += counted("MISSING ", report.missing) + counted("TAMPERED ", report.tampered);
    for (const auto& count : report.erasures) {
        out += "Erased          " + count.day + ", GDPR " + count.ground +
               ": events: " + std::to_string(count.leaves) +
               ", tombstones: " + std::to_string(count.tombstones) + '\n';
    }
    if (report.older_checkpoints > 0) {
        out += "Consistent      older checkpoints: " + std::to_string(report.older_checkpoints) +
               '\n';
    }
    for (const auto& fault : report.faults) out += "FAULT           " + fault + '\n';
    if (report.fault_count > report.faults.size()) {
        out += "FAULT           and " +
               std::to_string(report.fault_count - report.faults.size()) + " more\n";
    }
    if (report.has_answer && !report.answer.empty()) {
        out += "Answer          " + report.answer + ", decided again from the events\n";
    }
    if (!report.complete) out += "A selection of events: it makes no claim of completeness.\n";
    return out + (report.ok() ? "The bundle holds.\n" : "The bundle does NOT hold.\n");
}

}  // namespace lawful::tool
