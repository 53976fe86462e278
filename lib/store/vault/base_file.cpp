// SPDX-License-Identifier: Apache-2.0
#include "store/vault/base_file.hpp"

namespace lawful::store::vault {

BaseFile::~BaseFile() {
    if (file_ != nullptr) file_->pMethods->xClose(file_);
}

int BaseFile::open(sqlite3_vfs& vfs, const char* name, int flags, int* out_flags) {
    const auto size = static_cast<std::size_t>(vfs.szOsFile);
    storage_ = std::make_unique<std::max_align_t[]>(size / sizeof(std::max_align_t) + 1);
    auto* const file = reinterpret_cast<sqlite3_file*>(storage_.get());
    const int outcome = vfs.xOpen(&vfs, name, file, flags, out_flags);
    // A failed open may have set the methods: then it wants to be closed all the same.
    if (file->pMethods != nullptr) file_ = file;
    return outcome;
}

int BaseFile::read(std::span<std::uint8_t> out, std::int64_t offset) {
    return methods().xRead(file_, out.data(), static_cast<int>(out.size()), offset);
}

int BaseFile::write(ByteView bytes, std::int64_t offset) {
    return methods().xWrite(file_, bytes.data(), static_cast<int>(bytes.size()), offset);
}

int BaseFile::truncate(std::int64_t size) { return methods().xTruncate(file_, size); }

int BaseFile::sync(int flags) { return methods().xSync(file_, flags); }

int BaseFile::size(std::int64_t& out) {
    sqlite3_int64 value = 0;
    const int outcome = methods().xFileSize(file_, &value);
    out = value;
    return outcome;
}

}  // namespace lawful::store::vault
