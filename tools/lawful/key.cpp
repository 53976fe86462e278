// SPDX-License-Identifier: Apache-2.0
#include "arguments.hpp"
#include "commands.hpp"
#include "output.hpp"

namespace lawful::tool {
namespace {

int make_key(const Session& session, const std::string& file) {
    SecretKey::generate().write_file(file);
    if (session.json) {
        print_line(JsonObject().text("key_file", file).str());
        return exit_status::done;
    }
    session.note("wrote the key to " + file);
    session.note("keep a copy apart from the registry: nobody can read it without the key");
    return exit_status::done;
}

int init(const Session& session) {
    const auto& file = session.registry_file();
    const auto registry = Registry::create(file, session.read_key());
    const auto id = to_string(registry.id());
    if (session.json) {
        print_line(JsonObject().text("registry", id).text("file", file).str());
    } else if (!session.quiet) {
        print_line("registry " + id);
    }
    return exit_status::done;
}

}  // namespace

void add_key_commands(CLI::App& app, Session& session) {
    auto& key = add_group(app, "key", "The registry's key", "lawful key new lawful.key");
    auto& make = add_command(key, "new", "Make a key file of mode 0600; never overwrites",
                             "lawful key new lawful.key");
    const auto file = std::make_shared<std::string>();
    make.add_option("FILE", *file, "The file to make")->type_name("")->required();
    make.callback(
        [&session, file] { session.run = [&session, file] { return make_key(session, *file); }; });

    auto& begin = add_command(app, "init", "Make a new registry; never overwrites",
                              "lawful init --registry partners.lawful --key-file lawful.key");
    begin.callback([&session] { session.run = [&session] { return init(session); }; });
}

}  // namespace lawful::tool
