// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "credential.hpp"
#include "handle.hpp"
#include "record.hpp"

/// Looking, checking, keys, backups and audit: the rest of `_core.Registry`.
namespace lawful::python {
namespace {

using Object = const py::object&;
using Class = py::class_<Handle>;

py::object show(const Handle& self, Object id) {
    const auto with = [&](const auto& one) {
        return py::cast(self.call([&](Registry& r) { return r.show(one); }));
    };
    if (py::isinstance<AddressId>(id)) return with(id.cast<AddressId>());
    if (py::isinstance<RecipientId>(id)) return with(id.cast<RecipientId>());
    if (py::isinstance<OrganisationId>(id)) return with(id.cast<OrganisationId>());
    throw py::type_error("what is shown must be an AddressId, a RecipientId or an OrganisationId");
}

template <class Record>
void list_each(const Handle& self, Object each) {
    const auto tell = argument<std::function<void(const Record&)>>(each, "each");
    self.call([&](Registry& r) { r.list(tell); });
}

void list(const Handle& self, Object kind, Object each) {
    if (kind.is(py::type::of<OrganisationRecord>())) return list_each<OrganisationRecord>(self, each);
    if (kind.is(py::type::of<RecipientRecord>())) return list_each<RecipientRecord>(self, each);
    if (kind.is(py::type::of<AddressRecord>())) return list_each<AddressRecord>(self, each);
    if (kind.is(py::type::of<LegalHold>())) return list_each<LegalHold>(self, each);
    throw py::type_error(
        "what is listed must be OrganisationRecord, RecipientRecord, AddressRecord or LegalHold");
}

void bind_looking(Class& cls) {
    cls.def("show", &show);
    cls.def("list", &list);
    cls.def("events", [](const Handle& self, Object subject) {
        const auto whose = argument<Subject>(subject, "subject");
        return self.call([&](Registry& r) { return r.events(whose); });
    });
    cls.def("check_store", [](const Handle& self, Object progress) {
        const auto told = argument<Progress>(progress, "progress");
        return self.call([&](Registry& r) { return r.check_store(told); });
    });
    cls.def("backup", [](const Handle& self, Object folder, Object key, Object progress) {
        const auto where = argument<std::filesystem::path>(folder, "folder");
        const auto told = argument<Progress>(progress, "progress");
        auto credential = credential_of(key);
        self.call([&](Registry& r) { r.backup(where, std::move(credential), told); });
    });
}

void bind_proving(Class& cls) {
    cls.def("checkpoint",
            [](const Handle& self) { return self.call([](Registry& r) { return r.checkpoint(); }); });
    cls.def("require_consistent", [](const Handle& self, Object older) {
        const auto checkpoint = argument<std::string>(older, "older_checkpoint");
        self.call([&](Registry& r) { r.require_consistent(checkpoint); });
    });
    cls.def("verifier_key",
            [](const Handle& self) { return self.call([](Registry& r) { return r.verifier_key(); }); });
    cls.def("rotate_signing_key",
            [](const Handle& self) { return self.call([](Registry& r) { return r.rotate_signing_key(); }); });
    cls.def("export_audit", [](const Handle& self, Object folder, Object selection, Object progress) {
        const auto where = argument<std::filesystem::path>(folder, "folder");
        const auto which = argument<AuditSelection>(selection, "selection");
        const auto told = argument<Progress>(progress, "progress");
        return self.call([&](Registry& r) { return r.export_audit(where, which, told); });
    });
}

void bind_keys(Class& cls) {
    cls.def("rotate_keys", [](const Handle& self, Object progress) {
        const auto told = argument<Progress>(progress, "progress");
        return self.call([&](Registry& r) { return r.rotate_keys(told); });
    });
    cls.def("key_status",
            [](const Handle& self) { return self.call([](Registry& r) { return r.key_status(); }); });
    cls.def("add_credential", [](const Handle& self, Object key) {
        const auto credential = credential_of(key);
        self.call([&](Registry& r) { r.add_credential(credential); });
    });
    cls.def("remove_credential", [](const Handle& self, Object kind) {
        const auto which = argument<CredentialKind>(kind, "kind");
        self.call([&](Registry& r) { r.remove_credential(which); });
    });
    cls.def("change_credential", [](const Handle& self, Object kind, Object fresh) {
        const auto which = argument<CredentialKind>(kind, "kind");
        const auto credential = credential_of(fresh);
        self.call([&](Registry& r) { r.change_credential(which, credential); });
    });
}

}  // namespace

void bind_keeping(py::class_<Handle>& cls) {
    bind_looking(cls);
    bind_proving(cls);
    bind_keys(cls);
}

}  // namespace lawful::python
