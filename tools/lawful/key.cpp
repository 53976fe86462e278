// SPDX-License-Identifier: Apache-2.0
#include "arguments.hpp"
#include "commands.hpp"
#include "output.hpp"
#include "passphrase.hpp"
#include "progress.hpp"
#include "table.hpp"

namespace lawful::tool {
namespace {

/// What is to open the registry from now on.
struct NewCredential {
    std::string key_file;
    std::string passphrase_file;

    [[nodiscard]] Credential read() const {
        if (!key_file.empty() && !passphrase_file.empty()) {
            throw UsageError("a new key file or a new passphrase file, not both");
        }
        if (!key_file.empty()) return SecretKey::read_file(key_file);
        if (!passphrase_file.empty()) return Passphrase::read_file(passphrase_file);
        if (can_ask()) return ask_new_passphrase();
        throw UsageError("want the new one: --new-passphrase-file FILE");
    }
};

CredentialKind kind_of(const Credential& credential) {
    return credential.passphrase() != nullptr ? CredentialKind::passphrase : CredentialKind::key;
}

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
    const auto registry = Registry::create(file, session.credential(true));
    const auto id = to_string(registry.id());
    if (session.json) {
        print_line(JsonObject().text("registry", id).text("file", file).str());
    } else if (!session.quiet) {
        print_line("registry " + id);
    }
    return exit_status::done;
}

/// What opens the registry, and which registry key is in force.
int show(const Session& session, const Registry& registry) {
    const auto status = registry.key_status();
    JsonArray credentials;
    Table table;
    for (const auto& slot : status.credentials) {
        credentials.add(JsonObject()
                            .text("kind", wire_name(slot.kind))
                            .text("id", to_string(slot.id))
                            .str());
        table.add({wire_name(slot.kind), to_string(slot.id)});
    }
    if (session.json) {
        print_line(JsonObject()
                       .json("credentials", credentials.str())
                       .number("epoch", static_cast<std::uint64_t>(status.epoch))
                       .flag("rotating", status.rotating)
                       .str());
        return exit_status::done;
    }
    table.add({"epoch", std::to_string(status.epoch) + (status.rotating ? ", rotating" : "")});
    table.print();
    return exit_status::done;
}

int add_passphrase(const Session& session, const NewCredential& fresh) {
    auto registry = session.open(Access::write);
    registry.add_credential(fresh.read());
    session.note("the passphrase opens the registry too");
    return show(session, registry);
}

int remove_passphrase(const Session& session) {
    auto registry = session.open(Access::write);
    registry.remove_credential(CredentialKind::passphrase);
    return show(session, registry);
}

int change(const Session& session, const NewCredential& fresh) {
    auto old = session.credential();
    const auto kind = kind_of(old);
    auto registry = session.open(Access::write, std::move(old));
    registry.change_credential(kind, fresh.read());
    session.note("copies made before still open with what opened them");
    return show(session, registry);
}

int rotate(const Session& session) {
    auto registry = session.open(Access::write);
    {
        ProgressBar bar(session, "rotating");
        static_cast<void>(registry.rotate_keys(bar.callback()));
    }
    return show(session, registry);
}

int rotate_signing(const Session& session) {
    auto registry = session.open(Access::write);
    const auto announced = registry.rotate_signing_key();
    const auto key = registry.verifier_key();
    if (session.json) {
        print_line(JsonObject().number("event", announced).text("verifier_key", key).str());
    } else if (!session.quiet) {
        print_line(key);
    }
    session.note("the new key is announced in the ledger, signed by the old one; tell it to your auditor");
    return exit_status::done;
}

template <class Work>
void on_run(CLI::App& command, Session& session, Work work) {
    command.callback([&session, work] { session.run = [&session, work] { return work(session); }; });
}

void add_new_file(CLI::App& key, Session& session) {
    auto& make = add_command(key, "new", "Make a key file of mode 0600; never overwrites",
                             "lawful key new lawful.key");
    const auto file = std::make_shared<std::string>();
    make.add_option("FILE", *file, "The file to make")->type_name("")->required();
    on_run(make, session, [file](const Session& with) { return make_key(with, *file); });
}

void add_credentials(CLI::App& key, Session& session) {
    const auto fresh = std::make_shared<NewCredential>();
    auto& add = add_command(key, "add-passphrase", "A passphrase opens the registry too",
                            "lawful key add-passphrase --new-passphrase-file passphrase");
    auto& other = add_command(key, "change", "Another key or passphrase takes this one's place",
                              "lawful key change --new-key-file new.key");
    for (auto* command : {&add, &other}) {
        command
            ->add_option("--new-passphrase-file", fresh->passphrase_file,
                         "The passphrase: the file's first line; asked for twice on a terminal")
            ->type_name("FILE");
    }
    other.add_option("--new-key-file", fresh->key_file, "The key, as `lawful key new` wrote it")
        ->type_name("FILE");
    on_run(add, session, [fresh](const Session& with) { return add_passphrase(with, *fresh); });
    on_run(other, session, [fresh](const Session& with) { return change(with, *fresh); });
    on_run(add_command(key, "remove-passphrase", "The passphrase opens the registry no longer",
                       "lawful key remove-passphrase"),
           session, remove_passphrase);
}

}  // namespace

void add_key_commands(CLI::App& app, Session& session) {
    auto& key = add_group(app, "key", "The registry's keys", "lawful key new lawful.key");
    add_new_file(key, session);
    add_credentials(key, session);
    on_run(add_command(key, "rotate", "Seal and hash everything under a fresh registry key",
                       "lawful key rotate"),
           session, rotate);
    on_run(add_command(key, "rotate-signing", "A fresh key signs checkpoints from now on",
                       "lawful key rotate-signing"),
           session, rotate_signing);
    on_run(add_command(key, "show", "What opens the registry; never a key", "lawful key show"),
           session,
           [](const Session& with) { return show(with, with.open(Access::read)); });
    on_run(add_command(app, "init", "Make a new registry; never overwrites",
                       "lawful init --registry partners.lawful --key-file lawful.key"),
           session, init);
}

}  // namespace lawful::tool
