// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "record.hpp"

namespace lawful::python {

void bind_deadline(py::module_& module) {
    record<Deadlines>(
        module, "Deadlines",
        "The day of receipt does not count (art. 3(1)); a month ends on the day with the same number, or on "
        "the last one (3(2)(c)); an end on a Saturday, Sunday or public holiday is that of the next working "
        "day (3(4)). The calendar days are the safe targets, the others the last lawful ones.",
        {
            with<&Deadlines::calendar_1m>("calendar_1m"),
            with<&Deadlines::due_1m>("due_1m"),
            with<&Deadlines::calendar_3m>("calendar_3m"),
            with<&Deadlines::due_3m_if_extended>("due_3m_if_extended",
                                                 "three months from receipt, with a reason"),
            with<&Deadlines::extension_notice_due>("extension_notice_due",
                                                   "the person is told of an extension by then"),
        });
    module.def("request_deadlines", [](const py::object& received, const py::object& country) {
        return request_deadlines(argument<Day>(received, "received"),
                                 argument<std::string>(country, "country"));
    });
    module.def("is_public_holiday", [](const py::object& day, const py::object& country) {
        return is_public_holiday(argument<Day>(day, "day"), argument<std::string>(country, "country"));
    });
}

}  // namespace lawful::python
