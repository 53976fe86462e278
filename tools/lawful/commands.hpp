// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session.hpp"

/// One function a command group: adds its commands, whose callbacks set `session.run`.
namespace lawful::tool {

void add_key_commands(CLI::App& app, Session& session);     // key, init
void add_policy_commands(CLI::App& app, Session& session);  // apply, lint, policy
void add_import_command(CLI::App& app, Session& session);
void add_check_command(CLI::App& app, Session& session);
void add_explain_command(CLI::App& app, Session& session);
void add_screen_command(CLI::App& app, Session& session);
void add_release_commands(CLI::App& app, Session& session);  // release, delivered, failed
void add_consent_commands(CLI::App& app, Session& session);
void add_objection_commands(CLI::App& app, Session& session);
void add_restriction_commands(CLI::App& app, Session& session);  // restrict, lift, inform, disclose
void add_basis_commands(CLI::App& app, Session& session);
void add_ground_commands(CLI::App& app, Session& session);
void add_suppress_command(CLI::App& app, Session& session);
void add_erase_command(CLI::App& app, Session& session);
void add_organisation_commands(CLI::App& app, Session& session);
void add_recipient_commands(CLI::App& app, Session& session);
void add_address_commands(CLI::App& app, Session& session);
void add_holder_commands(CLI::App& app, Session& session);
void add_hold_commands(CLI::App& app, Session& session);  // legal holds
void add_retention_commands(CLI::App& app, Session& session);
void add_merge_commands(CLI::App& app, Session& session);
void add_show_command(CLI::App& app, Session& session);
void add_events_command(CLI::App& app, Session& session);
void add_journal_command(CLI::App& app, Session& session);  // accept-journal-loss
void add_audit_commands(CLI::App& app, Session& session);   // audit
void add_backup_commands(CLI::App& app, Session& session);  // backup, restore, compact
void add_store_command(CLI::App& app, Session& session);  // check-store
void add_request_commands(CLI::App& app, Session& session);  // request
void add_affected_command(CLI::App& app, Session& session);
void add_copy_commands(CLI::App& app, Session& session);  // report, ropa, receipt, access

}  // namespace lawful::tool
