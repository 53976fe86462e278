// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "record.hpp"

namespace lawful::python {
namespace {

std::vector<Field> organisation_fields() {
    return {
        need<&Organisation::name>("name"),
        with<&Organisation::country>("country", "ISO 3166-1 alpha-2; empty: unknown, the strictest law"),
        with<&Organisation::sector>("sector"),
        with<&Organisation::legal_person>("legal_person"),
        with<&Organisation::public_authority>("public_authority"),
    };
}

std::vector<Field> recipient_fields() {
    return {
        hidden(need<&Recipient::name>("name")),
        with<&Recipient::role>("role", "job, as the list says"),
        with<&Recipient::language>("language", "BCP 47"),
        with<&Recipient::country>("country", "ISO 3166-1 alpha-2; empty: the organisation's"),
        with<&Recipient::organisation>("organisation"),
        with<&Recipient::source>("source"),
        hidden(with<&Recipient::born>("born", "only where age matters")),
        with<&Recipient::under_guardianship>("under_guardianship", "UAVG 5(2)"),
        with<&Recipient::employee>("employee", "of the controller (recital 43)"),
    };
}

std::vector<Field> address_fields() {
    return {
        with<&Address::medium>("medium"),
        need<&Address::text>("text", "as to be written to; normalised when added"),
        with<&Address::kind>("kind"),
        with<&Address::organisation>("organisation", "of a role address"),
        with<&Address::source>("source", "public_source: found on a page"),
    };
}

}  // namespace

void bind_records(py::module_& module) {
    record<Organisation>(module, "Organisation", "A partner body. A legal person unless said otherwise.",
                         organisation_fields());
    record<Source>(module, "Source", "Where and when a person's data was obtained.",
                   {
                       need<&Source::kind>("kind"),
                       need<&Source::obtained>("obtained"),
                       with<&Source::detail>("detail"),
                       with<&Source::collected_for>("collected_for",
                                                    "purpose id at collection, where known (GDPR 6(4))"),
                       with<&Source::art14_exemption>("art14_exemption", "14(5)(a) to (d) where relied on"),
                       with<&Source::exemption_reason>("exemption_reason", "its recorded reason"),
                   });
    record<Recipient>(module, "Recipient", "A natural person who may be written to.", recipient_fields());
    record<Address>(module, "Address", "A mailbox, phone number or postal address.", address_fields());
    record<OrganisationAdded, Organisation>(module, "OrganisationAdded", "", organisation_fields());
    record<OrganisationChanged, Organisation>(module, "OrganisationChanged", "", organisation_fields());
    record<RecipientAdded, Recipient>(module, "RecipientAdded", "", recipient_fields());
    record<RecipientChanged, Recipient>(module, "RecipientChanged", "", recipient_fields());
    record<AddressAdded, Address>(module, "AddressAdded", "", address_fields());
}

}  // namespace lawful::python
