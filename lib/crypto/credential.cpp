// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fcntl.h>
#include <unistd.h>

#include <lawful/error.hpp>
#include <lawful/secret.hpp>

#include "crypto/keys.hpp"
#include "crypto/wipe.hpp"

namespace lawful {
namespace {

constexpr std::size_t shortest = 8;
constexpr std::size_t longest = 1024;

}  // namespace

KeyId key_id(const SecretKey& key) {
    const auto fingerprint = crypto::derive(key.expose(), "lawful/key-id/v1", {});
    KeyId id;
    std::copy_n(fingerprint.view().begin(), id.bytes.size(), id.bytes.begin());
    return id;
}

Passphrase::Passphrase(std::string_view text) : bytes_(text.begin(), text.end()) {
    if (bytes_.size() >= shortest && bytes_.size() <= longest) return;
    crypto::wipe(bytes_);
    throw Error(ErrorCode::invalid_record, "a passphrase has 8 to 1024 bytes");
}

Passphrase::Passphrase(Passphrase&& other) noexcept : bytes_(std::move(other.bytes_)) {}

Passphrase& Passphrase::operator=(Passphrase&& other) noexcept {
    if (this == &other) return *this;
    crypto::wipe(bytes_);
    bytes_ = std::move(other.bytes_);
    return *this;
}

Passphrase::~Passphrase() { crypto::wipe(bytes_); }

Passphrase Passphrase::read_file(const std::filesystem::path& file) {
    const int in = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (in < 0) throw Error(ErrorCode::input_output, "cannot open passphrase file " + file.string());
    crypto::Wiped<longest + 2> buffer;
    std::size_t size = 0;
    while (size < buffer.bytes.size()) {
        const auto got = ::read(in, buffer.bytes.data() + size, buffer.bytes.size() - size);
        if (got <= 0) break;
        size += static_cast<std::size_t>(got);
    }
    ::close(in);
    auto line = as_text(ByteView(buffer.bytes).first(size));
    line = line.substr(0, line.find('\n'));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.size() < shortest || line.size() > longest) {
        throw Error(ErrorCode::wrong_key, "not a passphrase of 8 to 1024 bytes: " + file.string());
    }
    return Passphrase(line);
}

}  // namespace lawful
