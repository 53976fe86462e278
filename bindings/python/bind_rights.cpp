// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "handle.hpp"
#include "record.hpp"

namespace lawful::python {
namespace {

using Object = const py::object&;

template <class Duty>
auto teller(Object each) {
    return argument<std::function<void(const Duty&)>>(each, "each");
}

}  // namespace

void bind_requests(py::module_& module) {
    record<RequestOpened>(
        module, "RequestOpened",
        "One that objects is an objection from the day of receipt: an Objected is recorded with it (GDPR "
        "21), and nothing that happens to the request ends that.",
        {
            need<&RequestOpened::type>("type"),
            with<&RequestOpened::received>("received"),
            with<&RequestOpened::how>("how"),
            with<&RequestOpened::reference>("reference", "the controller's own; names nobody"),
            with<&RequestOpened::purpose>("purpose", "of an objection; none: every purpose"),
            with<&RequestOpened::channel>("channel", "of an objection; none: every channel"),
            with<&RequestOpened::kind>("kind", "of an objection"),
        });
    record<RequestIdentityAsked>(
        module, "RequestIdentityAsked",
        "GDPR 12(6): asked for proof of identity. The clock stands still until the person gave it.",
        {
            need<&RequestIdentityAsked::request>("request"),
            with<&RequestIdentityAsked::on>("on"),
            with<&RequestIdentityAsked::how>("how", "what was asked for"),
        });
    record<RequestIdentityVerified>(module, "RequestIdentityVerified", "",
                                    {
                                        need<&RequestIdentityVerified::request>("request"),
                                        with<&RequestIdentityVerified::on>("on"),
                                        with<&RequestIdentityVerified::how>("how", "how it was established"),
                                    });
    record<RequestExtended>(module, "RequestExtended",
                            "GDPR 12(3): two months more, when the person was told within the first.",
                            {
                                need<&RequestExtended::request>("request"),
                                with<&RequestExtended::told_on>("told_on"),
                                need<&RequestExtended::reason>("reason"),
                            });
    record<RequestRefused>(
        module, "RequestRefused",
        "GDPR 12(4): no action is taken, and the person is told why and what can be done about it.",
        {
            need<&RequestRefused::request>("request"),
            need<&RequestRefused::reason>("reason"),
            with<&RequestRefused::complaint>("complaint", "with which supervisory authority"),
            with<&RequestRefused::remedy>("remedy", "at which court"),
            with<&RequestRefused::told_on>("told_on"),
        });
    record<RequestClosed>(module, "RequestClosed", "",
                          {
                              need<&RequestClosed::request>("request"),
                              need<&RequestClosed::outcome>("outcome"),
                              with<&RequestClosed::on>("on"),
                          });
}

void bind_rights(py::module_& module) {
    record<Deadlines>(module, "Deadlines",
                      "By Regulation (EEC, Euratom) 1182/71: the day of receipt does not count (art. 3(1)); "
                      "a month ends on the day with the same number, or on the last one (3(2)(c)); an end on "
                      "a Saturday, Sunday or public holiday is that of the next working day (3(4)). The "
                      "calendar days are the safe targets, the others the last lawful ones.",
                      {
                          with<&Deadlines::calendar_1m>("calendar_1m"),
                          with<&Deadlines::due_1m>("due_1m"),
                          with<&Deadlines::calendar_3m>("calendar_3m"),
                          with<&Deadlines::due_3m_if_extended>("due_3m_if_extended",
                                                               "three months from receipt, with a reason"),
                          with<&Deadlines::extension_notice_due>(
                              "extension_notice_due", "the person is told of an extension by then"),
                      });
    record<RightsRequest>(
        module, "RightsRequest", "A request and where it stands.",
        {
            with<&RightsRequest::request>("request", "the event that opened it"),
            with<&RightsRequest::subject>("subject"),
            with<&RightsRequest::type>("type"),
            with<&RightsRequest::received>("received"),
            with<&RightsRequest::how>("how"),
            with<&RightsRequest::reference>("reference"),
            with<&RightsRequest::identity_asked>("identity_asked"),
            with<&RightsRequest::identity_verified>("identity_verified"),
            with<&RightsRequest::extended>("extended", "when the person was told"),
            with<&RightsRequest::closed>("closed"),
            with<&RightsRequest::outcome>("outcome"),
            with<&RightsRequest::due>("due", "the last lawful day; none while proof of identity is awaited"),
            with<&RightsRequest::overdue>("overdue", "open after that day, or closed after it"),
        });
    record<InformationDue>(module, "InformationDue",
                           "Somebody whose data came from elsewhere and who was not told (GDPR 14).",
                           {
                               with<&InformationDue::recipient>("recipient"),
                               hidden(with<&InformationDue::addresses>("addresses", "masked")),
                               with<&InformationDue::language>("language"),
                               with<&InformationDue::country>("country"),
                               with<&InformationDue::source>("source"),
                               with<&InformationDue::obtained>("obtained"),
                               with<&InformationDue::due>("due", "the last lawful day"),
                               with<&InformationDue::because>("because"),
                               with<&InformationDue::overdue>("overdue"),
                               with<&InformationDue::exemption_undocumented>(
                                   "exemption_undocumented", "14(5) is claimed, and no reason is on file"),
                           });
    record<AgeingConsent>(
        module, "AgeingConsent", "A consent whose time is nearly over, or is.",
        {
            with<&AgeingConsent::subject>("subject", "a person, a role address or an organisation"),
            with<&AgeingConsent::consent>("consent"),
            with<&AgeingConsent::purpose>("purpose"),
            with<&AgeingConsent::channel>("channel"),
            with<&AgeingConsent::given>("given"),
            with<&AgeingConsent::last_day>("last_day",
                                           "the last on which it counts, by the purpose's validity"),
            with<&AgeingConsent::refresh_by>("refresh_by", "wants renewal after it, by the refresh interval"),
            with<&AgeingConsent::expired>("expired"),
            with<&AgeingConsent::refresh_due>("refresh_due"),
        });
    record<BreachSelection>(
        module, "BreachSelection",
        "Who of the registry a breach touches: whoever fits all that is given; without anything everybody.",
        {
            with<&BreachSelection::organisation>("organisation",
                                                 "its people, and its addresses without a reader"),
            with<&BreachSelection::purpose>("purpose",
                                            "something is recorded of them for it, or for every purpose"),
            with<&BreachSelection::since>(
                "since", "something was recorded of them, or of an address of theirs, since"),
        });
    record<AffectedPerson>(
        module, "AffectedPerson", "",
        {
            with<&AffectedPerson::recipient>("recipient"),
            hidden(with<&AffectedPerson::addresses>("addresses", "masked")),
            with<&AffectedPerson::categories>("categories"),
            with<&AffectedPerson::country>("country", "the person's, or the organisation's; empty: unknown"),
            with<&AffectedPerson::language>("language"),
        });
    record<AffectedCounts>(
        module, "AffectedCounts", "",
        {
            with<&AffectedCounts::people>("people"),
            with<&AffectedCounts::addresses>("addresses", "of these people, shared ones once for each"),
            with<&AffectedCounts::unread_addresses>(
                "unread_addresses", "that nobody is known to read: role addresses and others"),
            with<&AffectedCounts::categories>("categories", "people"),
            with<&AffectedCounts::countries>("countries", "people"),
        });
    record<DutyFilter>(
        module, "DutyFilter", "Which duties a list has.",
        {
            with<&DutyFilter::due_by>("due_by", "open, and due by then"),
            with<&DutyFilter::due_within>("due_within", "the same: within so many days from today"),
            with<&DutyFilter::closed>("closed", "closed requests too"),
        });
    module.def("request_deadlines", [](const py::object& received, const py::object& country) {
        return request_deadlines(argument<Day>(received, "received"),
                                 argument<std::string>(country, "country"));
    });
    module.def("is_public_holiday", [](const py::object& day, const py::object& country) {
        return is_public_holiday(argument<Day>(day, "day"), argument<std::string>(country, "country"));
    });
    module.def("duties_requests", [](const Handle& registry, Object each, Object filter) {
        const auto tell = teller<RightsRequest>(each);
        const auto which = argument<DutyFilter>(filter, "filter");
        registry.call([&](Registry& r) { Duties(r).requests(tell, which); });
    });
    module.def("duties_information", [](const Handle& registry, Object each, Object filter) {
        const auto tell = teller<InformationDue>(each);
        const auto which = argument<DutyFilter>(filter, "filter");
        registry.call([&](Registry& r) { Duties(r).information(tell, which); });
    });
    module.def("duties_release_notices", [](const Handle& registry, Object purpose, Object channel,
                                            Object fulfilled, Object filter) {
        const auto why = argument<std::string>(purpose, "purpose");
        const auto how = argument<Channel>(channel, "channel");
        const auto done = argument<std::vector<std::string>>(fulfilled, "fulfilled");
        const auto which = argument<DutyFilter>(filter, "filter");
        return registry.call([&](Registry& r) { return Duties(r).release_notices(why, how, done, which); });
    });
    module.def("duties_ageing", [](const Handle& registry, Object each, Object within_days) {
        const auto tell = teller<AgeingConsent>(each);
        const auto days = argument<std::int32_t>(within_days, "within_days");
        registry.call([&](Registry& r) { Duties(r).ageing(tell, days); });
    });
    module.def("duties_affected", [](const Handle& registry, Object selection, Object each) {
        const auto which = argument<BreachSelection>(selection, "selection");
        const auto tell = teller<AffectedPerson>(each);
        return registry.call([&](Registry& r) { return Duties(r).affected(which, tell); });
    });
}

}  // namespace lawful::python
