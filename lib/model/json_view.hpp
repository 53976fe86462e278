// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Canonical JSON read where it stands, nothing made of it. Every text here is a whole value of one that
/// `require_canonical` passed; a value of another type is refused (`invalid_text`).
namespace lawful::model {

[[nodiscard]] bool boolean_of(std::string_view value);
[[nodiscard]] std::int64_t integer_of(std::string_view value);
[[nodiscard]] std::string text_of(std::string_view value);
/// As it stands between its quotes: for what has no escapes when it is right.
[[nodiscard]] std::string_view plain_text_of(std::string_view value);

/// The values of an array, in order.
class Items {
public:
    explicit Items(std::string_view array);
    [[nodiscard]] std::optional<std::string_view> next();

private:
    std::string_view rest_;
};

/// The members of an object. Throws `invalid_text` for more than any struct of ours has.
class Members {
public:
    static constexpr std::size_t most = 48;

    explicit Members(std::string_view object);
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    struct Member {
        std::string_view name;
        std::string_view value;
    };
    std::array<Member, most> members_;
    std::size_t size_ = 0;
};

}  // namespace lawful::model
