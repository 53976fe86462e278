// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "record.hpp"

namespace lawful::python {
namespace {

template <class T>
bool try_one(py::handle value, std::string& out) {
    if (!py::isinstance<T>(value)) return false;
    out = lawful::to_json(value.cast<const T&>());
    return true;
}

template <class... Ts>
std::string any_of(py::handle value) {
    std::string out;
    if ((try_one<Ts>(value, out) || ...)) return out;
    throw py::type_error(std::string("there is no JSON of ") + Py_TYPE(value.ptr())->tp_name);
}

std::string json(const py::object& value) {
    if (PyUnicode_Check(value.ptr()) != 0) return lawful::to_json(argument<std::string>(value, "a text"));
    if (!is_iterable(value)) {
        return any_of<Decision, AddressDecision, Screened, Release, Releases, ImportReport, PolicyChange,
                      StoreReport, Erasure, LegalHold, AddressRecord, RecipientRecord, OrganisationRecord,
                      RecordedEvent, AuditReport, AuditExport, Explanation, Deadlines, ErasurePlan,
                      RetentionPlan, RetentionEntry, RetentionRun, MergeCandidate, RightsRequest,
                      InformationDue, AgeingConsent, AffectedPerson, AffectedCounts>(value);
    }
    std::string out = "[";
    for (const auto item : value)
        out += (out.size() > 1 ? "," : "") + json(py::reinterpret_borrow<py::object>(item));
    return out + "]";
}

}  // namespace

void bind_json(py::module_& module) { module.def("to_json", &json); }

}  // namespace lawful::python
