// SPDX-License-Identifier: Apache-2.0
#include "arrow.hpp"
#include "bindings.hpp"
#include "credential.hpp"
#include "handle.hpp"
#include "record.hpp"
#include "screening.hpp"

/// What `lawful.Registry`, in Python, calls: by place, every argument an object that is read here, so
/// that no message of pybind11 repeats an address.
namespace lawful::python {
namespace {

using Object = const py::object&;
using Class = py::class_<Handle>;

std::optional<Instant> instant(Object value, const char* name = "as_of") {
    return argument<std::optional<Instant>>(value, name);
}

template <class Type>
std::optional<Type> maybe(Object value) {
    return py::isinstance<Type>(value) ? std::optional<Type>(value.cast<Type>()) : std::nullopt;
}

std::string text(Object value, const char* name) { return argument<std::string>(value, name); }
Channel channel_of(Object value) { return argument<Channel>(value, "channel"); }
Progress progress_of(Object value) { return argument<Progress>(value, "progress"); }
std::filesystem::path path(Object value, const char* name) {
    return argument<std::filesystem::path>(value, name);
}

[[noreturn]] void refuse(const char* name, const char* wanted, Object value) {
    throw py::type_error(std::string(name) + " must be " + wanted + ", not " + Py_TYPE(value.ptr())->tp_name);
}

// ---- opening ------------------------------------------------------------------------------------

template <class Make>
Handle opened(const std::filesystem::path& file, Make make) {
    Handle::require_not_inherited(file);
    auto registry = [&] {
        const py::gil_scoped_release release;
        return make();
    }();
    return {std::move(registry), file};
}

void bind_opening(py::module_& module, Class& cls) {
    cls.def_static("create", [](Object file, Object key, Object options) {
        const auto where = path(file, "file");
        auto how = argument<Options>(options, "options");
        auto credential = credential_of(key);
        return opened(where, [&] { return Registry::create(where, std::move(credential), std::move(how)); });
    });
    cls.def_static("open", [](Object file, Object key, Object options) {
        const auto where = path(file, "file");
        auto how = argument<Options>(options, "options");
        auto credential = credential_of(key);
        return opened(where, [&] { return Registry::open(where, std::move(credential), std::move(how)); });
    });
    cls.def_static("restore", [](Object folder, Object key, Object file, Object options, Object progress) {
        const auto from = path(folder, "folder");
        const auto where = path(file, "file");
        auto how = argument<Options>(options, "options");
        const auto told = progress_of(progress);
        auto credential = credential_of(key);
        return opened(where, [&] {
            return Registry::restore(from, std::move(credential), where, std::move(how), told);
        });
    });
    module.def("compact", [](Object file, Object key, Object options, Object progress) {
        const auto where = path(file, "file");
        auto how = argument<Options>(options, "options");
        const auto told = progress_of(progress);
        auto credential = credential_of(key);
        Handle::require_not_inherited(where);
        const py::gil_scoped_release release;
        Registry::compact(where, std::move(credential), std::move(how), told);
    });
    cls.def("close", &Handle::close);
    cls.def_property_readonly("closed", &Handle::closed);
    cls.def("id", [](const Handle& self) { return self.call([](Registry& r) { return r.id(); }); });
    cls.def("ledger_size",
            [](const Handle& self) { return self.call([](Registry& r) { return r.ledger_size(); }); });
}

// ---- policy, and who there is -------------------------------------------------------------------

py::object add(const Handle& self, Object what, Object occurred) {
    const auto when = instant(occurred, "occurred");
    const auto with = [&](const auto& value) {
        return py::cast(self.call([&](Registry& r) { return r.add(value, when); }));
    };
    if (const auto organisation = maybe<Organisation>(what)) return with(*organisation);
    if (const auto recipient = maybe<Recipient>(what)) return with(*recipient);
    if (const auto address = maybe<Address>(what)) return with(*address);
    refuse("what is added", "an Organisation, a Recipient or an Address", what);
}

py::object erase(const Handle& self, Object whom, Object ground, Object purpose) {
    const auto why = argument<ErasureGround>(ground, "ground");
    if (!purpose.is_none()) {
        const auto who = argument<RecipientId>(whom, "who is erased for a purpose");
        const auto which = text(purpose, "purpose");
        return py::cast(self.call([&](Registry& r) { return r.erase(who, which, why); }));
    }
    const auto with = [&](const auto& id) {
        return py::cast(self.call([&](Registry& r) { return r.erase(id, why); }));
    };
    if (const auto recipient = maybe<RecipientId>(whom)) return with(*recipient);
    if (const auto address = maybe<AddressId>(whom)) return with(*address);
    refuse("who is erased", "a RecipientId or an AddressId", whom);
}

py::object plan_erasure(const Handle& self, Object whom, Object ground, Object purpose) {
    const auto why = argument<ErasureGround>(ground, "ground");
    if (!purpose.is_none()) {
        const auto who = argument<RecipientId>(whom, "who is erased for a purpose");
        const auto which = text(purpose, "purpose");
        return py::cast(self.call([&](Registry& r) { return r.plan_erasure(who, which, why); }));
    }
    const auto with = [&](const auto& id) {
        return py::cast(self.call([&](Registry& r) { return r.plan_erasure(id, why); }));
    };
    if (const auto recipient = maybe<RecipientId>(whom)) return with(*recipient);
    if (const auto address = maybe<AddressId>(whom)) return with(*address);
    refuse("who is erased", "a RecipientId or an AddressId", whom);
}

void bind_merging(Class& cls) {
    cls.def("replace_holder", [](const Handle& self, Object address, Object from, Object to, Object on,
                                 Object occurred) {
        const auto which = argument<AddressId>(address, "address");
        const auto before = argument<RecipientId>(from, "from_");
        const auto after = argument<RecipientId>(to, "to");
        const auto day = argument<Day>(on, "on");
        const auto when = instant(occurred, "occurred");
        return self.call([&](Registry& r) { return r.replace_holder(which, before, after, day, when); });
    });
    cls.def("merge", [](const Handle& self, Object kept, Object other) {
        const auto one = argument<RecipientId>(kept, "kept");
        const auto two = argument<RecipientId>(other, "other");
        return self.call([&](Registry& r) { return r.merge(one, two); });
    });
    cls.def("unmerge", [](const Handle& self, Object one, Object other) {
        const auto first = argument<RecipientId>(one, "one");
        const auto second = argument<RecipientId>(other, "other");
        return self.call([&](Registry& r) { return r.unmerge(first, second); });
    });
    cls.def("merge_candidates", [](const Handle& self, Object each) {
        const auto tell = argument<std::function<void(const MergeCandidate&)>>(each, "each");
        self.call([&](Registry& r) { r.merge_candidates(tell); });
    });
}

void bind_recording(Class& cls) {
    cls.def("apply", [](const Handle& self, Object policy, Object dry_run) {
        const auto file = argument<PolicyFile>(policy, "policy");
        const auto dry = argument<bool>(dry_run, "dry_run");
        return self.call([&](Registry& r) { return r.apply(file, dry); });
    });
    cls.def("policy", [](const Handle& self) { return self.call([](Registry& r) { return r.policy(); }); });
    cls.def("notice_text", [](const Handle& self, Object sha256) {
        const auto digest = text(sha256, "sha256");
        return self.call([&](Registry& r) { return r.notice_text(digest); });
    });
    cls.def("add", &add);
    cls.def("record", [](const Handle& self, Object subject, Object body, Object occurred) {
        const auto whose = argument<Subject>(subject, "subject");
        const auto what = argument<EventBody>(body, "body");
        const auto when = instant(occurred, "occurred");
        return self.call([&](Registry& r) { return r.record(whose, what, when); });
    });
    cls.def("record_all", [](const Handle& self, Object events) {
        const auto what = argument<std::vector<Happened>>(events, "events");
        return self.call([&](Registry& r) { return r.record_all(what); });
    });
    cls.def("suppress",
            [](const Handle& self, Object address, Object medium, Object reason, Object purposes) {
                const auto what = text(address, "address");
                const auto kind = argument<Medium>(medium, "medium");
                const auto why = argument<SuppressionReason>(reason, "reason");
                const auto which = argument<std::vector<std::string>>(purposes, "purposes");
                return self.call([&](Registry& r) { return r.suppress(what, kind, why, which); });
            });
    cls.def("erase", &erase);
    cls.def("plan_erasure", &plan_erasure);
    cls.def("accept_journal_loss", [](const Handle& self) {
        return self.call([](Registry& r) { return r.accept_journal_loss(); });
    });
    cls.def("import_", [](const Handle& self, Object mapping, Object csv, Object options) {
        const auto how = argument<ImportMapping>(mapping, "mapping");
        const auto file = path(csv, "csv");
        const auto more = argument<ImportOptions>(options, "options");
        return self.call([&](Registry& r) { return r.import(how, file, more); });
    });
}

// ---- the question -------------------------------------------------------------------------------

py::object may_send(const Handle& self, Object who, Object purpose, Object channel, Object as_of) {
    const auto why = text(purpose, "purpose");
    const auto how = channel_of(channel);
    const auto when = instant(as_of);
    const auto ask = [&](const auto& whom) {
        return py::cast(self.call([&](Registry& r) { return r.may_send(whom, why, how, when); }));
    };
    if (PyUnicode_Check(who.ptr()) != 0) return ask(text(who, "who"));
    if (const auto address = maybe<AddressId>(who)) return ask(*address);
    if (const auto recipient = maybe<RecipientId>(who)) return ask(*recipient);
    refuse("who", "an address, an AddressId or a RecipientId", who);
}

py::object brief(const Handle& self, Object who, Object purpose, Object channel) {
    const auto why = text(purpose, "purpose");
    const auto how = channel_of(channel);
    if (PyUnicode_Check(who.ptr()) != 0) {
        const auto whom = text(who, "who");
        return py::cast(self.call([&](Registry& r) { return r.brief(whom, why, how); }));
    }
    const auto all = texts_of(who, "who");
    return py::cast(self.call([&](Registry& r) { return r.brief(all, why, how); }));
}

std::shared_ptr<Screening> screen(const Handle& self, Object addresses, Object purpose, Object channel,
                                  Object as_of) {
    const auto why = text(purpose, "purpose");
    const auto how = channel_of(channel);
    const auto when = instant(as_of);
    const auto given = texts_of(addresses, "addresses");
    return self.call(
        [&](Registry& r) { return std::make_shared<Screening>(r.screen(given, why, how, when)); });
}

Explanation explain(const Handle& self, Object address, Object purpose, Object channel, Object as_of,
                    Object folder) {
    const auto whom = text(address, "address");
    const auto why = text(purpose, "purpose");
    const auto how = channel_of(channel);
    const auto when = instant(as_of);
    const auto where = argument<std::optional<std::filesystem::path>>(folder, "folder");
    return self.call([&](Registry& r) {
        return where ? r.explain(whom, why, how, when, *where) : r.explain(whom, why, how, when);
    });
}

void bind_asking(Class& cls) {
    cls.def("find", [](const Handle& self, Object address, Object medium) {
        const auto what = text(address, "address");
        const auto kind = argument<Medium>(medium, "medium");
        return self.call([&](Registry& r) { return r.find(what, kind); });
    });
    cls.def("find_organisation", [](const Handle& self, Object name) {
        const auto what = text(name, "name");
        return self.call([&](Registry& r) { return r.find_organisation(what); });
    });
    cls.def("may_send", &may_send);
    cls.def("brief", &brief);
    cls.def("brief_each", [](const Handle& self, Object purpose, Object channel, Object each) {
        const auto why = text(purpose, "purpose");
        const auto how = channel_of(channel);
        const auto tell = argument<std::function<void(AddressId, const Brief&)>>(each, "each");
        self.call([&](Registry& r) { r.brief(why, how, tell); });
    });
    cls.def("screen", &screen);
    cls.def("screen_each", [](const Handle& self, Object purpose, Object channel, Object each, Object as_of) {
        const auto why = text(purpose, "purpose");
        const auto how = channel_of(channel);
        const auto when = instant(as_of);
        const auto tell = argument<std::function<void(const AddressDecision&)>>(each, "each");
        self.call([&](Registry& r) { r.screen(why, how, tell, when); });
    });
    cls.def("release",
            [](const Handle& self, Object addresses, Object purpose, Object channel, Object fulfilled) {
                const auto why = text(purpose, "purpose");
                const auto how = channel_of(channel);
                const auto done = argument<std::vector<std::string>>(fulfilled, "fulfilled");
                if (addresses.is_none())
                    return self.call([&](Registry& r) { return r.release(why, how, done); });
                const auto given = texts_of(addresses, "addresses");
                return self.call([&](Registry& r) { return r.release(given, why, how, done); });
            });
    cls.def("delivered", [](const Handle& self, Object release) {
        const auto which = argument<EventIndex>(release, "release");
        self.call([&](Registry& r) { r.delivered(which); });
    });
    cls.def("failed", [](const Handle& self, Object release, Object permanent) {
        const auto which = argument<EventIndex>(release, "release");
        const auto ever = argument<bool>(permanent, "permanent");
        self.call([&](Registry& r) { r.failed(which, ever); });
    });
    cls.def("explain", &explain);
}

}  // namespace

void bind_registry(py::module_& module) {
    Class cls(module, "Registry", "An open registry. Use lawful.Registry, which has words.");
    bind_opening(module, cls);
    bind_recording(cls);
    bind_merging(cls);
    bind_asking(cls);
    bind_keeping(cls);
}

}  // namespace lawful::python
