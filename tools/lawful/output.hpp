// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <lawful/decision.hpp>

namespace lawful::tool {

void print(std::string_view text);
void print_line(std::string_view text);
/// Without a line end, and at once.
void print_to_stderr(std::string_view text);
void print_line_to_stderr(std::string_view text);

/// Writes out what is buffered. Throws `input_output` or `disk_full`: a list that was cut off must
/// not look whole.
void flush_output();

/// True where standard output is a terminal that wants colour (https://no-color.org).
[[nodiscard]] bool has_colour();

enum class Style { plain = 1, strong, good, careful, bad };

[[nodiscard]] std::string styled(std::string_view text, Style style);
[[nodiscard]] Style style_of(Verdict verdict);

/// One JSON object, field by field.
class JsonObject {
public:
    JsonObject& text(std::string_view name, std::string_view value);
    JsonObject& number(std::string_view name, std::uint64_t value);
    JsonObject& flag(std::string_view name, bool value);
    /// `document` is JSON already.
    JsonObject& json(std::string_view name, std::string_view document);
    [[nodiscard]] std::string str() const { return body_ + "}"; }

private:
    std::string body_ = "{";
};

/// A JSON array of what is JSON already.
class JsonArray {
public:
    void add(std::string_view document);
    [[nodiscard]] std::string str() const { return body_ + "]"; }

private:
    std::string body_ = "[";
};

}  // namespace lawful::tool
