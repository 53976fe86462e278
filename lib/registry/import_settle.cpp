// SPDX-License-Identifier: Apache-2.0
#include "registry/import_settle.hpp"

#include <algorithm>
#include <tuple>

#include "base/text.hpp"
#include "registry/looking.hpp"

namespace lawful::registry {
namespace {

using exchange::ImportRow;

constexpr Writer::Extra by_import{Origin::imported, {}};

/// What a subject is, or was said to be later.
template <class Added, class Changed, class Test>
bool was_ever(const Writer& writer, const Subject& subject, Test test) {
    const auto events = writer.view().events(subject);
    return std::any_of(events.begin(), events.end(), [&](const RecordedEvent& recorded) {
        const auto& body = recorded.event.body;
        if (const auto* added = std::get_if<Added>(&body)) return test(recorded.event, *added);
        const auto* changed = std::get_if<Changed>(&body);
        return changed != nullptr && test(recorded.event, *changed);
    });
}

/// Nobody but imports said anything of what the subject is.
template <class Added, class Changed>
bool only_imported(const Writer& writer, const Subject& subject) {
    return !was_ever<Added, Changed>(writer, subject, [](const Event& event, const auto&) {
        return event.origin != Origin::imported;
    });
}

bool is_imported(const Writer& writer, AddressId address) {
    return only_imported<AddressAdded, AddressChanged>(writer, address);
}

/// Fills a gap; of two texts, the same one in any order.
void settle_text(std::string& recorded, const std::string& said) {
    if (!said.empty() && (recorded.empty() || said < recorded)) recorded = said;
}

}  // namespace

Day today(const Writer& writer) { return writer.view().policy()->zone.day_of(writer.now()); }

Day first_day(const ImportRow& row, Day today) {
    auto first = today;
    if (row.added) first = std::min(first, *row.added);
    if (row.claimed_on) first = std::min(first, *row.claimed_on);
    return first;
}

void settle(const Context& context, Writer& writer, RecipientId person, const ImportRow& row,
            std::optional<OrganisationId> organisation) {
    const auto& from = writer.transaction();
    auto record = show(context, from, person).recipient;
    const auto name_of = [&](const std::optional<OrganisationId>& id) {
        return id ? to_lower_ascii(show(context, from, *id).organisation.name) : std::string();
    };
    const auto since = first_day(row, today(writer));
    const auto recorded_name = name_of(record.organisation);
    const auto row_name = name_of(organisation);
    if (std::tie(since, row.source, row.source_text, row.role, row.language, row_name, row.country,
                 row.name) >= std::tie(record.source.obtained, record.source.kind,
                                       record.source.detail, record.role, record.language,
                                       recorded_name, record.country, record.name)) {
        return;
    }
    if (!only_imported<RecipientAdded, RecipientChanged>(writer, person)) return;
    record.source.obtained = since;
    record.source.kind = row.source;
    record.source.detail = row.source_text;
    record.role = row.role;
    record.language = row.language;
    record.organisation = organisation;
    record.country = row.country;
    record.name = row.name;
    writer.append(person, RecipientChanged{std::move(record)}, writer.now(), by_import);
}

void settle(Writer& writer, AddressId address, const ImportRow& row) {
    const auto facts = writer.view().state(address).value().address.value();
    if (row.source <= facts.source || !is_imported(writer, address)) return;
    writer.append(address, AddressChanged{facts.kind, facts.organisation, row.source}, writer.now(),
                  by_import);
}

void settle(Writer& writer, RecipientId person, AddressId address, const ImportRow& row) {
    const auto first = first_day(row, today(writer));
    const auto held = writer.view().holders(address, today(writer));
    const bool later = std::any_of(held.begin(), held.end(), [&](const auto& one) {
        return one.recipient == person && first < one.since;
    });
    const auto by_hand = [&](const RecordedEvent& recorded) {
        const auto* added = std::get_if<HolderAdded>(&recorded.event.body);
        return added != nullptr && added->address == address &&
               recorded.event.origin != Origin::imported;
    };
    if (!later) return;
    const auto events = writer.view().events(person);
    if (std::any_of(events.begin(), events.end(), by_hand)) return;
    writer.append(person, HolderAdded{address, first}, writer.now(), by_import);
}

void settle(const Context& context, Writer& writer, OrganisationId organisation,
            const ImportRow& row) {
    const auto before = show(context, writer.transaction(), organisation).organisation;
    auto record = before;
    settle_text(record.name, row.organisation);
    settle_text(record.sector, row.sector);
    if (!row.country.empty() && row.country != record.country) {
        const bool known = was_ever<OrganisationAdded, OrganisationChanged>(
            writer, organisation,
            [](const Event&, const Organisation& said) { return !said.country.empty(); });
        record.country = known ? std::string() : row.country;
    }
    if (record == before ||
        !only_imported<OrganisationAdded, OrganisationChanged>(writer, organisation)) {
        return;
    }
    writer.append(organisation, OrganisationChanged{std::move(record)}, writer.now(), by_import);
}

bool assign(Writer& writer, AddressId address, OrganisationId organisation) {
    const auto facts = writer.view().state(address).value().address.value();
    if (facts.kind == AddressKind::role) {
        if (facts.organisation == organisation || !is_imported(writer, address)) return false;
        writer.append(address, AddressChanged{AddressKind::unassigned, {}, facts.source},
                      writer.now(), by_import);
        return false;
    }
    const bool contested = was_ever<AddressAdded, AddressChanged>(
        writer, address,
        [](const Event&, const auto& said) { return said.organisation.has_value(); });
    if (facts.kind != AddressKind::unassigned || contested) return false;
    writer.append(address, AddressChanged{AddressKind::role, organisation, facts.source},
                  writer.now(), by_import);
    return true;
}

}  // namespace lawful::registry
