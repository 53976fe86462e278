// SPDX-License-Identifier: Apache-2.0
#include "registry/notices.hpp"

#include <algorithm>
#include <set>

#include "registry/duty_lists.hpp"
#include "registry/messages.hpp"

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

constexpr auto art14_told = "E_ART14_FIRST_MESSAGE";

class NoticeMailing {
public:
    NoticeMailing(const Context& context, Writer& writer, const Purpose& purpose, Channel channel,
                  const std::vector<std::string>& fulfilled)
        : view_(writer.view()), purpose_(purpose), medium_(medium_of(channel)),
          today_(view_.policy()->zone.day_of(view_.now())),
          dispatch_(context, writer, purpose.id, channel, with_art14(fulfilled)) {}

    void send_to(RecipientId recipient) {
        const auto addresses = mailboxes_of(recipient);
        if (std::any_of(addresses.begin(), addresses.end(), [&](const auto& id) { return is_under_way(id); })) return;
        for (const auto& address : addresses) {
            const auto before = releases_.released.size();
            dispatch_.release(address, releases_);
            if (releases_.released.size() != before) return;
        }
    }

    Releases finish() { return std::move(releases_); }

private:
    /// The message is the notice.
    static std::vector<std::string> with_art14(std::vector<std::string> fulfilled) {
        if (std::find(fulfilled.begin(), fulfilled.end(), art14_told) == fulfilled.end()) {
            fulfilled.emplace_back(art14_told);
        }
        return fulfilled;
    }

    [[nodiscard]] std::vector<AddressId> mailboxes_of(RecipientId recipient) const {
        std::vector<AddressId> found;
        for (const auto& held : view_.addresses(recipient, today_)) {
            const auto state = view_.state(held.address);
            if (state && state->address && state->address->medium == medium_) found.push_back(held.address);
        }
        return found;
    }

    /// A shared mailbox has one notice for all who read it; one that was not reported is not sent twice.
    [[nodiscard]] bool is_under_way(AddressId address) const {
        const auto state = view_.state(address);
        const auto& open = state->address->open_releases;
        return std::any_of(open.begin(), open.end(), [&](const rules::OpenRelease& release) {
            return release.purpose == purpose_.id &&
                   std::find(release.fulfilled.begin(), release.fulfilled.end(), art14_told) !=
                       release.fulfilled.end();
        });
    }

    View view_;
    const Purpose& purpose_;
    Medium medium_;
    Day today_;
    Dispatch dispatch_;
    Releases releases_;
};

/// GDPR 6(1)(c): the duty to tell is itself the legal obligation.
void declare_obligation(Writer& writer, RecipientId recipient, const Purpose& purpose) {
    const auto state = writer.view().state(recipient).value();
    if (std::any_of(state.bases.begin(), state.bases.end(), [&](const rules::BasisFact& fact) {
            return fact.purpose == purpose.id && fact.basis == Basis::legal_obligation;
        })) {
        return;
    }
    writer.append(recipient,
                  BasisDeclared{.purpose = purpose.id, .basis = Basis::legal_obligation, .provision = "GDPR 14"},
                  writer.now());
}

}  // namespace

Releases release_notices(const Context& context, Writer& writer, std::string_view purpose, Channel channel,
                         const std::vector<std::string>& fulfilled, const DutyFilter& filter) {
    const auto policy = writer.view().policy();
    const auto& notice = policy->purpose(purpose);
    if (notice.content != ContentClass::legal_notice) {
        throw Error(ErrorCode::invalid_record, "want a purpose of content legal_notice: the notice promotes nothing");
    }
    const auto owed = owed_information(writer.transaction(), writer.view(), filter);
    if (std::find(notice.bases.begin(), notice.bases.end(), Basis::legal_obligation) != notice.bases.end()) {
        for (const auto& one : owed) declare_obligation(writer, one.recipient, notice);
    }
    NoticeMailing mailing(context, writer, notice, channel, fulfilled);
    for (const auto& one : owed) mailing.send_to(one.recipient);
    return mailing.finish();
}

}  // namespace lawful::registry
