// SPDX-License-Identifier: Apache-2.0
#include "session.hpp"

#include <cstdlib>

#include "arguments.hpp"
#include "output.hpp"
#include "passphrase.hpp"

namespace lawful::tool {
namespace {

constexpr auto key_variable = "LAWFUL_KEY_FILE";
constexpr auto passphrase_variable = "LAWFUL_PASSPHRASE_FILE";

bool is_from(const char* variable, const std::string& value) {
    const char* const set = std::getenv(variable);
    return set != nullptr && value == set;
}

/// Whether the passphrase file is the one to use. An option wins over the environment.
bool wants_passphrase(const Session& session) {
    if (session.key_file.empty() || session.passphrase_file.empty()) {
        return !session.passphrase_file.empty();
    }
    const bool key_set = is_from(key_variable, session.key_file);
    const bool passphrase_set = is_from(passphrase_variable, session.passphrase_file);
    if (key_set == passphrase_set) throw UsageError("a key file or a passphrase file, not both");
    return key_set;
}

}  // namespace

void Session::add_options(CLI::App& app) {
    app.add_option("--registry", registry, "The registry")
        ->envname("LAWFUL_REGISTRY")
        ->type_name("FILE");
    app.add_option("--key-file", key_file, "Its key, as `lawful key new` wrote it")
        ->envname(key_variable)
        ->type_name("FILE");
    app.add_option("--passphrase-file", passphrase_file,
                   "Its passphrase: the file's first line; asked for on a terminal")
        ->envname(passphrase_variable)
        ->type_name("FILE");
    app.add_flag("--json", json, "One JSON document on standard output");
    app.add_flag("--quiet", quiet, "No notes, no progress; check answers by its exit status alone");
}

Credential Session::credential(bool fresh) const {
    if (wants_passphrase(*this)) return Passphrase::read_file(passphrase_file);
    if (!key_file.empty()) return SecretKey::read_file(key_file);
    if (!can_ask()) {
        throw UsageError("want a key: --key-file FILE or LAWFUL_KEY_FILE, or --passphrase-file FILE");
    }
    return fresh ? ask_new_passphrase() : ask_passphrase("Passphrase: ");
}

const std::string& Session::registry_file() const {
    if (registry.empty()) throw UsageError("want a registry: --registry FILE or LAWFUL_REGISTRY");
    return registry;
}

Registry Session::open(Access access) const {
    static_cast<void>(registry_file());
    return open(access, credential());
}

Registry Session::open(Access access, Credential with) const {
    Options options;
    options.read_only = access == Access::read;
    return Registry::open(registry_file(), std::move(with), std::move(options));
}

void Session::note(const std::string& text) const {
    if (!quiet) print_line_to_stderr("lawful: " + text);
}

}  // namespace lawful::tool
