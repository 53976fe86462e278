// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "credential.hpp"
#include "record.hpp"

namespace lawful::python {
namespace {

template <class Secret>
py::bytes bytes_of(const Secret& secret) {
    const auto bytes = secret.expose();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

SecretKey copy_of(const SecretKey& key) { return SecretKey(key.expose()); }

/// A callable that may be dropped by a thread without the interpreter's lock.
std::shared_ptr<py::object> shared_call(py::handle call) {
    return {new py::object(py::reinterpret_borrow<py::object>(call)), [](py::object* held) {
                const py::gil_scoped_acquire gil;
                delete held;
            }};
}

KeyCallback callback_of(py::handle call) {
    return [held = shared_call(call)](const KeyId& id) {
        const py::gil_scoped_acquire gil;
        const py::object key = (*held)(id);
        if (!py::isinstance<SecretKey>(key)) throw py::type_error("the key callable must give a SecretKey");
        return copy_of(key.cast<const SecretKey&>());
    };
}

template <class Secret>
void forbid_copies(py::class_<Secret>& cls, const char* name) {
    const std::string label = name;
    cls.def("__repr__", [label](const Secret& /*self*/) { return "<" + label + ">"; });
    cls.def("__reduce__", [label](const Secret& /*self*/) -> py::object {
        throw py::type_error("a " + label +
                             " is not copied or pickled; store it with a key management service");
    });
}

SecretKey key_from(const py::object& bytes) {
    if (!py::isinstance<py::bytes>(bytes) && !py::isinstance<py::bytearray>(bytes)) {
        throw py::type_error("a SecretKey is made of 32 bytes; for text there is Passphrase");
    }
    const py::buffer_info raw = py::reinterpret_borrow<py::buffer>(bytes).request();
    return SecretKey(
        std::span(static_cast<const std::uint8_t*>(raw.ptr), static_cast<std::size_t>(raw.size)));
}

}  // namespace

Credential credential_of(py::handle from) {
    if (py::isinstance<SecretKey>(from)) return copy_of(from.cast<const SecretKey&>());
    if (py::isinstance<Passphrase>(from)) {
        const auto bytes = from.cast<const Passphrase&>().expose();
        return Passphrase(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    }
    if (PyCallable_Check(from.ptr()) != 0) return callback_of(from);
    throw py::type_error(
        std::string("a registry is opened by a SecretKey, a Passphrase or a callable that gives "
                    "the SecretKey, not by ") +
        Py_TYPE(from.ptr())->tp_name);
}

void bind_secret(py::module_& module) {
    py::class_<SecretKey> key(
        module, "SecretKey",
        "The 32-byte key of a registry. It is wiped when it goes, and never printed.\n\n"
        "SecretKey(bytes): from a key management service. Raises WrongKeyError.");
    key.def(py::init(&key_from));
    key.def_static(
        "generate", [] { return SecretKey::generate(); }, "A fresh key, of the system's randomness.");
    key.def_static(
        "read_file",
        [](const py::object& file) {
            return SecretKey::read_file(argument<std::filesystem::path>(file, "file"));
        },
        "Reads what `write_file` wrote. Raises WrongKeyError, InputOutputError.");
    key.def(
        "write_file",
        [](const SecretKey& self, const py::object& file) {
            self.write_file(argument<std::filesystem::path>(file, "file"));
        },
        "A new file of mode 0600. Raises RegistryExistsError rather than overwrite.");
    key.def("expose", &bytes_of<SecretKey>,
            "The raw bytes, for the one who wraps them elsewhere. Never log them.");
    forbid_copies(key, "SecretKey");
    module.def("key_id",
               [](const py::object& from) { return key_id(argument<const SecretKey&>(from, "key")); });

    py::class_<Passphrase> phrase(
        module, "Passphrase",
        "A passphrase of 8 bytes to 1024; opening with one takes half a second (scrypt).\n\n"
        "Passphrase(text). Raises InvalidRecordError.");
    phrase.def(py::init(
        [](const py::object& text) { return Passphrase(argument<std::string>(text, "a passphrase")); }));
    phrase.def_static(
        "read_file",
        [](const py::object& file) {
            return Passphrase::read_file(argument<std::filesystem::path>(file, "file"));
        },
        "The first line of a file. Raises WrongKeyError, InputOutputError.");
    forbid_copies(phrase, "Passphrase");
}

}  // namespace lawful::python
