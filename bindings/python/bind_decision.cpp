// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "record.hpp"

namespace lawful::python {
namespace {

/// Verdict and codes; nothing in it is about a person.
std::string repr_of(const Decision& decision) {
    std::string out = "<Decision " + std::string(wire_name(decision.verdict));
    const char* separator = ": ";
    for (const auto& reason : decision.reasons) {
        out += separator + reason.code;
        separator = ", ";
    }
    return out + ">";
}

}  // namespace

void bind_decision(py::module_& module) {
    auto reason = record<Reason>(module, "Reason",
                                 "One rule that spoke. A pattern may give code, effect and article by place.",
                                 {
                                     need<&Reason::code>("code", "wire name, E_CONSENT_NOT_DEMONSTRABLE"),
                                     with<&Reason::effect>("effect"),
                                     with<&Reason::article>("article", "its source in law"),
                                     with<&Reason::rule>("rule", "id of the rule, G2-4"),
                                     with<&Reason::since>("since", "when the fact behind it occurred"),
                                     with<&Reason::event>("event", "the event behind it"),
                                 });
    reason.attr("__match_args__") = py::make_tuple("code", "effect", "article");
    record<Obligation>(
        module, "Obligation",
        "What the sender must do for an allowed message to be lawful. release asks for its code.",
        {
            need<&Obligation::code>("code"),
            with<&Obligation::article>("article"),
            with<&Obligation::blocking>("blocking", "release refuses while it is not fulfilled"),
        });
    const auto decision = record<Decision>(
        module, "Decision",
        "The answer. Reasons stand in the order of the rules table. True when the message may be sent.",
        {
            with<&Decision::verdict>("verdict"),
            with<&Decision::reasons>("reasons"),
            with<&Decision::obligations>("obligations"),
            with<&Decision::basis>("basis", "the basis that holds (GDPR 6(1))"),
            with<&Decision::valid_until>("valid_until", "first instant at which time alone may change it"),
            with<&Decision::ledger_size>("ledger_size", "events known when it was given"),
        });
    const auto brief = record<Brief>(
        module, "Brief", "An answer without its grounds. True when the message may be sent.",
        {
            with<&Brief::verdict>("verdict"),
            with<&Brief::codes>("codes", "of every reason that is more than info"),
            with<&Brief::valid_until>("valid_until", "first instant at which time alone may change it"),
            with<&Brief::ledger_size>("ledger_size", "events known when it was given"),
        });
    const auto method = [](const auto& cls, const char* name, auto call) {
        cls.attr(name) = py::cpp_function(call, py::is_method(cls), py::name(name));
    };
    method(decision, "__bool__", [](const Decision& self) { return static_cast<bool>(self); });
    method(decision, "__repr__", [](const Decision& self) { return repr_of(self); });
    method(brief, "__bool__", [](const Brief& self) { return static_cast<bool>(self); });
    module.def("in_brief",
               [](const py::object& whole) { return in_brief(argument<Decision>(whole, "decision")); });
}

}  // namespace lawful::python
