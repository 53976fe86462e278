// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>

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

}  // namespace lawful
