// SPDX-License-Identifier: Apache-2.0
#include "registry/import_writer.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "registry/import_settle.hpp"
#include "registry/looking.hpp"
#include "registry/record.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

using exchange::ImportRow;

bool is_denial(const ImportRow& row) {
    return row.claim == ConsentClaim::refused || row.claim == ConsentClaim::withdrawn;
}

bool is_consent(const ImportRow& row) {
    return row.claim == ConsentClaim::given_claimed || row.claim == ConsentClaim::given_with_form;
}

/// A form of a known day with a declared text is proof; without its day it is a claim.
bool has_form(const ImportRow& row) {
    return row.claim == ConsentClaim::given_with_form && row.claimed_on && row.notice;
}

/// Somebody who came back after a denial and now left again left again.
bool is_answered(const rules::SubjectState& state, const rules::Denial& denial) {
    return std::any_of(state.consents.begin(), state.consents.end(), [&](const auto& consent) {
        return consent.purpose == denial.purpose && consent.channel == denial.channel &&
               consent.index > denial.index && !consent.imported;
    });
}

Instant start_of(const Writer& writer, Day day) {
    return std::min(writer.now(), writer.view().policy()->zone.start_of(day));
}

/// Calls `work` and puts the field's name before a reason.
template <class Work>
auto in_field(std::string_view field, Work work) {
    try {
        return work();
    } catch (const Error& error) {
        throw Error(error.code(), fmt::format("{}: {}", field, error.what()));
    }
}

}  // namespace

ImportPass pass_of(const ImportRow& row) {
    if (row.name.empty()) return is_denial(row) ? ImportPass::mailbox_denials : ImportPass::mailboxes;
    return is_denial(row) ? ImportPass::denials : ImportPass::people;
}

contact::Normal ImportWriter::normal(const View& view, Medium medium, const ImportRow& row) const {
    const auto policy = view.policy();
    if (medium == Medium::phone) {
        return contact::normalise(medium, row.phone, policy->policy.local_part_case, row.country);
    }
    return contact::normalise(medium, contact::undecorate(row.email),
                              policy->policy.local_part_case);
}

void ImportWriter::require(const View& view, const ImportRow& row) const {
    in_field("email", [&] { static_cast<void>(normal(view, Medium::email, row)); });
    if (!row.phone.empty() && !row.name.empty()) {
        in_field("phone", [&] { static_cast<void>(normal(view, Medium::phone, row)); });
    }
    const auto today = view.policy()->zone.day_of(view.now());
    for (const auto& [field, day] : {std::pair{"added", row.added}, {"consent", row.claimed_on}}) {
        if (day && *day > today) {
            throw Error(ErrorCode::future_event, fmt::format("{}: the day lies in the future", field));
        }
    }
}

void ImportWriter::write(Writer& writer, const ImportRow& row) const {
    const auto keys = context_.import_keys(row.fingerprint());
    if (writer.transaction().is_imported(keys)) {
        ++report_.unchanged;
        return;
    }
    const auto before = writer.size();
    const auto email = normal(writer.view(), Medium::email, row);
    const auto denied = writer.view().suppressions(context_.loose_keys(email.loose));
    if (std::any_of(denied.begin(), denied.end(),
                    [](const auto& entry) { return entry.purposes.empty(); })) {
        ++report_.suppressed;
        return;
    }
    const auto body = organisation(writer, row);
    Target target{address(writer, email, row, body), {}};
    if (row.name.empty()) {
        target.person = only_holder(writer, target.address);
    } else {
        target.person = person(writer, target.address, row, body);
        if (!row.phone.empty()) phone(writer, *target.person, row);
    }
    claim(writer, target, row);
    writer.transaction().put_imported(keys.keys.front());
    ++(writer.size() == before ? report_.unchanged : report_.imported);
}

std::optional<OrganisationId> ImportWriter::organisation(Writer& writer,
                                                         const ImportRow& row) const {
    if (row.organisation.empty()) return std::nullopt;
    const auto known =
        writer.transaction().organisation_by_name(context_.organisation_keys(row.organisation));
    if (known) settle(context_, writer, *known, row);
    if (known) return known;
    return add(context_, writer,
               Organisation{.name = row.organisation, .country = row.country, .sector = row.sector},
               writer.now(), Origin::imported);
}

AddressId ImportWriter::address(Writer& writer, const contact::Normal& normal, const ImportRow& row,
                                std::optional<OrganisationId> organisation) const {
    const auto known =
        writer.transaction().address_by_identity(context_.identity_keys(normal.identity));
    const bool role = row.name.empty() && organisation;
    const bool assigned = known && role && assign(writer, *known, *organisation);
    if (assigned || (!known && role)) ++report_.role_addresses;
    if (known) settle(writer, *known, row);
    if (known) return *known;
    return add(context_, writer,
               Address{.medium = normal.medium,
                       .text = normal.text,
                       .kind = !row.name.empty() ? AddressKind::personal
                               : role            ? AddressKind::role
                                                 : AddressKind::unassigned,
                       .organisation = role ? organisation : std::nullopt,
                       .source = row.source},
               writer.now(), Origin::imported);
}

std::optional<RecipientId> ImportWriter::holder_named(const Writer& writer, AddressId address,
                                                      std::string_view name) const {
    const auto view = writer.view();
    for (const auto& holder : view.holders(address, today(writer))) {
        const auto record = show(context_, writer.transaction(), holder.recipient).recipient;
        if (to_lower_ascii(record.name) == to_lower_ascii(name)) return holder.recipient;
    }
    return std::nullopt;
}

std::optional<RecipientId> ImportWriter::only_holder(const Writer& writer, AddressId address) const {
    const auto holders = writer.view().holders(address, today(writer));
    if (holders.size() != 1) return std::nullopt;
    return holders.front().recipient;
}

RecipientId ImportWriter::person(Writer& writer, AddressId address, const ImportRow& row,
                                 std::optional<OrganisationId> organisation) const {
    if (const auto known = holder_named(writer, address, row.name)) {
        settle(context_, writer, *known, row, organisation);
        settle(writer, *known, address, row);
        return *known;
    }
    const auto since = first_day(row, today(writer));
    const auto person = add(writer,
                            Recipient{.name = row.name,
                                      .role = row.role,
                                      .language = row.language,
                                      .country = row.country,
                                      .organisation = organisation,
                                      .source = {.kind = row.source,
                                                 .obtained = since,
                                                 .detail = row.source_text,
                                                 .collected_for = {},
                                                 .art14_exemption = {},
                                                 .exemption_reason = {}},
                                      .born = {},
                                      .under_guardianship = false,
                                      .employee = false},
                            writer.now(), Origin::imported);
    writer.append(person, HolderAdded{address, since}, writer.now(), {Origin::imported, {}});
    ++report_.recipients;
    return person;
}

void ImportWriter::phone(Writer& writer, RecipientId holder, const ImportRow& row) const {
    const auto number = normal(writer.view(), Medium::phone, row);
    auto known = writer.transaction().address_by_identity(context_.identity_keys(number.identity));
    if (known) {
        settle(writer, *known, row);
    } else {
        known = add(context_, writer,
                    Address{.medium = Medium::phone,
                            .text = number.text,
                            .kind = AddressKind::personal,
                            .organisation = {},
                            .source = row.source},
                    writer.now(), Origin::imported);
    }
    const auto held = writer.view().holders(*known, today(writer));
    if (std::any_of(held.begin(), held.end(),
                    [&](const auto& other) { return other.recipient == holder; })) {
        return settle(writer, holder, *known, row);
    }
    writer.append(holder, HolderAdded{*known, first_day(row, today(writer))}, writer.now(),
                  {Origin::imported, {}});
}

void ImportWriter::claim(Writer& writer, const Target& target, const ImportRow& row) const {
    if (is_denial(row)) return deny(writer, target, row);
    if (is_consent(row)) return consent(writer, target, row);
}

void ImportWriter::deny(Writer& writer, const Target& target, const ImportRow& row) const {
    const Subject subject = target.person ? Subject(*target.person) : Subject(target.address);
    const auto kind = row.claim == ConsentClaim::refused ? rules::DenialKind::refused
                                                         : rules::DenialKind::withdrawn;
    const auto state = writer.view().state(subject).value();
    if (std::any_of(state.denials.begin(), state.denials.end(), [&](const auto& denial) {
            return denial.kind == kind && denial.purpose == mapping_.purpose &&
                   denial.channel == mapping_.channel && !is_answered(state, denial);
        })) {
        return;
    }
    if (kind == rules::DenialKind::refused) {
        record(writer, subject, ConsentRefused{mapping_.purpose, mapping_.channel}, writer.now(),
               Origin::imported);
    } else {
        record(writer, subject, ConsentWithdrawn{mapping_.purpose, mapping_.channel}, writer.now(),
               Origin::imported);
    }
}

void ImportWriter::consent(Writer& writer, const Target& target, const ImportRow& row) const {
    const auto view = writer.view();
    const auto holders = view.holders(target.address, today(writer));
    if (!target.person && !holders.empty()) return;  // whose consent it is, nobody says
    const Subject subject = target.person ? Subject(*target.person) : Subject(target.address);
    const auto occurred = start_of(writer, row.claimed_on.value_or(first_day(row, today(writer))));
    const bool form = has_form(row);
    const auto method = form ? row.method : ConsentMethod::unknown;
    if (form && target.person) {
        inform(writer, *target.person, view.policy()->notice(mapping_.purpose, *row.notice), occurred,
               {Origin::imported, {}});
    }
    const auto state = view.state(subject).value();
    if (std::any_of(state.consents.begin(), state.consents.end(), [&](const auto& consent) {
            return consent.purpose == mapping_.purpose && consent.channel == mapping_.channel &&
                   consent.occurred == occurred && consent.demonstrable == form &&
                   consent.method == method && consent.addresses == std::vector{target.address};
        })) {
        return;
    }
    ConsentGiven given{.purpose = mapping_.purpose,
                       .channel = mapping_.channel,
                       .addresses = {target.address},
                       .notice = {},
                       .notice_sha256 = {},
                       .method = method,
                       .given_by = GivenBy::subject,
                       .evidence = {},
                       .explicit_consent = false,
                       .specific = true};
    if (form) {
        given.notice = row.notice;
        given.notice_sha256 = view.policy()->notice(mapping_.purpose, *row.notice).sha256;
        given.evidence = "form of " + to_string(*row.claimed_on) + ", as the imported list says";
    }
    writer.append(subject, given, occurred, {Origin::imported, {}});
}

}  // namespace lawful::registry
