// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <lawful/error.hpp>
#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "table.hpp"

namespace lawful::tool {
namespace {

void print_findings(const std::vector<LintFinding>& findings) {
    if (findings.empty()) return;
    Table table({"finding", "", "where", "article", "says"});
    for (const auto& finding : findings) {
        table.add({finding.code,
                   Cell(finding.blocking ? "refused" : "warning",
                        finding.blocking ? Style::bad : Style::careful),
                   finding.where, finding.article, finding.message});
    }
    table.print();
}

int apply(const Session& session, const std::string& file, bool dry_run) {
    const auto policy = read_policy(file);
    auto registry = session.open(dry_run ? Access::read : Access::write);
    const auto change = registry.apply(policy, dry_run);
    if (session.json) {
        print_line(to_json(change));
        return exit_status::done;
    }
    if (session.quiet) return exit_status::done;
    if (dry_run) print_line("dry run: nothing was written");
    for (const auto& line : change.differences) print_line(line);
    if (!change.changed) print_line("no change");
    print_findings(change.findings);
    return exit_status::done;
}

int lint_file(const Session& session, const std::string& file) {
    PolicyChange found;
    found.findings = lint(read_policy(file).policy);
    if (session.json) {
        print_line(to_json(found));
    } else if (!session.quiet) {
        print_findings(found.findings);
    }
    return found.findings.empty() ? exit_status::done : exit_status::denied;
}

template <class Items, class Name>
std::string joined(const Items& items, Name name) {
    std::string text;
    for (const auto& item : items) text.append(text.empty() ? "" : " ").append(name(item));
    return text;
}

void print_policy(const Policy& policy) {
    const auto& controller = policy.controller;
    Table about;
    about.add({"controller", controller.name});
    about.add({"postal address", controller.postal_address});
    about.add({"country", controller.country});
    about.add({"time zone", controller.time_zone});
    about.add({"public authority", controller.public_authority ? "yes" : "no"});
    about.add({"data protection officer", controller.data_protection_officer});
    about.add({"stop address", controller.stop_address});
    about.add({"local part case", wire_name(policy.local_part_case)});
    about.print();
    print_line("");
    const auto term = [](auto value) { return wire_name(value); };
    Table purposes(
        {"purpose", "content", "bases", "channels", "validity", "refresh", "double opt-in"});
    for (const auto& purpose : policy.purposes) {
        purposes.add({purpose.id, wire_name(purpose.content), joined(purpose.bases, term),
                      joined(purpose.channels, term),
                      purpose.validity ? to_string(*purpose.validity) : "",
                      purpose.refresh_interval ? to_string(*purpose.refresh_interval) : "",
                      purpose.double_opt_in ? "yes" : "no"});
    }
    purposes.print();
    if (policy.notices.empty()) return;
    print_line("");
    Table notices({"notice of", "language", "version", "used from", "covers", "sha256"});
    for (const auto& notice : policy.notices) {
        notices.add({notice.purpose, notice.language, notice.version,
                     notice.used_from ? to_string(*notice.used_from) : "",
                     joined(notice.covers, term), notice.sha256});
    }
    notices.print();
}

/// In JSON the event that put the policy in force: it holds the whole policy.
int show_policy(const Session& session) {
    const auto registry = session.open(Access::read);
    const auto policy = registry.policy();
    if (!session.json) {
        print_policy(policy);
        return exit_status::done;
    }
    const auto events = registry.events(registry.id());
    const auto last = std::find_if(events.rbegin(), events.rend(), [](const auto& recorded) {
        return std::holds_alternative<PolicyApplied>(recorded.event.body);
    });
    if (last == events.rend()) throw Error(ErrorCode::policy_missing, "no policy was applied yet");
    print_line(to_json(*last));
    return exit_status::done;
}

struct NoticeArguments {
    std::string purpose;
    std::string notice;
};

int show_notice(const Session& session, const NoticeArguments& arguments) {
    const auto wanted = read_notice("--notice", arguments.notice);
    const auto registry = session.open(Access::read);
    for (const auto& notice : registry.policy().notices) {
        const NoticeRef name{notice.language, notice.version};
        if (notice.purpose != arguments.purpose || name != wanted) continue;
        const auto text = registry.notice_text(notice.sha256);
        if (session.json) {
            print_line(JsonObject().text("sha256", notice.sha256).text("text", text).str());
        } else {
            print(text);
        }
        return exit_status::done;
    }
    throw Error(ErrorCode::unknown_notice, "the policy declares no such notice");
}

void add_policy_group(CLI::App& app, Session& session) {
    auto& group = add_group(app, "policy", "The policy in force", "lawful policy show");
    auto& show =
        add_command(group, "show", "Controller, purposes and notices", "lawful policy show");
    show.callback([&session] { session.run = [&session] { return show_policy(session); }; });

    auto& notice = add_command(group, "notice", "A declared notice's exact text",
                               "lawful policy notice --purpose newsletter --notice nl:1");
    const auto arguments = std::make_shared<NoticeArguments>();
    notice.add_option("--purpose", arguments->purpose, "Whose notice")
        ->type_name("PURPOSE")
        ->required();
    notice.add_option("--notice", arguments->notice, "Which text")
        ->type_name("LANG:VERSION")
        ->required();
    notice.callback([&session, arguments] {
        session.run = [&session, arguments] { return show_notice(session, *arguments); };
    });
}

}  // namespace

void add_policy_commands(CLI::App& app, Session& session) {
    auto& applying = add_command(app, "apply", "Show what a policy changes, and put it in force",
                                 "lawful apply lawful.toml --dry-run");
    const auto file = std::make_shared<std::string>();
    const auto dry_run = std::make_shared<bool>(false);
    applying.add_option("POLICY.toml", *file, "The policy")->type_name("")->required();
    applying.add_flag("--dry-run", *dry_run, "Answer without writing");
    applying.callback([&session, file, dry_run] {
        session.run = [&session, file, dry_run] { return apply(session, *file, *dry_run); };
    });

    auto& linting =
        add_command(app, "lint", "What no lawyer would pass; exit 1 when there are findings",
                    "lawful lint lawful.toml");
    const auto linted = std::make_shared<std::string>();
    linting.add_option("POLICY.toml", *linted, "The policy")->type_name("")->required();
    linting.callback([&session, linted] {
        session.run = [&session, linted] { return lint_file(session, *linted); };
    });
    add_policy_group(app, session);
}

}  // namespace lawful::tool
