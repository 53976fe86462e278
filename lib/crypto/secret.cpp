// SPDX-License-Identifier: Apache-2.0
#include <lawful/secret.hpp>

#include <algorithm>
#include <cerrno>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lawful/error.hpp>

#include "base/bytes.hpp"
#include "crypto/mac.hpp"
#include "crypto/system_random.hpp"
#include "crypto/wipe.hpp"

namespace lawful {
namespace {

constexpr std::string_view header = "lawful-key-1 ";
constexpr std::size_t base64_size = 44;
constexpr int decoded_size = 33;  // EVP_DecodeBlock counts the padding
constexpr std::size_t line_size = header.size() + base64_size + 1;

// Key files do not go through iostreams: their buffers would keep the key.
class File {
public:
    File(const std::filesystem::path& path, int flags)
        : descriptor_(::open(path.c_str(), flags, 0600)) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() { (void)close(); }

    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
    [[nodiscard]] int descriptor() const { return descriptor_; }

    [[nodiscard]] bool close() {
        if (descriptor_ < 0) return true;
        const int closing = descriptor_;
        descriptor_ = -1;
        return ::close(closing) == 0;
    }

private:
    int descriptor_;
};

[[noreturn]] void refuse(const char* what, const std::filesystem::path& file, int reason) {
    const auto code = reason == ENOSPC || reason == EDQUOT ? ErrorCode::disk_full
                                                           : ErrorCode::input_output;
    throw Error(code, what + file.string());
}

std::size_t read_up_to(const File& file, const std::filesystem::path& path,
                       std::span<std::uint8_t> out) {
    std::size_t done = 0;
    while (done < out.size()) {
        const auto got = ::read(file.descriptor(), out.data() + done, out.size() - done);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) refuse("cannot read key file ", path, errno);
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

bool write_all(const File& file, ByteView bytes) {
    while (!bytes.empty()) {
        const auto put = ::write(file.descriptor(), bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(put));
    }
    return true;
}

// A new name is durable only when its directory is.
bool sync_directory(const std::filesystem::path& file) {
    const auto parent = file.parent_path();
    const File directory(parent.empty() ? "." : parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return directory.is_open() && ::fsync(directory.descriptor()) == 0;
}

void encode_line(ByteView key, std::span<std::uint8_t, line_size> out) {
    crypto::Wiped<base64_size + 1> text;  // EVP_EncodeBlock ends with a NUL
    EVP_EncodeBlock(text.bytes.data(), key.data(), static_cast<int>(key.size()));
    auto* at = std::copy(header.begin(), header.end(), out.data());
    at = std::copy_n(text.bytes.begin(), base64_size, at);
    *at = '\n';
}

}  // namespace

SecretKey::SecretKey(std::span<const std::uint8_t> bytes) {
    if (bytes.size() != size) throw Error(ErrorCode::wrong_key, "a key is 32 bytes");
    std::copy(bytes.begin(), bytes.end(), bytes_.begin());
}

SecretKey::SecretKey(SecretKey&& other) noexcept : bytes_(other.bytes_) {
    crypto::wipe(other.bytes_);
}

SecretKey& SecretKey::operator=(SecretKey&& other) noexcept {
    if (this == &other) return *this;
    bytes_ = other.bytes_;
    crypto::wipe(other.bytes_);
    return *this;
}

SecretKey::~SecretKey() { crypto::wipe(bytes_); }

SecretKey SecretKey::generate() {
    crypto::SystemRandom random;
    return generate(random);
}

SecretKey SecretKey::generate(Random& random) {
    crypto::Wiped<size> bytes;
    random.fill(bytes.bytes);
    return SecretKey(bytes.bytes);
}

SecretKey SecretKey::read_file(const std::filesystem::path& file) {
    const File in(file, O_RDONLY | O_CLOEXEC);
    if (!in.is_open()) refuse("cannot open key file ", file, errno);
    crypto::Wiped<line_size + 1> line;
    crypto::Wiped<decoded_size> decoded;
    const auto got = read_up_to(in, file, line.bytes);
    const bool decodes =
        got == line_size && EVP_DecodeBlock(decoded.bytes.data(), line.bytes.data() + header.size(),
                                            base64_size) == decoded_size;
    // EVP_DecodeBlock forgives; writing the key again and comparing does not.
    crypto::Wiped<line_size> again;
    const auto key = ByteView(decoded.bytes).first(size);
    encode_line(key, again.bytes);
    if (!decodes || !crypto::equal(again.bytes, ByteView(line.bytes).first(line_size))) {
        throw Error(ErrorCode::wrong_key, "not a key file: " + file.string());
    }
    return SecretKey(key);
}

void SecretKey::write_file(const std::filesystem::path& file) const {
    File out(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC);
    if (!out.is_open() && errno == EEXIST) {
        throw Error(ErrorCode::registry_exists, "key file exists: " + file.string());
    }
    if (!out.is_open()) refuse("cannot create key file ", file, errno);
    crypto::Wiped<line_size> line;
    encode_line(bytes_, line.bytes);
    // The mode is set again because an umask may have taken the owner's own right to read.
    if (::fchmod(out.descriptor(), 0600) == 0 && write_all(out, line.bytes) &&
        ::fsync(out.descriptor()) == 0 && out.close() && sync_directory(file)) {
        return;
    }
    const int reason = errno;
    ::unlink(file.c_str());
    refuse("cannot write key file ", file, reason);
}

}  // namespace lawful
