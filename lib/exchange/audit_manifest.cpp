// SPDX-License-Identifier: Apache-2.0
#include "exchange/audit_manifest.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "ledger/lines.hpp"
#include "model/json.hpp"

#include <lawful/error.hpp>

namespace lawful::exchange {
namespace {

using model::Json;

constexpr std::string_view format = "lawful-audit/1";
constexpr std::array<std::string_view, 2> coverages{"full", "partial"};

[[noreturn]] void refuse(const std::string& what) {
    throw Error(ErrorCode::invalid_file, "manifest.json: " + what);
}

/// Takes members out of an object until none is left.
class Members {
public:
    Members(const Json& json, std::string where) : where_(std::move(where)) {
        const auto* object = std::get_if<Json::Object>(&json.value);
        if (object == nullptr) refuse(where_ + " is no object");
        members_ = object;
    }

    template <class T>
    const T& take(const char* name) {
        const auto member = members_->find(name);
        if (member == members_->end()) refuse(fmt::format("{} lacks \"{}\"", where_, name));
        const auto* value = std::get_if<T>(&member->second.value);
        if (value == nullptr) refuse(fmt::format("{}: \"{}\" is of another type", where_, name));
        ++taken_;
        return *value;
    }

    std::uint64_t count(const char* name) {
        const auto number = take<std::int64_t>(name);
        if (number < 0) refuse(fmt::format("{}: \"{}\" is negative", where_, name));
        return static_cast<std::uint64_t>(number);
    }

    void done() const {
        if (members_->size() != taken_) refuse(where_ + " has a member that is not of this format");
    }

private:
    const Json::Object* members_ = nullptr;
    std::string where_;
    std::size_t taken_ = 0;
};

Digest digest_of(const std::string& hex, const std::string& where) {
    try {
        return to_array<32>(from_hex(hex));
    } catch (const Error&) {
        refuse(where + ": \"sha256\" is not 64 lower-case hexadecimal digits");
    }
}

AuditFile file_of(const Json& json, std::size_t number) {
    const auto where = fmt::format("file {}", number);
    Members members(json, where);
    AuditFile file{members.take<std::string>("path"), members.count("bytes"),
                   digest_of(members.take<std::string>("sha256"), where)};
    members.done();
    if (!audit_path(file.path)) refuse(where + ": the path is not one of this format");
    return file;
}

AuditCoverage coverage_of(const std::string& name) {
    const auto* found = std::find(coverages.begin(), coverages.end(), name);
    if (found == coverages.end()) refuse("\"coverage\" is neither full nor partial");
    return static_cast<AuditCoverage>(1 + (found - coverages.begin()));
}

bool is_number(std::string_view text, std::uint64_t& number) {
    const auto value = ledger::decimal(text);
    number = value.value_or(0);
    return value.has_value() && number < std::uint64_t{1} << 53U;
}

}  // namespace

std::optional<AuditPath> audit_path(std::string_view path) {
    using enum AuditFileKind;
    struct Numbered {
        AuditFileKind kind;
        std::string_view head;
        std::string_view tail;
    };
    if (path == "checkpoint") return AuditPath{checkpoint};
    if (path == "events.jsonl") return AuditPath{events};
    if (path == "leaves") return AuditPath{leaves};
    if (path == "answer.json") return AuditPath{answer};
    if (path == "report.html") return AuditPath{report};
    const auto inner = [&](const Numbered& form) -> std::string_view {
        if (path.size() <= form.head.size() + form.tail.size()) return {};
        if (!path.starts_with(form.head) || !path.ends_with(form.tail)) return {};
        return path.substr(form.head.size(), path.size() - form.head.size() - form.tail.size());
    };
    for (const auto& form : {Numbered{inclusion, "proofs/", ".tlog-proof"},
                             Numbered{consistency, "proofs/consistency-", ""},
                             Numbered{policy, "policy/", ".json"}}) {
        AuditPath out{form.kind};
        if (is_number(inner(form), out.number)) return out;
    }
    const auto hash = inner({notice, "notices/", ".txt"});
    constexpr std::size_t hash_digits = 64;
    const bool named = hash.size() == hash_digits &&
                       hash.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    return named ? std::optional(AuditPath{notice}) : std::nullopt;
}

bool is_audit_folder(std::string_view path) {
    return path == "notices/" || path == "policy/" || path == "proofs/";
}

AuditManifest AuditManifest::parse(std::string_view text) {
    if (!text.ends_with('\n')) refuse("the newline at its end is missing");
    Json json;
    try {
        json = model::parse(text.substr(0, text.size() - 1));
    } catch (const Error& error) {
        refuse(error.what());
    }
    Members members(json, "the manifest");
    if (members.take<std::string>("format") != format) refuse("\"format\" is not lawful-audit/1");
    AuditManifest out{.coverage = coverage_of(members.take<std::string>("coverage")),
                      .events = members.count("events"),
                      .size = members.count("size"),
                      .verifier_key = members.take<std::string>("verifier_key"),
                      .files = {}};
    for (const auto& item : members.take<Json::Array>("files")) {
        auto file = file_of(item, out.files.size() + 1);
        if (!out.files.empty() && out.files.back().path >= file.path) {
            refuse(fmt::format("file {}: not after the one before it", out.files.size() + 1));
        }
        out.files.push_back(std::move(file));
    }
    members.done();
    return out;
}

std::string AuditManifest::text() const {
    Json::Array list;
    for (const auto& file : files) {
        list.push_back({Json::Object{{"bytes", {static_cast<std::int64_t>(file.bytes)}},
                                     {"path", {file.path}},
                                     {"sha256", {to_hex(file.sha256)}}}});
    }
    const auto coverage_name = coverages.at(static_cast<std::size_t>(coverage) - 1);
    return model::write({Json::Object{{"coverage", {std::string(coverage_name)}},
                                      {"events", {static_cast<std::int64_t>(events)}},
                                      {"files", {std::move(list)}},
                                      {"format", {std::string(format)}},
                                      {"size", {static_cast<std::int64_t>(size)}},
                                      {"verifier_key", {verifier_key}}}}) +
           '\n';
}

const AuditFile* AuditManifest::find(std::string_view path) const {
    const auto found = std::lower_bound(
        files.begin(), files.end(), path,
        [](const AuditFile& file, std::string_view wanted) { return file.path < wanted; });
    return found != files.end() && found->path == path ? &*found : nullptr;
}

}  // namespace lawful::exchange
