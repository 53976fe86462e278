// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <lawful/lawful.hpp>

/// Who is in a registry and in its hand-written twins: the same contacts, with the same events.
namespace bench {

inline constexpr auto purpose = "partner-newsletter";
inline constexpr auto email = lawful::Channel::email;

struct Shape {
    std::size_t contacts = 0;
    int events = 3;  ///< of consent, a contact
};

[[nodiscard]] std::string mail(std::size_t contact);
[[nodiscard]] std::string stranger(std::size_t number);
/// One in ten withdrew after all else.
[[nodiscard]] bool is_denied(std::size_t contact);
/// One in fifty mailboxes has a second reader, who consented too.
[[nodiscard]] bool is_shared(std::size_t contact);

enum class Keys : std::uint8_t { uniform = 1, zipf };

/// Addresses to ask for, drawn ahead. `known` of a hundred are in the registry.
[[nodiscard]] std::vector<std::string> ring_of(const Shape& shape, Keys keys, int known,
                                               std::size_t length);

/// Goes round for ever.
template <class T>
class Ring {
public:
    explicit Ring(std::vector<T> items) : items_(std::move(items)) {}
    const T& next() {
        if (at_ == items_.size()) at_ = 0;
        return items_[at_++];
    }

private:
    std::vector<T> items_;
    std::size_t at_ = 0;
};

[[nodiscard]] lawful::SecretKey registry_key();
[[nodiscard]] lawful::ImportMapping mapping();

/// The registry of that shape, made once and kept in `folder`. Nobody writes to it: see `Copy`.
[[nodiscard]] std::filesystem::path made_registry(const std::filesystem::path& folder,
                                                  const Shape& shape);

/// Holders of mailboxes that nobody shares, no two of them the same.
[[nodiscard]] std::vector<lawful::RecipientId> some_people(const lawful::Registry& registry,
                                                           const Shape& shape, std::size_t count);

/// A folder under `parent` that goes.
class Scratch {
public:
    explicit Scratch(const std::filesystem::path& parent);
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch();
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
        return path_ / name;
    }

private:
    std::filesystem::path path_;
};

/// A registry that may be written to.
class Copy {
public:
    Copy(const std::filesystem::path& folder, const Shape& shape);
    [[nodiscard]] std::filesystem::path file() const { return scratch_ / "a.lawful"; }
    [[nodiscard]] const std::filesystem::path& folder() const { return scratch_.path(); }
    [[nodiscard]] lawful::Registry open(lawful::Options options = {}) const {
        return lawful::Registry::open(file(), registry_key(), std::move(options));
    }

private:
    Scratch scratch_;
};

}  // namespace bench
