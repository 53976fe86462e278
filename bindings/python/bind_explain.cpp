// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "record.hpp"

namespace lawful::python {

void bind_explain(py::module_& module) {
    record<ExplainedReason>(
        module, "ExplainedReason", "A reason, and the event behind it with its place in the ledger.",
        {
            with<&ExplainedReason::reason>("reason"),
            with<&ExplainedReason::words>("words", "what it means, for a data protection officer"),
            with<&ExplainedReason::event>("event", "none: a rule of law alone, or the event was erased"),
            with<&ExplainedReason::event_words>("event_words"),
            with<&ExplainedReason::proof>("proof", "C2SP tlog-proof of the event's leaf"),
        });
    record<Explanation>(module, "Explanation", "An answer with everything that it rests on.",
                        {
                            with<&Explanation::purpose>("purpose"),
                            with<&Explanation::channel>("channel"),
                            with<&Explanation::asked>("asked", "the instant that it is the answer of"),
                            with<&Explanation::address>("address", "none: nobody knows the address"),
                            with<&Explanation::decision>("decision"),
                            with<&Explanation::words>("words"),
                            with<&Explanation::reasons>("reasons", "in the decision's order"),
                            with<&Explanation::checkpoint>("checkpoint", "what the proofs lead to"),
                        });
}

}  // namespace lawful::python
