// SPDX-License-Identifier: Apache-2.0
#include "output.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include <lawful/error.hpp>
#include <lawful/json.hpp>

#include "display.hpp"

namespace lawful::tool {
namespace {

void put(std::FILE* to, std::string_view text) {
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), to));
}

bool decide_colour() {
    const char* const refused = std::getenv("NO_COLOR");
    if (refused != nullptr && *refused != '\0') return false;
    const char* const terminal = std::getenv("TERM");
    if (terminal == nullptr || std::string_view(terminal) == "dumb") return false;
    return ::isatty(STDOUT_FILENO) == 1;
}

std::string_view start_of(Style style) {
    switch (style) {
        case Style::plain: return "";
        case Style::strong: return "\x1b[1m";
        case Style::good: return "\x1b[32m";
        case Style::careful: return "\x1b[33m";
        case Style::bad: return "\x1b[31m";
    }
    return "";
}

}  // namespace

void print(std::string_view text) { put(stdout, text); }

void print_line(std::string_view text) {
    put(stdout, text);
    put(stdout, "\n");
}

void print_to_stderr(std::string_view text) {
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
    static_cast<void>(std::fflush(stderr));
}

void print_line_to_stderr(std::string_view text) { put(stderr, std::string(text) + "\n"); }

void flush_output() {
    errno = 0;
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return;
    const auto code = errno == ENOSPC ? ErrorCode::disk_full : ErrorCode::input_output;
    throw Error(code, "cannot write to standard output");
}

bool has_colour() {
    static const bool colour = decide_colour();
    return colour;
}

std::string styled(std::string_view text, Style style) {
    if (style == Style::plain || !has_colour()) return std::string(text);
    return std::string(start_of(style)).append(text).append("\x1b[0m");
}

Style style_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::allow: return Style::good;
        case Verdict::allow_with_obligations: return Style::careful;
        case Verdict::deny: return Style::bad;
    }
    return Style::plain;
}

JsonObject& JsonObject::json(std::string_view name, std::string_view document) {
    if (body_.size() > 1) body_ += ',';
    body_.append(to_json(name)).append(":").append(document);
    return *this;
}

JsonObject& JsonObject::text(std::string_view name, std::string_view value) {
    return json(name, to_json(to_utf8(value)));
}

JsonObject& JsonObject::number(std::string_view name, std::uint64_t value) {
    return json(name, std::to_string(value));
}

JsonObject& JsonObject::flag(std::string_view name, bool value) {
    return json(name, value ? "true" : "false");
}

void JsonArray::add(std::string_view document) {
    if (body_.size() > 1) body_ += ',';
    body_ += document;
}

}  // namespace lawful::tool
