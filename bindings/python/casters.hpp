// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <pybind11/functional.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl/filesystem.h>

#include <lawful/lawful.hpp>

/// How the library's values become Python's, and back: days and aware times, the words of
/// `lawful._terms`, any iterable for a list, and tuples for the lists that an answer holds.
namespace lawful::python {

namespace py = pybind11;

/// The members of the enum in `lawful._terms`; they live as long as the interpreter.
template <Term E>
inline std::array<PyObject*, WireNames<E>::names.size()> term_members{};

[[nodiscard]] Instant to_instant(py::handle value);
[[nodiscard]] py::object from_instant(Instant instant);
[[nodiscard]] Day to_day(py::handle value);
[[nodiscard]] py::object from_day(Day day);
[[nodiscard]] std::chrono::milliseconds to_milliseconds(py::handle value);
[[nodiscard]] py::object from_milliseconds(std::chrono::milliseconds span);
/// A set of codes.
[[nodiscard]] ReasonCodes to_codes(py::handle value);
[[nodiscard]] py::object from_codes(const ReasonCodes& codes);

/// A clock that is a callable, which gives an aware datetime.
class CallableClock final : public Clock {
public:
    explicit CallableClock(py::object call) : call_(std::move(call)) {}
    CallableClock(const CallableClock&) = delete;
    CallableClock& operator=(const CallableClock&) = delete;
    ~CallableClock() override;
    [[nodiscard]] Instant now() override;
    [[nodiscard]] const py::object& call() const { return call_; }

private:
    py::object call_;
};

/// Randomness that is a callable, which is told how many bytes and gives them.
class CallableRandom final : public Random {
public:
    explicit CallableRandom(py::object call) : call_(std::move(call)) {}
    CallableRandom(const CallableRandom&) = delete;
    CallableRandom& operator=(const CallableRandom&) = delete;
    ~CallableRandom() override;
    void fill(std::span<std::uint8_t> out) override;
    [[nodiscard]] const py::object& call() const { return call_; }

private:
    py::object call_;
};

/// Strict: no bytes for text, no truth of other things for a boolean.
template <class T>
bool load_strictly(py::detail::make_caster<T>& caster, py::handle source) {
    if constexpr (std::is_same_v<T, std::string>) {
        return PyUnicode_Check(source.ptr()) != 0 && caster.load(source, false);
    } else {
        return caster.load(source, !std::is_arithmetic_v<T>);
    }
}

[[nodiscard]] bool is_iterable(py::handle source);

}  // namespace lawful::python

namespace pybind11::detail {

template <lawful::Term E>
struct type_caster_enum_type_enabled<E> : std::false_type {};

template <lawful::Term E>
struct type_caster<E> {
    PYBIND11_TYPE_CASTER(E, const_name("Enum"));

    bool load(handle source, bool /*convert*/) {
        const auto& members = lawful::python::term_members<E>;
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (members[i] != source.ptr()) continue;
            value = static_cast<E>(i + 1);
            return true;
        }
        return false;
    }
    static handle cast(E from, return_value_policy /*policy*/, handle /*parent*/) {
        return handle(lawful::python::term_members<E>.at(static_cast<std::size_t>(from) - 1)).inc_ref();
    }
};

#define LAWFUL_VALUE_CASTER(Type, name, to, from)                                                 \
    template <>                                                                                   \
    struct type_caster<Type> {                                                                    \
        PYBIND11_TYPE_CASTER(Type, const_name(name));                                             \
        bool load(handle source, bool /*convert*/) {                                              \
            value = lawful::python::to(source);                                                   \
            return true;                                                                          \
        }                                                                                         \
        static handle cast(const Type& what, return_value_policy /*policy*/, handle /*parent*/) { \
            return lawful::python::from(what).release();                                          \
        }                                                                                         \
    }
LAWFUL_VALUE_CASTER(lawful::Instant, "datetime", to_instant, from_instant);
LAWFUL_VALUE_CASTER(lawful::Day, "date", to_day, from_day);
LAWFUL_VALUE_CASTER(std::chrono::milliseconds, "timedelta", to_milliseconds, from_milliseconds);
LAWFUL_VALUE_CASTER(lawful::ReasonCodes, "frozenset", to_codes, from_codes);
#undef LAWFUL_VALUE_CASTER

template <class T>
struct type_caster<std::vector<T>> {
    PYBIND11_TYPE_CASTER(std::vector<T>, const_name("Iterable"));

    bool load(handle source, bool /*convert*/) {
        if (!lawful::python::is_iterable(source)) return false;
        value.clear();
        for (const auto item : reinterpret_borrow<iterable>(source)) {
            make_caster<T> one;
            if (!lawful::python::load_strictly<T>(one, item)) return false;
            value.push_back(cast_op<T&&>(std::move(one)));
        }
        return true;
    }
    template <class Vector>
    static handle cast(Vector&& from, return_value_policy /*policy*/, handle parent) {
        tuple out(from.size());
        for (std::size_t i = 0; i < from.size(); ++i) {
            auto item =
                reinterpret_steal<object>(make_caster<T>::cast(from[i], return_value_policy::copy, parent));
            if (!item) return {};
            PyTuple_SET_ITEM(out.ptr(), static_cast<ssize_t>(i), item.release().ptr());
        }
        return out.release();
    }
};

template <class T>
struct type_caster<std::optional<T>> {
    PYBIND11_TYPE_CASTER(std::optional<T>, const_name("Optional"));

    bool load(handle source, bool /*convert*/) {
        if (source.is_none()) {
            value.reset();
            return true;
        }
        make_caster<T> one;
        if (!lawful::python::load_strictly<T>(one, source)) return false;
        value.emplace(cast_op<T&&>(std::move(one)));
        return true;
    }
    template <class Optional>
    static handle cast(Optional&& from, return_value_policy /*policy*/, handle parent) {
        if (!from) return none().release();
        return make_caster<T>::cast(*from, return_value_policy::copy, parent);
    }
};

template <class K, class V>
struct type_caster<std::map<K, V>> {
    using Mapping = std::map<K, V>;
    PYBIND11_TYPE_CASTER(Mapping, const_name("dict"));

    bool load(handle source, bool /*convert*/) {
        if (!PyDict_Check(source.ptr())) return false;
        value.clear();
        for (const auto& [key, item] : reinterpret_borrow<dict>(source)) {
            make_caster<K> left;
            make_caster<V> right;
            if (!lawful::python::load_strictly<K>(left, key) ||
                !lawful::python::load_strictly<V>(right, item)) {
                return false;
            }
            value.emplace(cast_op<K&&>(std::move(left)), cast_op<V&&>(std::move(right)));
        }
        return true;
    }
    template <class Map>
    static handle cast(Map&& from, return_value_policy /*policy*/, handle parent) {
        dict out;
        for (const auto& [key, item] : from) {
            out[reinterpret_steal<object>(make_caster<K>::cast(key, return_value_policy::copy, parent))] =
                reinterpret_steal<object>(make_caster<V>::cast(item, return_value_policy::copy, parent));
        }
        return out.release();
    }
};

/// The bodies of events: the class says which.
template <class... Ts>
struct type_caster<std::variant<Ts...>> {
    using Variant = std::variant<Ts...>;
    PYBIND11_TYPE_CASTER(Variant, const_name("EventBody"));

    bool load(handle source, bool /*convert*/) { return (load_one<Ts>(source) || ...); }
    template <class From>
    static handle cast(From&& from, return_value_policy /*policy*/, handle parent) {
        return std::visit(
            [&](const auto& one) {
                return make_caster<decltype(one)>::cast(one, return_value_policy::copy, parent);
            },
            from);
    }

private:
    template <class T>
    bool load_one(handle source) {
        make_caster<T> one;
        if (!one.load(source, false)) return false;
        value = cast_op<T&>(one);
        return true;
    }
};

template <>
struct type_caster<std::shared_ptr<lawful::Clock>> {
    PYBIND11_TYPE_CASTER(std::shared_ptr<lawful::Clock>, const_name("Callable"));

    bool load(handle source, bool /*convert*/) {
        if (!source.is_none() && PyCallable_Check(source.ptr()) == 0) return false;
        value = source.is_none()
                    ? nullptr
                    : std::make_shared<lawful::python::CallableClock>(reinterpret_borrow<object>(source));
        return true;
    }
    static handle cast(const std::shared_ptr<lawful::Clock>& from, return_value_policy /*policy*/,
                       handle /*parent*/) {
        const auto* mine = dynamic_cast<const lawful::python::CallableClock*>(from.get());
        return (mine != nullptr ? object(mine->call()) : object(none())).release();
    }
};

template <>
struct type_caster<std::shared_ptr<lawful::Random>> {
    PYBIND11_TYPE_CASTER(std::shared_ptr<lawful::Random>, const_name("Callable"));

    bool load(handle source, bool /*convert*/) {
        if (!source.is_none() && PyCallable_Check(source.ptr()) == 0) return false;
        value = source.is_none()
                    ? nullptr
                    : std::make_shared<lawful::python::CallableRandom>(reinterpret_borrow<object>(source));
        return true;
    }
    static handle cast(const std::shared_ptr<lawful::Random>& from, return_value_policy /*policy*/,
                       handle /*parent*/) {
        const auto* mine = dynamic_cast<const lawful::python::CallableRandom*>(from.get());
        return (mine != nullptr ? object(mine->call()) : object(none())).release();
    }
};

}  // namespace pybind11::detail
