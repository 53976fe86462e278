// SPDX-License-Identifier: Apache-2.0
#include "exchange/private_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include <fmt/format.h>

#include "exchange/hashed_file.hpp"

#include <lawful/error.hpp>

namespace lawful::exchange {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, int reason) {
    const auto code = reason == ENOSPC || reason == EDQUOT ? ErrorCode::disk_full
                                                           : ErrorCode::input_output;
    throw Error(code, fmt::format("{}: {}", path.string(), std::strerror(reason)));
}

void require_absent(const fs::path& target) {
    std::error_code unknown;
    if (fs::exists(fs::symlink_status(target, unknown))) {
        throw Error(ErrorCode::invalid_file,
                    fmt::format("{} exists: nothing is ever overwritten", target.string()));
    }
}

/// On the same file system as `target`, so that renaming is one step.
fs::path folder_beside(const fs::path& target) {
    auto name = target.string() + ".incomplete-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) fail(target, errno);
    return name;
}

void sync_folder(const fs::path& folder) {
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) fail(folder, errno);
    const bool synced = ::fsync(handle) == 0;
    const int reason = errno;
    ::close(handle);
    if (!synced) fail(folder, reason);
}

fs::path without_slash(const fs::path& target) {
    return target.has_filename() ? target : target.parent_path();
}

}  // namespace

PrivateFolder::PrivateFolder(const fs::path& target) : target_(without_slash(target)) {
    require_absent(target_);
    path_ = folder_beside(target_);
}

PrivateFolder::~PrivateFolder() {
    std::error_code ignored;
    if (!is_finished()) fs::remove_all(path_, ignored);
}

void PrivateFolder::add(std::string_view name, std::string_view content) {
    HashedOutput file(path_ / name);
    file.write(as_bytes(content));
    static_cast<void>(file.finish());
}

void PrivateFolder::finish() {
    for (const auto& entry : fs::directory_iterator(path_)) {
        if (entry.is_directory()) sync_folder(entry.path());
    }
    sync_folder(path_);
    require_absent(target_);  // an empty folder would be replaced
    std::error_code failed;
    fs::rename(path_, target_, failed);
    if (failed) fail(target_, failed.value());
    path_.clear();
    sync_folder(target_.has_parent_path() ? target_.parent_path() : fs::path("."));
}

}  // namespace lawful::exchange
