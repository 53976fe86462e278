// SPDX-License-Identifier: Apache-2.0
#include "registry/messages.hpp"

#include <algorithm>

#include "model/codec.hpp"
#include "model/fields.hpp"
#include "rules/information.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

struct Reservation {
    AddressId address;
    Released released;
};

Reservation reservation(const Context& context, const store::ReadTransaction& from,
                        EventIndex index) {
    const auto unknown = Error(ErrorCode::unknown_id, "no such release in this registry");
    const auto row = from.event(index);
    if (!row) throw unknown;
    const auto subject = from.subject(row->subject);
    if (!subject || subject->subject.kind != SubjectKind::address) throw unknown;
    if (!row->m && !row->r) throw Error(ErrorCode::erased, "the release was erased");
    const auto recorded = context.open_event(*row, context.subject_key(*subject));
    const auto* released = std::get_if<Released>(&recorded.event.body);
    if (released == nullptr) throw unknown;
    const auto state = rules::decode_state(subject->state);
    const auto& open = state.address->open_releases;
    if (std::none_of(open.begin(), open.end(), [&](const auto& o) { return o.index == index; })) {
        throw Error(ErrorCode::already_done, "the message was already reported delivered or failed");
    }
    return {AddressId{row->subject}, *released};
}

}  // namespace

Dispatch::Dispatch(const Context& context, Writer& writer, std::string_view purpose,
                   Channel channel, std::span<const std::string> fulfilled)
    : context_(context),
      writer_(writer),
      view_(writer.view()),
      question_(context, view_, purpose, channel),
      body_{std::string(purpose), channel, {fulfilled.begin(), fulfilled.end()}} {
    for (const auto& code : fulfilled) {
        if (code.empty() || code.size() > 64 ||
            code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != std::string::npos) {
            throw Error(ErrorCode::invalid_record, "fulfilled: not the code of an obligation");
        }
    }
}

void Dispatch::release(const std::string& input, Releases& to) {
    auto item = question_.screen(input);
    if (item.address) return decide(input, *item.address, to);
    to.refused.push_back(std::move(item));
}

void Dispatch::release(AddressId address, Releases& to) { decide({}, address, to); }

void Dispatch::decide(const std::string& input, AddressId address, Releases& to) {
    auto decision = question_.answer_release(address, body_.fulfilled);
    if (!decision) {
        to.refused.push_back({input, address, std::move(decision)});
        return;
    }
    to.released.push_back(reserve(address, std::move(decision)));
}

Release Dispatch::reserve(AddressId address, Decision decision) {
    const auto& from = writer_.transaction();
    Release release;
    release.address = address;
    release.id = writer_.append(address, body_, writer_.now());
    release.decision = std::move(decision);
    const auto row = from.subject(address.bytes).value();
    const auto record = model::decode<Address>(context_.open_profile(from, row));
    release.text = record.text;
    release.organisation = record.organisation;
    const auto holders = view_.holders(address, view_.policy()->zone.day_of(view_.now()));
    if (holders.size() == 1) {
        const auto person_row = from.subject(holders.front().recipient.bytes).value();
        const auto person = model::decode<Recipient>(context_.open_profile(from, person_row));
        release.name = person.name;
        release.language = person.language;
        release.organisation = person.organisation;
    }
    return release;
}

/// A notice that travelled with the message counts as given once it was delivered.
void deliver(const Context& context, Writer& writer, EventIndex release) {
    const auto [address, released] = reservation(context, writer.transaction(), release);
    const auto delivered = writer.append(address, Delivered{release}, writer.now());
    const auto& codes = released.fulfilled;
    if (std::find(codes.begin(), codes.end(), "E_ART14_FIRST_MESSAGE") == codes.end()) return;
    const auto view = writer.view();
    const auto today = view.policy()->zone.day_of(writer.now());
    for (const auto& holder : view.holders(address, today)) {
        const auto person = view.state(holder.recipient);
        if (!person || rules::was_informed(*person, InformationDuty::art14)) continue;
        writer.append(holder.recipient,
                      Informed{.duty = InformationDuty::art14,
                               .notice = {},
                               .purpose = released.purpose,
                               .how = "with the message"},
                      writer.now(), {Origin::linked, delivered});
    }
}

void fail(const Context& context, Writer& writer, EventIndex release, bool permanent) {
    const auto [address, released] = reservation(context, writer.transaction(), release);
    writer.append(address, Failed{release, permanent}, writer.now());
}

}  // namespace lawful::registry
