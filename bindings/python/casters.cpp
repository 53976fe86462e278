// SPDX-License-Identifier: Apache-2.0
#include "casters.hpp"

#include <cstring>

namespace lawful::python {
namespace {

/// A class of the standard library's datetime, which stays loaded.
py::object datetime_class(const char* name) { return py::module_::import("datetime").attr(name); }

const py::handle& datetime_type() {
    static const py::handle type = datetime_class("datetime").release();
    return type;
}

const py::handle& date_type() {
    static const py::handle type = datetime_class("date").release();
    return type;
}

const py::handle& utc() {
    static const py::handle zone = datetime_class("timezone").attr("utc").cast<py::object>().release();
    return zone;
}

template <class T = int>
T part(py::handle of, const char* name) {
    return of.attr(name).cast<T>();
}

Day day_of(py::handle value) {
    return Day{std::chrono::year{part(value, "year")}, std::chrono::month{part<unsigned>(value, "month")},
               std::chrono::day{part<unsigned>(value, "day")}};
}

/// A class of Python's own that dies on whichever thread ends the registry.
void drop(py::object& object) {
    if (Py_IsInitialized() == 0) {
        static_cast<void>(object.release());
        return;
    }
    const py::gil_scoped_acquire gil;
    object = py::object();
}

}  // namespace

Instant to_instant(py::handle value) {
    if (!py::isinstance(value, datetime_type())) throw py::cast_error("a datetime is wanted");
    const py::object offset = value.attr("utcoffset")();
    if (offset.is_none()) {
        throw py::type_error(
            "a datetime without a time zone could be any of several instants: give it one, as in "
            "datetime(2026, 1, 5, 10, 0, tzinfo=ZoneInfo(\"Europe/Amsterdam\")) or "
            "datetime.now(timezone.utc)");
    }
    using std::chrono::milliseconds;
    const std::chrono::sys_time<std::chrono::microseconds> local =
        std::chrono::sys_days{day_of(value)} + std::chrono::hours{part(value, "hour")} +
        std::chrono::minutes{part(value, "minute")} + std::chrono::seconds{part(value, "second")} +
        std::chrono::microseconds{part(value, "microsecond")};
    const auto east = std::chrono::hours{24} * part(offset, "days") +
                      std::chrono::seconds{part(offset, "seconds")} +
                      std::chrono::microseconds{part(offset, "microseconds")};
    return std::chrono::floor<milliseconds>(local - east);
}

py::object from_instant(Instant instant) {
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const Day date{day};
    const std::chrono::hh_mm_ss time{instant - day};
    return datetime_type()(static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                           static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count(),
                           time.seconds().count(), time.subseconds().count() * 1000, utc());
}

Day to_day(py::handle value) {
    if (py::isinstance(value, datetime_type())) {
        throw py::type_error("a day is a date, not a datetime: use .date(), in the controller's time zone");
    }
    if (!py::isinstance(value, date_type())) throw py::cast_error("a date is wanted");
    return day_of(value);
}

py::object from_day(Day day) {
    if (!day.ok()) return py::none();
    return date_type()(static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

std::chrono::milliseconds to_milliseconds(py::handle value) {
    if (!py::isinstance(value, datetime_class("timedelta"))) throw py::cast_error("a timedelta is wanted");
    return std::chrono::days{part(value, "days")} + std::chrono::seconds{part(value, "seconds")} +
           std::chrono::milliseconds{part(value, "microseconds") / 1000};
}

py::object from_milliseconds(std::chrono::milliseconds span) {
    return datetime_class("timedelta")(0, 0, 0, span.count());
}

ReasonCodes to_codes(py::handle value) {
    ReasonCodes codes;
    for (const auto& code : py::cast<std::vector<std::string>>(value)) codes.add(code);
    return codes;
}

py::object from_codes(const ReasonCodes& codes) { return py::frozenset(py::cast(codes.list())); }

CallableClock::~CallableClock() { drop(call_); }

Instant CallableClock::now() {
    const py::gil_scoped_acquire gil;
    return to_instant(call_());
}

CallableRandom::~CallableRandom() { drop(call_); }

void CallableRandom::fill(std::span<std::uint8_t> out) {
    const py::gil_scoped_acquire gil;
    const auto bytes = call_(out.size()).cast<py::bytes>();
    const std::string_view got = bytes;
    if (got.size() != out.size())
        throw Error(ErrorCode::random_failed, "the random callable gave too few bytes");
    std::memcpy(out.data(), got.data(), got.size());
}

bool is_iterable(py::handle source) {
    return py::isinstance<py::iterable>(source) && PyUnicode_Check(source.ptr()) == 0 &&
           PyBytes_Check(source.ptr()) == 0 && PyByteArray_Check(source.ptr()) == 0;
}

}  // namespace lawful::python
