// SPDX-License-Identifier: Apache-2.0
#include "exchange/report_html.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "exchange/html.hpp"
#include "exchange/report_chart.hpp"

namespace lawful::exchange {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string text(std::uint64_t number) { return std::to_string(number); }

std::string title_of(const ReportFacts& facts, const std::string& id) {
    for (const auto& purpose : facts.purposes) {
        if (purpose.id == id && !purpose.titles.empty()) return fmt::format("{} ({})", purpose.titles[0].text, id);
    }
    return id;
}

void put_summary(HtmlPage& page, const ReportFacts& facts) {
    page.put("p", "Counts only: there is nothing in this page about a person. It is for reading and proves "
                  "nothing; what proves it stands at the end.", {{"class", "quiet"}});
    page.facts({{"controller", facts.controller.name},
                {"country", facts.controller.country},
                {"data protection officer", facts.controller.data_protection_officer},
                {"made", to_string(facts.made)},
                {"organisations", text(facts.organisations)},
                {"people", text(facts.recipients)},
                {"addresses", text(facts.addresses)},
                {"events", text(facts.size)}});
}

void put_events(HtmlPage& page, const ReportFacts& facts) {
    page.put("h2", "What happened");
    const auto series = series_of(facts.months);
    if (series.periods.empty()) {
        page.put("p", "Nothing was recorded.");
        return;
    }
    draw_overview(page, series);
    draw_kinds(page, series);
}

void put_standings(HtmlPage& page, const ReportFacts& facts) {
    page.put("h2", "Who may be written to");
    page.put("p", "The present answer for every address, by purpose and channel.");
    Rows answers;
    for (const auto& count : facts.standings) {
        answers.push_back({title_of(facts, count.purpose), std::string(wire_name(count.channel)), text(count.allow),
                           text(count.with_obligations), text(count.deny)});
    }
    page.table({"purpose", "channel", "allowed", "with obligations", "denied"}, answers, {2, 3, 4});

    page.put("h3", "Reasons");
    page.put("p", "Addresses by rule that blocks or warns. One address may have several.", {{"class", "quiet"}});
    Rows reasons;
    for (const auto& count : facts.standings) {
        for (const auto& [reason, number] : count.reasons) {
            reasons.push_back({count.purpose, std::string(wire_name(count.channel)), reason.first, reason.second,
                               text(number)});
        }
    }
    if (reasons.empty()) page.put("p", "None.");
    else page.table({"purpose", "channel", "reason", "source in law", "addresses"}, reasons, {4});
}

void put_proofs(HtmlPage& page, const ReportFacts& facts) {
    page.put("h2", "Consents by grade of proof");
    page.put("p", "GDPR 7(1): who, when, how and which text. A consent without proof is kept and does not allow.");
    Rows rows;
    for (const auto& [purpose, count] : facts.proofs) {
        rows.push_back({title_of(facts, purpose), text(count.demonstrable), text(count.imported), text(count.unproven),
                        text(count.invalidated)});
    }
    if (rows.empty()) page.put("p", "No consent is on file.");
    else page.table({"purpose", "shown", "shown, imported", "not shown", "invalidated"}, rows, {1, 2, 3, 4});
}

void put_requests(HtmlPage& page, const ReportFacts& facts) {
    const auto& requests = facts.requests;
    page.put("h2", "Requests and deadlines");
    page.put("p", "GDPR 12(3): an answer within one month, by Regulation 1182/71 with the public holidays of the "
                  "controller's country; three when extended.");
    Rows open;
    for (const auto& [type, count] : requests.open) open.push_back({std::string(wire_name(type)), text(count)});
    if (open.empty()) page.put("p", "No request is open.");
    else page.table({"open requests", "number"}, open, {1});
    page.facts({{"open requests overdue", text(requests.open_overdue)},
                {"awaiting proof of identity", text(requests.awaiting_identity)},
                {"next request due", requests.open_next_due ? to_string(*requests.open_next_due) : "none"},
                {"requests closed", text(requests.closed)},
                {"of these refused", text(requests.refused)},
                {"objections under Art. 21(1) not decided", text(requests.objections)},
                {"of these overdue", text(requests.overdue)},
                {"next due", requests.next_due ? to_string(*requests.next_due) : "none"},
                {"restrictions in force (Art. 18)", text(requests.restrictions)}});
}

void put_erasures(HtmlPage& page, const ReportFacts& facts) {
    page.put("h2", "Erasures");
    page.facts({{"people erased", text(facts.erased_people)}, {"addresses erased", text(facts.erased_addresses)}});
    Rows rows;
    for (const auto& count : facts.erasures) {
        rows.push_back({count.day, "GDPR " + count.ground, text(count.tombstones), text(count.leaves)});
    }
    if (rows.empty()) page.put("p", "Nothing was erased.");
    else page.table({"day", "ground", "erasures", "events destroyed"}, rows, {2, 3});
}

void put_proof_of_all(HtmlPage& page, const ReportFacts& facts) {
    page.put("h2", "Ledger");
    page.facts({{"size", text(facts.size)}, {"root", facts.root}});
    if (facts.checkpoint.empty()) page.put("p", "No signed checkpoint comes with this page.");
    else page.put("pre", facts.checkpoint);

    page.put("h2", "How to verify");
    page.open("ol");
    page.put("li", "Take the bundle: the folder that this page lies in, with manifest.json beside it.");
    page.put("li", "Ask the controller for the ledger's verifier key another way than with the bundle, and take the "
                   "checkpoints you kept of earlier times.");
    page.put("li", "Run lawful-verify FOLDER --verifier-key KEY --checkpoint OLDER. It needs no registry, no key and no "
                   "network. Or write a verifier: docs/audit-format.md has every byte.");
    page.put("li", "It must end with exit status 0: no leaf MISSING or TAMPERED, every older checkpoint consistent.");
    page.put("li", "Compare the erasures it lists with those above, and size and root with the checkpoint.");
    page.put("li", "Keep the checkpoint for next time. A ledger written anew is found by it.");
    page.close();
}

}  // namespace

std::string report_html(const ReportFacts& facts) {
    HtmlPage page("en", "Audit report: " + facts.controller.name);
    put_summary(page, facts);
    put_events(page, facts);
    put_standings(page, facts);
    put_proofs(page, facts);
    put_requests(page, facts);
    put_erasures(page, facts);
    put_proof_of_all(page, facts);
    return page.finish();
}

}  // namespace lawful::exchange
