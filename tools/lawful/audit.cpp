// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <memory>

#include <lawful/audit.hpp>
#include <lawful/error.hpp>
#include <lawful/json.hpp>

#include "../verify/report.hpp"
#include "arguments.hpp"
#include "commands.hpp"
#include "output.hpp"
#include "progress.hpp"

namespace lawful::tool {
namespace {

std::string read_small(const std::string& file) {
    constexpr std::size_t most = 1'000'000;
    std::ifstream in(file, std::ios::binary);
    std::string text(most + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (in.gcount() == 0) throw Error(ErrorCode::input_output, file + ": cannot be read, or is empty");
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (text.size() > most) throw Error(ErrorCode::invalid_file, file + ": too large");
    return text;
}

/// A ledger that is not the older one, grown, is what the command looks for: no failure of it.
bool is_consistent(const Registry& registry, const std::string& older) {
    try {
        registry.require_consistent(read_small(older));
        return true;
    } catch (const Error& error) {
        if (error.code() != ErrorCode::corrupt) throw;
        print_line_to_stderr(std::string("lawful: ") + error.what());
        return false;
    }
}

/// Nothing is ever overwritten, nor written through a link that somebody put there. What fails leaves nothing.
void write_new(const std::string& file, std::string_view content) {
    const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (handle < 0 && errno == EEXIST) throw Error(ErrorCode::invalid_file, file + " exists");
    if (handle < 0) throw Error(ErrorCode::input_output, file + ": cannot be written");
    const auto written = ::write(handle, content.data(), content.size());
    const bool whole = written == static_cast<::ssize_t>(content.size()) && ::fsync(handle) == 0;
    if ((::close(handle) == 0) && whole) return;
    ::unlink(file.c_str());
    throw Error(ErrorCode::input_output, file + ": cannot be written");
}

int print_checkpoint(const Session& session, const std::string& previous,
                     const std::string& request) {
    const auto registry = session.open(Access::read);
    const bool consistent = previous.empty() || is_consistent(registry, previous);
    const auto checkpoint = registry.checkpoint();
    if (consistent && !request.empty()) write_new(request, timestamp_request(checkpoint));
    if (session.json) {
        JsonObject out;
        out.text("checkpoint", checkpoint).text("verifier_key", registry.verifier_key());
        if (!previous.empty()) out.flag("consistent", consistent);
        print_line(out.str());
    } else if (consistent) {
        print(checkpoint);
    }
    return consistent ? exit_status::done : exit_status::denied;
}

int print_key(const Session& session) {
    const auto key = session.open(Access::read).verifier_key();
    print_line(session.json ? JsonObject().text("verifier_key", key).str() : key);
    return exit_status::done;
}

struct TimestampOptions {
    std::string checkpoint;
    std::string reply;
    std::string authority;
};

/// When an authority had seen the checkpoint.
int check_reply(const Session& session, const TimestampOptions& options) {
    try {
        const auto stamped =
            to_string(check_timestamp(read_small(options.checkpoint), read_small(options.reply),
                                      read_small(options.authority)));
        print_line(session.json ? JsonObject().text("stamped", stamped).str() : stamped);
        return exit_status::done;
    } catch (const Error& error) {
        if (error.code() != ErrorCode::corrupt) throw;
        print_line_to_stderr(std::string("lawful: ") + error.what());
        return exit_status::denied;
    }
}

struct ExportOptions {
    std::string folder;
    AuditSelection selection;
    Text from;
    Text to;
    std::vector<std::string> previous;
};

int export_bundle(const Session& session, const ExportOptions& options) {
    auto selection = options.selection;
    selection.from = read_instant("--from", options.from);
    selection.to = read_instant("--to", options.to);
    for (const auto& file : options.previous) selection.older.push_back(read_small(file));
    const auto registry = session.open(Access::read);
    const auto done = [&] {
        ProgressBar bar(session, "exporting");
        return registry.export_audit(options.folder, selection, bar.callback());
    }();
    if (session.json) {
        print_line(to_json(done));
    } else if (!session.quiet) {
        print_line(std::string(done.complete ? "full" : "partial") + " bundle: " +
                   std::to_string(done.events) + " of " + std::to_string(done.size) +
                   " events, " + std::to_string(done.erased) + " erased");
    }
    return exit_status::done;
}

int verify(const Session& session, const std::string& folder, AuditOptions options) {
    ProgressBar bar(session, "verifying");
    options.progress = bar.callback();
    const auto report = inspect_audit(folder, options);
    print(session.json ? to_json(report) + '\n' : text_of(report));
    return report.ok() ? exit_status::done : exit_status::denied;
}

void add_checkpoint(CLI::App& audit, Session& session) {
    auto& command = add_command(audit, "checkpoint",
                                "Print a signed statement of the ledger's size and root, to be kept elsewhere",
                                "lawful audit checkpoint --previous march.checkpoint");
    const auto previous = std::make_shared<std::string>();
    command
        .add_option("--previous", *previous,
                    "An older checkpoint: prove that the ledger only grew since")
        ->type_name("FILE");
    const auto request = std::make_shared<std::string>();
    command
        .add_option("--timestamp-request", *request,
                    "Make a request for a time-stamp of it (RFC 3161), to be sent to an authority")
        ->type_name("FILE");
    command.callback([&session, previous, request] {
        session.run = [&session, previous, request] {
            return print_checkpoint(session, *previous, *request);
        };
    });
}

void add_timestamp(CLI::App& audit, Session& session) {
    auto& command = add_command(audit, "timestamp",
                                "When an authority had seen a checkpoint, by its reply (RFC 3161)",
                                "lawful audit timestamp march.checkpoint march.tsr --authority tsa.pem");
    const auto options = std::make_shared<TimestampOptions>();
    command.add_option("CHECKPOINT", options->checkpoint, "The checkpoint")->type_name("")->required();
    command.add_option("REPLY", options->reply, "The authority's reply, kept beside it")
        ->type_name("")
        ->required();
    command.add_option("--authority", options->authority, "Certificates to trust, in PEM")
        ->type_name("FILE")
        ->required();
    command.callback([&session, options] {
        session.run = [&session, options] { return check_reply(session, *options); };
    });
}

void add_export(CLI::App& audit, Session& session) {
    auto& command = add_command(audit, "export", "Write an audit bundle: a folder that others verify",
                                "lawful audit export bundle-2026 --purpose newsletter");
    const auto options = std::make_shared<ExportOptions>();
    command.add_option("DIR", options->folder, "The folder to make")->type_name("")->required();
    command.add_option("--purpose", options->selection.purpose, "Only what speaks of this purpose")
        ->type_name("PURPOSE");
    command.add_option("--from", options->from, "Only what was recorded then or later")
        ->type_name("TIME");
    command.add_option("--to", options->to, "Only what was recorded before")->type_name("TIME");
    command.add_option("--recipient", options->selection.recipient,
                       "Only of this address and whoever holds or held it")
        ->type_name("ADDRESS");
    command.add_option("--previous", options->previous,
                       "An older checkpoint that a selection is to be consistent with; may be repeated")
        ->type_name("FILE")
        ->allow_extra_args(false);
    command.callback([&session, options] {
        session.run = [&session, options] { return export_bundle(session, *options); };
    });
}

void add_verify(CLI::App& audit, Session& session) {
    auto& command = add_command(audit, "verify",
                                "Verify an audit bundle; needs no registry, no key and no network",
                                "lawful audit verify bundle-2026 --checkpoint march.checkpoint");
    const auto folder = std::make_shared<std::string>();
    const auto options = std::make_shared<AuditOptions>();
    command.add_option("DIR", *folder, "The bundle's folder")->type_name("")->required();
    command.add_option("--checkpoint", options->checkpoints,
                       "An older checkpoint that you kept; may be repeated")
        ->type_name("FILE")
        ->allow_extra_args(false);
    command.add_option("--verifier-key", options->verifier_keys,
                       "The ledger's key, as you were given it; may be repeated")
        ->type_name("KEY")
        ->allow_extra_args(false);
    command.callback([&session, folder, options] {
        session.run = [&session, folder, options] { return verify(session, *folder, *options); };
    });
}

}  // namespace

void add_audit_commands(CLI::App& app, Session& session) {
    auto& audit = add_group(app, "audit", "Proof for those who trust neither you nor this program",
                            "lawful audit export bundle-2026");
    add_checkpoint(audit, session);
    add_timestamp(audit, session);
    add_export(audit, session);
    add_verify(audit, session);
    auto& key = add_command(audit, "key", "Print the key by which others know the ledger's signature",
                            "lawful audit key");
    key.callback([&session] { session.run = [&session] { return print_key(session); }; });
}

}  // namespace lawful::tool
