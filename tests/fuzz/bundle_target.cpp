// SPDX-License-Identifier: Apache-2.0
// The bundle reader and verifier, and the small files of a bundle.
#include <fstream>

#include <lawful/audit.hpp>
#include <lawful/error.hpp>

#include "exchange/audit_answer.hpp"
#include "exchange/audit_manifest.hpp"
#include "exchange/audit_opening.hpp"
#include "fuzz/bundle_input.hpp"
#include "fuzz/target.hpp"
#include "temporary.hpp"

namespace {

using namespace lawful;

AuditReport inspect(const fuzz::BundleInput& input) {
    AuditOptions options{.verifier_keys = {fuzz::BundleInput::known_key()}};
    if (const auto note = input.older(); !note.empty()) {
        static const support::TempFolder work;
        std::ofstream(work / "older", std::ios::binary) << note;
        options.checkpoints.push_back(work / "older");
    }
    return inspect_audit(input.streams(), options);
}

void check(const AuditReport& report) {
    const auto counted = report.verified + report.erased + report.not_disclosed + report.missing + report.tampered;
    fuzz::require(report.root.empty() || counted == report.size, "the states are not those of all leaves");
    fuzz::require(report.faults.empty() == report.ok(), "faults that are not counted");
    if (!report.ok()) return;
    fuzz::require(report.missing + report.tampered == 0, "sound, with leaves that are not");
    fuzz::require(report.signer_known, "sound, and nobody known signed it");
    fuzz::require(report.has_answer == !report.answer.empty(), "sound, with an answer not decided again");
}

template <class Read>
void unless_refused(Read&& read) {
    try {
        read();
    } catch (const Error&) {
        return;
    }
}

/// A text that is read has one form.
void read_alone(std::string_view text) {
    unless_refused([&] {
        fuzz::require(exchange::AuditManifest::parse(text).text() == text, "a manifest in another form");
    });
    unless_refused([&] {
        fuzz::require(exchange::AuditAnswer::parse(text).text() == text, "an answer in another form");
    });
    unless_refused([&] {
        const auto line = text.substr(0, text.find('\n'));
        const auto opening = exchange::AuditOpening::parse(line);
        fuzz::require(exchange::audit_line(opening.index, opening.r, as_text(opening.m)) == std::string(line) + '\n',
                      "an opening in another form");
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = as_text(ByteView(data, size));
    if (text.starts_with("{")) {
        read_alone(text);
        return 0;
    }
    check(inspect(fuzz::BundleInput(text)));
    return 0;
}
