// SPDX-License-Identifier: Apache-2.0
#include "store/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

#include <fmt/format.h>

#include "store/journal_file.hpp"

#include <lawful/error.hpp>

namespace lawful::store {
namespace {

[[noreturn]] void fail(ErrorCode code, const std::filesystem::path& file, std::string_view what) {
    throw Error(code, fmt::format("{}: {}", file.string(), what));
}

}  // namespace

void sync_folder_of(const std::filesystem::path& file) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) return;  // a folder that may be written to and not read
    const int outcome = ::fsync(handle);
    const int reason = errno;
    ::close(handle);
    // Some file systems have no such thing, and say so.
    if (outcome != 0 && reason != EINVAL) fail(ErrorCode::input_output, file, std::strerror(reason));
}

FileIdentity identify(const std::filesystem::path& file) {
    struct ::stat status {};
    if (::stat(file.c_str(), &status) != 0) {
        fail(ErrorCode::registry_missing, file, "the registry is not there");
    }
    return {status.st_dev, status.st_ino};
}

void require_database(const std::filesystem::path& file) {
    static_cast<void>(identify(file));
    if (!std::filesystem::is_regular_file(file)) {
        fail(ErrorCode::not_a_registry, file, "not a lawful registry");
    }
}

void publish(const std::filesystem::path& finished, const std::filesystem::path& name) {
    if (::link(finished.c_str(), name.c_str()) != 0) {
        const int reason = errno;
        discard(finished);
        if (reason == EEXIST) fail(ErrorCode::registry_exists, name, "there is a file already");
        fail(ErrorCode::input_output, name, std::strerror(reason));
    }
    discard(finished);
    try {
        sync_folder_of(name);
    } catch (const Error&) {
        // Whoever is told that it failed may try again.
        std::error_code ignored;
        std::filesystem::remove(name, ignored);
        throw;
    }
}

void publish_registry(const std::filesystem::path& finished, const std::filesystem::path& name) {
    publish_journal(finished, name);
    try {
        publish(finished, name);
    } catch (const Error&) {
        std::error_code ignored;
        std::filesystem::remove(journal_of(name), ignored);
        throw;
    }
}

void replace(const std::filesystem::path& finished, const std::filesystem::path& name) {
    if (::rename(finished.c_str(), name.c_str()) != 0) {
        fail(ErrorCode::input_output, name, std::strerror(errno));
    }
    sync_folder_of(name);
}

void discard(const std::filesystem::path& file) noexcept {
    for (const auto* suffix : {"", "-wal", "-shm", "-journal", ".lock", ".denials"}) {
        std::error_code ignored;
        std::filesystem::remove(file.string() + suffix, ignored);
    }
}

}  // namespace lawful::store
