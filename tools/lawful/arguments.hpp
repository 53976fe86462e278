// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include <CLI/App.hpp>

#include <lawful/policy.hpp>
#include <lawful/terms.hpp>
#include <lawful/time.hpp>

/// Words of the command line into values. Messages name the option, never what was typed there.
namespace lawful::tool {

/// Wrong usage: exit status 2.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

[[noreturn]] void refuse_value(std::string_view option, std::string_view wanted);

using Text = std::optional<std::string>;

/// A command below `parent`. Its help ends with the example.
[[nodiscard]] CLI::App& add_command(CLI::App& parent, const std::string& name,
                                    const std::string& description, const std::string& example);
/// A command of commands: one of them must follow.
[[nodiscard]] CLI::App& add_group(CLI::App& parent, const std::string& name,
                                  const std::string& description, const std::string& example);

template <Term E>
[[nodiscard]] std::string names_of() {
    std::string names;
    for (const auto name : WireNames<E>::names) {
        if (!names.empty()) names += '|';
        names += name;
    }
    return names;
}

template <Term E>
[[nodiscard]] E read_term(std::string_view option, std::string_view text) {
    if (const auto value = from_wire_name<E>(text)) return *value;
    refuse_value(option, names_of<E>());
}

template <Term E>
[[nodiscard]] std::optional<E> read_term(std::string_view option,
                                         const std::same_as<Text> auto& text) {
    return text ? std::optional(read_term<E>(option, std::string_view(*text))) : std::nullopt;
}

/// An instant; a bare day is its first moment in UTC.
[[nodiscard]] Instant read_instant(std::string_view option, std::string_view text);
[[nodiscard]] std::optional<Instant> read_instant(std::string_view option, const Text& text);
[[nodiscard]] Day read_day(std::string_view option, std::string_view text);
[[nodiscard]] bool read_yes_no(std::string_view option, std::string_view text);
[[nodiscard]] std::uint64_t read_number(std::string_view option, std::string_view text);
/// So many days; a century at most.
[[nodiscard]] std::int32_t read_days(std::string_view option, std::string_view text);
/// `LANG:VERSION`.
[[nodiscard]] NoticeRef read_notice(std::string_view option, std::string_view text);

/// The present day, in UTC.
[[nodiscard]] Day day_of(std::optional<Instant> instant);

/// --purpose and --channel.
struct QuestionOptions {
    std::string purpose;
    std::string channel;

    void add_to(CLI::App& app);
    [[nodiscard]] Channel read_channel() const;
};

/// --medium, e-mail unless said.
struct MediumOption {
    std::string name = "email";

    void add_to(CLI::App& app);
    [[nodiscard]] Medium read() const { return read_term<Medium>("--medium", name); }
};

/// --at.
struct TimeOption {
    Text at;

    void add_to(CLI::App& app);
    [[nodiscard]] std::optional<Instant> read() const { return read_instant("--at", at); }
};

}  // namespace lawful::tool
