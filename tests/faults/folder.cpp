// SPDX-License-Identifier: Apache-2.0
#include "faults/folder.hpp"

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <system_error>

namespace faults {
namespace {

std::filesystem::path root(Folder::On where) {
    const std::filesystem::path memory = "/dev/shm";
    if (where == Folder::On::memory && std::filesystem::is_directory(memory)) return memory;
    return std::filesystem::temp_directory_path();
}

}  // namespace

Folder::Folder(On where) {
    std::string name = (root(where) / "lawful-faults-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void Folder::fill_from(const std::filesystem::path& source) const {
    for (const auto& entry : std::filesystem::directory_iterator(source)) {
        std::filesystem::copy_file(entry.path(), path_ / entry.path().filename());
    }
}

}  // namespace faults
