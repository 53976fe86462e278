// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "handle.hpp"
#include "record.hpp"

namespace lawful::python {
namespace {

using Object = const py::object&;

}  // namespace

void bind_copies(py::module_& module) {
    module.def("copies_report", [](const Handle& registry, Object progress) {
        const auto told = argument<Progress>(progress, "progress");
        return registry.call([&](Registry& r) { return Copies(r).report(told); });
    });
    module.def("copies_ropa", [](const Handle& registry, Object format) {
        const auto as = argument<RopaFormat>(format, "format");
        return registry.call([&](Registry& r) { return Copies(r).ropa(as); });
    });
    module.def("copies_receipt", [](const Handle& registry, Object subject, Object purpose) {
        const auto whose = argument<Subject>(subject, "subject");
        const auto why = argument<std::string>(purpose, "purpose");
        return registry.call([&](Registry& r) { return Copies(r).receipt(whose, why); });
    });
    module.def("copies_access", [](const Handle& registry, Object recipient, Object folder) {
        const auto whose = argument<RecipientId>(recipient, "recipient");
        const auto where = argument<std::filesystem::path>(folder, "folder");
        return registry.call([&](Registry& r) { return Copies(r).access(whose, where); });
    });
}

}  // namespace lawful::python
