// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <lawful/id.hpp>
#include <lawful/random.hpp>

namespace lawful {

/// The 32-byte key of a registry. It moves, is wiped when it goes, and cannot be printed.
class SecretKey {
public:
    static constexpr std::size_t size = 32;

    /// Takes 32 raw bytes (from a key management service, for example). Throws `wrong_key`.
    explicit SecretKey(std::span<const std::uint8_t> bytes);
    SecretKey(SecretKey&& other) noexcept;
    SecretKey& operator=(SecretKey&& other) noexcept;
    SecretKey(const SecretKey&) = delete;
    SecretKey& operator=(const SecretKey&) = delete;
    ~SecretKey();

    /// A fresh key from the system's random source, or from `random`.
    [[nodiscard]] static SecretKey generate();
    [[nodiscard]] static SecretKey generate(Random& random);

    /// Reads a key file made by `write_file`. Throws `wrong_key` when it is not one,
    /// `input_output` when it cannot be read.
    [[nodiscard]] static SecretKey read_file(const std::filesystem::path& file);

    /// Writes a new file of mode 0600. Throws `registry_exists` rather than overwrite.
    void write_file(const std::filesystem::path& file) const;

    /// The raw bytes, for the one who wraps them elsewhere. Never log them.
    [[nodiscard]] std::span<const std::uint8_t, size> expose() const noexcept { return bytes_; }

private:
    std::array<std::uint8_t, size> bytes_{};
};

/// Names a key without saying anything about it; `lawful key show` prints it.
using KeyId = Id<struct KeyTag>;

/// The id of a raw key: its own fingerprint, so that a file can be matched with its key.
[[nodiscard]] KeyId key_id(const SecretKey& key);

/// A passphrase. It moves, is wiped when it goes, and cannot be printed. Opening with one takes
/// about half a second (scrypt, RFC 7914).
class Passphrase {
public:
    /// At least 8 bytes of UTF-8, at most 1024. Throws `invalid_record`.
    explicit Passphrase(std::string_view text);
    Passphrase(Passphrase&& other) noexcept;
    Passphrase& operator=(Passphrase&& other) noexcept;
    Passphrase(const Passphrase&) = delete;
    Passphrase& operator=(const Passphrase&) = delete;
    ~Passphrase();

    /// The first line of a file, without its line end. Throws `wrong_key`, `input_output`.
    [[nodiscard]] static Passphrase read_file(const std::filesystem::path& file);

    /// Never log them.
    [[nodiscard]] std::span<const std::uint8_t> expose() const noexcept { return bytes_; }

private:
    std::vector<std::uint8_t> bytes_;
};

/// Fetches the raw key of that id from where it is kept (a key management service). Called once.
using KeyCallback = std::function<SecretKey(const KeyId&)>;

/// What opens a registry: a key, a passphrase, or a way to get the key.
class Credential {
public:
    Credential(SecretKey key) : value_(std::move(key)) {}
    Credential(Passphrase passphrase) : value_(std::move(passphrase)) {}
    Credential(KeyCallback callback) : value_(std::move(callback)) {}

    [[nodiscard]] const SecretKey* key() const { return std::get_if<SecretKey>(&value_); }
    [[nodiscard]] const Passphrase* passphrase() const { return std::get_if<Passphrase>(&value_); }
    [[nodiscard]] const KeyCallback* callback() const { return std::get_if<KeyCallback>(&value_); }

private:
    std::variant<SecretKey, Passphrase, KeyCallback> value_;
};

}  // namespace lawful
