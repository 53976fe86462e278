// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "casters.hpp"

/// A plain struct of the library as a Python value: keyword-only arguments, read-only attributes,
/// equality, hash, repr, pattern matching, copying and pickling, all from one list of its members.
namespace lawful::python {

struct Field {
    const char* name;
    const char* doc;
    std::string type{};   ///< as Python writes it
    bool needed = false;  ///< has no default
    bool shown = true;    ///< in the repr; personal data is not
    py::object (*get)(const void*) = nullptr;
    void (*set)(void*, py::handle) = nullptr;  ///< throws py::cast_error
};

struct Shape {
    std::string name{};
    std::string doc{};
    std::vector<Field> fields{};
    py::object (*blank)() = nullptr;              ///< an instance of defaults
    const void* (*inside)(py::handle) = nullptr;  ///< the struct in an instance
};

/// Sets what is named in `given`. Throws TypeError, which names the field and never the value.
void fill(const Shape& shape, void* value, const py::args& positional, const py::kwargs& given);
/// Attributes and special methods.
void finish(py::object cls, const Shape& shape);
/// The name in Python of a class that was bound.
[[nodiscard]] std::string class_name(const std::type_info& type);

/// How Python writes the type.
template <class T>
struct TypeName {
    static std::string get() {
        if constexpr (Term<T>) {
            const py::handle member = term_members<T>[0];
            return py::type::of(member).attr("__name__").template cast<std::string>();
        } else if constexpr (std::is_same_v<T, bool>) {
            return "bool";
        } else if constexpr (std::is_same_v<T, char>) {
            return "str";
        } else if constexpr (std::is_integral_v<T>) {
            return "int";
        } else {
            return class_name(typeid(T));
        }
    }
};
#define LAWFUL_TYPE_NAME(Type, name)              \
    template <>                                   \
    struct TypeName<Type> {                       \
        static std::string get() { return name; } \
    }
LAWFUL_TYPE_NAME(std::string, "str");
LAWFUL_TYPE_NAME(Instant, "datetime");
LAWFUL_TYPE_NAME(Day, "date");
LAWFUL_TYPE_NAME(std::chrono::milliseconds, "timedelta");
LAWFUL_TYPE_NAME(ReasonCodes, "frozenset[str]");
LAWFUL_TYPE_NAME(std::filesystem::path, "Path");
LAWFUL_TYPE_NAME(EventBody, "EventBody");
LAWFUL_TYPE_NAME(std::shared_ptr<Clock>, "Callable[[], datetime] | None");
LAWFUL_TYPE_NAME(std::shared_ptr<Random>, "Callable[[int], bytes] | None");
#undef LAWFUL_TYPE_NAME
template <class T>
struct TypeName<std::optional<T>> {
    static std::string get() { return TypeName<T>::get() + " | None"; }
};
template <class T>
struct TypeName<std::vector<T>> {
    static std::string get() { return "tuple[" + TypeName<T>::get() + ", ...]"; }
};
template <class K, class V>
struct TypeName<std::map<K, V>> {
    static std::string get() { return "dict[" + TypeName<K>::get() + ", " + TypeName<V>::get() + "]"; }
};
template <class... Arguments>
struct TypeName<std::function<void(Arguments...)>> {
    static std::string get() { return "Callable[..., object] | None"; }
};

template <class Member>
struct MemberOf;
template <class S, class M>
struct MemberOf<M S::*> {
    using Struct = S;
    using Type = M;
};

/// A member that may be left out.
template <auto Member>
Field with(const char* name, const char* doc = "") {
    using Struct = typename MemberOf<decltype(Member)>::Struct;
    using Type = typename MemberOf<decltype(Member)>::Type;
    Field field{.name = name, .doc = doc, .type = TypeName<Type>::get()};
    field.get = [](const void* from) {
        return py::cast(static_cast<const Struct*>(from)->*Member, py::return_value_policy::copy);
    };
    field.set = [](void* into, py::handle value) {
        if constexpr (std::is_same_v<Type, Day>) {  // a day that may be left out reads as None
            if (value.is_none()) return;
        }
        py::detail::make_caster<Type> caster;
        if (!load_strictly<Type>(caster, value)) throw py::cast_error("");
        static_cast<Struct*>(into)->*Member = py::detail::cast_op<Type&&>(std::move(caster));
    };
    return field;
}

/// A member that must be given.
template <auto Member>
Field need(const char* name, const char* doc = "") {
    auto field = with<Member>(name, doc);
    field.needed = true;
    return field;
}

/// Personal data: read as any other, and not in the repr.
inline Field hidden(Field field) {
    field.shown = false;
    return field;
}

/// Binds T. `As` is the base of T that the fields belong to, where T adds none of its own.
template <class T, class As = T>
py::class_<T> record(py::module_& module, const char* name, const char* doc, std::vector<Field> fields) {
    auto* shape = new Shape{.name = name, .doc = doc, .fields = std::move(fields)};  // as long as the class
    shape->inside = [](py::handle self) {
        return static_cast<const void*>(static_cast<const As*>(self.cast<const T*>()));
    };
    shape->blank = [] { return py::cast(T{}); };
    py::class_<T> cls(module, name);
    cls.def(py::init([shape](const py::args& positional, const py::kwargs& given) {
        T value{};
        fill(*shape, static_cast<As*>(&value), positional, given);
        return value;
    }));
    finish(cls, *shape);
    return cls;
}

/// What of `value` is wanted, or TypeError that says so. The value itself is in no message.
template <class T>
T argument(py::handle value, const char* name) {
    py::detail::make_caster<T> caster;
    bool loaded = false;
    try {
        loaded = load_strictly<T>(caster, value);
    } catch (const py::cast_error&) {
        loaded = false;
    }
    if (!loaded) {
        throw py::type_error(std::string(name) + " must be " + TypeName<T>::get() + ", not " +
                             Py_TYPE(value.ptr())->tp_name);
    }
    return py::detail::cast_op<T>(std::move(caster));
}

}  // namespace lawful::python
