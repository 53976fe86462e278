// SPDX-License-Identifier: Apache-2.0
#include "session.hpp"

#include "arguments.hpp"
#include "output.hpp"

namespace lawful::tool {

void Session::add_options(CLI::App& app) {
    app.add_option("--registry", registry, "The registry")
        ->envname("LAWFUL_REGISTRY")
        ->type_name("FILE");
    app.add_option("--key-file", key_file, "Its key, as `lawful key new` wrote it")
        ->envname("LAWFUL_KEY_FILE")
        ->type_name("FILE");
    app.add_flag("--json", json, "One JSON document on standard output");
    app.add_flag("--quiet", quiet, "No notes, no progress; check answers by its exit status alone");
}

SecretKey Session::read_key() const {
    if (key_file.empty()) throw UsageError("want a key: --key-file FILE or LAWFUL_KEY_FILE");
    return SecretKey::read_file(key_file);
}

const std::string& Session::registry_file() const {
    if (registry.empty()) throw UsageError("want a registry: --registry FILE or LAWFUL_REGISTRY");
    return registry;
}

Registry Session::open(Access access) const {
    const auto& file = registry_file();
    Options options;
    options.read_only = access == Access::read;
    return Registry::open(file, read_key(), std::move(options));
}

void Session::note(const std::string& text) const {
    if (!quiet) print_line_to_stderr("lawful: " + text);
}

}  // namespace lawful::tool
