// SPDX-License-Identifier: Apache-2.0
#include "fuzz/bundle_input.hpp"

#include <algorithm>
#include <charconv>
#include <memory>
#include <sstream>
#include <vector>

#include "crypto/digest.hpp"
#include "exchange/audit_manifest.hpp"
#include "exchange/audit_opening.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/commitment.hpp"
#include "ledger/lines.hpp"
#include "ledger/note.hpp"
#include "ledger/tree.hpp"

namespace fuzz {
namespace {

using namespace lawful;

constexpr auto origin = "example.org/registry";
constexpr std::uint8_t known_signer = 7;
constexpr std::string_view mark = "-- ";
constexpr std::string_view mark_end = " --";
constexpr std::string_view event_mark = "m/";
constexpr std::uint64_t largest_ledger = 512;

crypto::SigningKey key_of(std::uint8_t number) {
    return crypto::SigningKey(Bytes(crypto::SigningKey::size, number));
}

Digest r_of(std::uint64_t index) { return crypto::sha256(as_bytes("r" + std::to_string(index))); }

std::string_view next_line(std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
    const auto line = text.substr(0, end);
    text.remove_prefix(end);
    return line;
}

}  // namespace

BundleInput::BundleInput(std::string_view text) {
    std::string* content = nullptr;
    while (!text.empty()) {
        const auto line = next_line(text);
        const auto bare = line.substr(0, line.find('\n'));
        if (!bare.starts_with(mark) || !bare.ends_with(mark_end) || bare.size() <= mark.size() + mark_end.size()) {
            if (content != nullptr) content->append(line);
            continue;
        }
        const auto path = bare.substr(mark.size(), bare.size() - mark.size() - mark_end.size());
        content = nullptr;
        if (path.starts_with(event_mark)) {
            const auto index = ledger::decimal(path.substr(event_mark.size()));
            if (index && *index < largest_ledger) content = &events_[*index];
        } else if (path == "signer" || path == "older") {
            content = &parts_[std::string(path)];
        } else {
            content = &files_[std::string(path)];
        }
    }
    complete();
}

void BundleInput::complete() {
    const auto end = [](auto& named) {
        for (auto& [name, content] : named) {
            if (content.ends_with('\n')) content.pop_back();
        }
    };
    end(files_);
    end(parts_);
    end(events_);
    if (!events_.empty()) make_events();
    if (!files_.contains("checkpoint")) make_checkpoint();
    if (!files_.contains("manifest.json")) make_manifest();
}

void BundleInput::make_events() {
    std::string lines;
    for (const auto& [index, m] : events_) lines += exchange::audit_line(index, r_of(index), m);
    std::string leaves;
    for (std::uint64_t index = 0; index <= events_.rbegin()->first; ++index) {
        const auto found = events_.find(index);
        leaves += as_text(ledger::commit(r_of(index), found == events_.end() ? "" : found->second));
    }
    files_.try_emplace("events.jsonl", lines);
    files_.try_emplace("leaves", leaves);
}

void BundleInput::make_checkpoint() {
    constexpr std::size_t c_size = 32;
    const auto leaves = as_bytes(files_["leaves"]);
    ledger::Frontier frontier;
    for (std::size_t at = 0; at + c_size <= leaves.size(); at += c_size) {
        const auto c = to_array<c_size>(leaves.subspan(at, c_size));
        frontier.append(ledger::leaf_hash(as_bytes(ledger::leaf(c))));
    }
    const ledger::Checkpoint head{origin, {frontier.size(), frontier.root()}, {}};
    files_["checkpoint"] = ledger::sign_note(head.text(), origin, key_of(signer()));
}

void BundleInput::make_manifest() {
    const auto& events = files_["events.jsonl"];
    const ledger::VerifierKey key{origin, key_of(signer()).public_key()};
    exchange::AuditManifest manifest{
        .coverage = files_.contains("answer.json") ? exchange::AuditCoverage::partial : exchange::AuditCoverage::full,
        .events = static_cast<std::uint64_t>(std::count(events.begin(), events.end(), '\n')),
        .size = files_["leaves"].size() / 32,
        .verifier_key = key.text(),
        .files = {}};
    for (const auto& [path, content] : files_) {
        if (!exchange::audit_path(path)) continue;  // a stranger
        manifest.files.push_back({path, content.size(), crypto::sha256(as_bytes(content))});
    }
    files_["manifest.json"] = manifest.text();
}

std::uint8_t BundleInput::signer() const {
    const auto found = parts_.find("signer");
    if (found == parts_.end() || found->second.empty()) return known_signer;
    return static_cast<std::uint8_t>(found->second.front() - '0');
}

AuditStreams BundleInput::streams() const {
    return {.list = [this] {
                std::vector<std::string> paths;
                for (const auto& [path, content] : files_) paths.push_back(path);
                return paths;
            },
            .open = [this](const std::string& path) -> std::unique_ptr<std::istream> {
                const auto found = files_.find(path);
                return found == files_.end() ? nullptr : std::make_unique<std::istringstream>(found->second);
            }};
}

std::string BundleInput::older() const {
    const auto found = parts_.find("older");
    return found == parts_.end() ? "" : found->second;
}

std::string BundleInput::known_key() {
    return ledger::VerifierKey{origin, key_of(known_signer).public_key()}.text();
}

}  // namespace fuzz
