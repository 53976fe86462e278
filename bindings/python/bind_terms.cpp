// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "casters.hpp"

namespace lawful::python {
namespace {

/// The enum is written in Python, for its readers; here it must agree with the wire names.
template <Term E>
void adopt(py::handle terms, const char* name) {
    const py::object cls = terms.attr(name);
    const auto& names = WireNames<E>::names;
    if (py::len(cls) != names.size()) {
        throw py::import_error(std::string("lawful._terms.") + name + " is not that of the library");
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        term_members<E>[i] = cls(py::str(names[i].data(), names[i].size())).release().ptr();
    }
}

}  // namespace

void bind_terms(py::module_& /*module*/) {
    const auto terms = py::module_::import("lawful._terms");
#define LAWFUL_ADOPT(Enum) adopt<Enum>(terms, #Enum)
    LAWFUL_ADOPT(Channel);
    LAWFUL_ADOPT(Medium);
    LAWFUL_ADOPT(AddressKind);
    LAWFUL_ADOPT(ContentClass);
    LAWFUL_ADOPT(Basis);
    LAWFUL_ADOPT(ConsentMethod);
    LAWFUL_ADOPT(GivenBy);
    LAWFUL_ADOPT(SourceKind);
    LAWFUL_ADOPT(InformationDuty);
    LAWFUL_ADOPT(RestrictionGround);
    LAWFUL_ADOPT(ObjectionKind);
    LAWFUL_ADOPT(ObjectionOutcome);
    LAWFUL_ADOPT(GroundKind);
    LAWFUL_ADOPT(ErasureGround);
    LAWFUL_ADOPT(Origin);
    LAWFUL_ADOPT(SuppressionReason);
    LAWFUL_ADOPT(SubjectKind);
    LAWFUL_ADOPT(RetentionStart);
    LAWFUL_ADOPT(RetentionAction);
    LAWFUL_ADOPT(LocalPartCase);
    LAWFUL_ADOPT(Verdict);
    LAWFUL_ADOPT(Effect);
    LAWFUL_ADOPT(ConsentClaim);
    LAWFUL_ADOPT(CredentialKind);
    LAWFUL_ADOPT(RopaFormat);
    LAWFUL_ADOPT(LeafState);
    LAWFUL_ADOPT(DataCategory);
    LAWFUL_ADOPT(MergeReason);
    LAWFUL_ADOPT(RequestType);
    LAWFUL_ADOPT(RequestRoute);
    LAWFUL_ADOPT(RequestOutcome);
    LAWFUL_ADOPT(InformationTrigger);
#undef LAWFUL_ADOPT
}

}  // namespace lawful::python
