// SPDX-License-Identifier: Apache-2.0
#include "exchange/private_folder.hpp"

#include <cerrno>

#include <sys/stat.h>

#include "exchange/hashed_file.hpp"

#include <lawful/error.hpp>

namespace lawful::exchange {

PrivateFolder::PrivateFolder(std::filesystem::path folder) : folder_(std::move(folder)) {
    if (::mkdir(folder_.c_str(), 0700) == 0) return;
    if (errno == EEXIST) throw Error(ErrorCode::invalid_file, "the folder exists: nothing is ever overwritten");
    throw Error(ErrorCode::input_output, "the folder cannot be made");
}

PrivateFolder::~PrivateFolder() {
    std::error_code ignored;
    if (!finished_) std::filesystem::remove_all(folder_, ignored);
}

void PrivateFolder::add(std::string_view name, std::string_view content) {
    HashedOutput file(folder_ / name);
    file.write(as_bytes(content));
    static_cast<void>(file.finish());
}

}  // namespace lawful::exchange
