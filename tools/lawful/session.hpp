// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include <CLI/App.hpp>

#include <lawful/registry.hpp>

namespace lawful::tool {

namespace exit_status {
inline constexpr int done = 0;
inline constexpr int denied = 1;  ///< or found fault
inline constexpr int usage = 2;   ///< failures follow: the error code's number
}  // namespace exit_status

enum class Access { read = 1, write };

/// The options that every command shares, and the command that was asked for.
struct Session {
    std::string registry;
    std::string key_file;
    std::string passphrase_file;
    bool json = false;
    bool quiet = false;
    std::function<int()> run;

    void add_options(CLI::App& app);

    /// The key file, the passphrase file, or a passphrase asked for on the terminal: twice where it
    /// is `fresh`. Throws `UsageError` when there is none of them, or both files are named.
    [[nodiscard]] Credential credential(bool fresh = false) const;
    /// Throws `UsageError` when none is named.
    [[nodiscard]] const std::string& registry_file() const;
    [[nodiscard]] Registry open(Access access) const;
    [[nodiscard]] Registry open(Access access, Credential with) const;

    /// For people, on standard error; silent with --quiet.
    void note(const std::string& text) const;
};

}  // namespace lawful::tool
