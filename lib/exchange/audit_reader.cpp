// SPDX-License-Identifier: Apache-2.0
#include "exchange/audit_reader.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include <lawful/error.hpp>

#include "exchange/regular_file.hpp"

namespace lawful::exchange {
namespace {

constexpr auto manifest_file = "manifest.json";

std::string read_up_to(HashedInput& input, std::size_t limit) {
    std::string text(as_text(input.read(limit + 1)));
    if (text.size() > limit) {
        throw Error(ErrorCode::invalid_file, "is larger than " + std::to_string(limit) + " bytes");
    }
    return text;
}

/// The same, with the name in its errors.
template <class Open>
std::string read_named(const std::string& name, std::size_t limit, Open&& open) {
    try {
        HashedInput input(open());
        return read_up_to(input, limit);
    } catch (const Error& error) {
        throw Error(error.code(), name + ": " + error.what());
    }
}

std::unique_ptr<std::istream> stream_of(const AuditStreams& streams, const std::string& path) {
    auto stream = streams.open(path);
    if (stream == nullptr) throw Error(ErrorCode::invalid_file, "is not there");
    return stream;
}

}  // namespace

std::string read_small(const std::filesystem::path& file, std::size_t limit) {
    return read_named(file.filename().string(), limit, [&] { return open_regular(file); });
}

void require_listed(HashedInput& input, const AuditFile& file) {
    const auto hash = input.finish();
    if (input.size() != file.bytes) {
        throw Error(ErrorCode::invalid_file, "another size than in the manifest");
    }
    if (hash != file.sha256) {
        throw Error(ErrorCode::invalid_file, "another sha-256 than in the manifest");
    }
}

AuditBundle::AuditBundle(AuditStreams streams)
    : streams_(std::move(streams)),
      manifest_(AuditManifest::parse(
          read_named(manifest_file, audit_manifest_limit,
                     [&] { return stream_of(streams_, manifest_file); }))) {}

std::vector<std::string> AuditBundle::strangers(std::size_t limit) const {
    auto paths = streams_.list();
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> found;
    for (auto path = paths.begin(); path != paths.end() && found.size() < limit; ++path) {
        const bool listed = *path == manifest_file || manifest_.find(*path) != nullptr;
        if (!listed && !is_audit_folder(*path)) {
            found.push_back(*path + ": the manifest does not list it");
        } else if (listed && path != paths.begin() && *path == *std::prev(path)) {
            found.push_back(*path + ": is there twice");
        }
    }
    return found;
}

HashedInput AuditBundle::open(const std::string& path) const {
    const auto* file = manifest_.find(path);
    if (file == nullptr) throw Error(ErrorCode::invalid_file, "is not listed");
    return HashedInput(stream_of(streams_, path), file->bytes);
}

std::string AuditBundle::read(const AuditFile& file, std::size_t limit) const {
    auto input = open(file.path);
    auto text = read_up_to(input, limit);
    require_listed(input, file);
    return text;
}

}  // namespace lawful::exchange
