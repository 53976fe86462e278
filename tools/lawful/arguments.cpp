// SPDX-License-Identifier: Apache-2.0
#include "arguments.hpp"

#include <charconv>

#include <lawful/error.hpp>

namespace lawful::tool {
namespace {

constexpr std::size_t day_size = 10;

}  // namespace

void refuse_value(std::string_view option, std::string_view wanted) {
    throw UsageError(std::string(option).append(": want ").append(wanted));
}

CLI::App& add_command(CLI::App& parent, const std::string& name, const std::string& description,
                      const std::string& example) {
    auto& app = *parent.add_subcommand(name, description);
    app.group("Commands");
    app.footer("Example:\n  " + example);
    return app;
}

CLI::App& add_group(CLI::App& parent, const std::string& name, const std::string& description,
                    const std::string& example) {
    auto& app = add_command(parent, name, description, example);
    app.require_subcommand(1);
    return app;
}

Instant read_instant(std::string_view option, std::string_view text) {
    try {
        if (text.size() == day_size) return std::chrono::sys_days{parse_day(text)};
        return parse_instant(text);
    } catch (const Error&) {
        refuse_value(option, "a time, 2026-11-23T09:30:00Z, or a day, 2026-11-23");
    }
}

std::optional<Instant> read_instant(std::string_view option, const Text& text) {
    return text ? std::optional(read_instant(option, std::string_view(*text))) : std::nullopt;
}

Day read_day(std::string_view option, std::string_view text) {
    try {
        return parse_day(text);
    } catch (const Error&) {
        refuse_value(option, "a day, 2026-11-23");
    }
}

bool read_yes_no(std::string_view option, std::string_view text) {
    if (text != "yes" && text != "no") refuse_value(option, "yes|no");
    return text == "yes";
}

std::uint64_t read_number(std::string_view option, std::string_view text) {
    std::uint64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end) refuse_value(option, "a number");
    return value;
}

std::int32_t read_days(std::string_view option, std::string_view text) {
    constexpr std::uint64_t century = 36'525;
    const auto days = read_number(option, text);
    if (days > century) refuse_value(option, "days, a century at most");
    return static_cast<std::int32_t>(days);
}

NoticeRef read_notice(std::string_view option, std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) {
        refuse_value(option, "LANG:VERSION");
    }
    return {std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
}

Day day_of(std::optional<Instant> instant) {
    return std::chrono::floor<std::chrono::days>(instant.value_or(SystemClock().now()));
}

void QuestionOptions::add_to(CLI::App& app) {
    app.add_option("--purpose", purpose, "A purpose that the policy declares")
        ->type_name("PURPOSE")
        ->required();
    app.add_option("--channel", channel, "How the message travels")
        ->type_name(names_of<Channel>())
        ->required();
}

Channel QuestionOptions::read_channel() const { return read_term<Channel>("--channel", channel); }

void MediumOption::add_to(CLI::App& app) {
    app.add_option("--medium", name, "What an address given as text is (default: email)")
        ->type_name(names_of<Medium>());
}

void TimeOption::add_to(CLI::App& app) {
    app.add_option("--at", at, "When it happened (default: now); a day is its start in UTC")
        ->type_name("INSTANT|DAY");
}

}  // namespace lawful::tool
