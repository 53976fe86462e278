// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <utility>

#include <pybind11/pybind11.h>

#include <lawful/registry.hpp>

namespace lawful::python {

namespace py = pybind11;

/// A registry that can be closed, knows the process it was opened in, and is used without the
/// interpreter's lock. A call that is under way keeps it open until it has ended.
class Handle {
public:
    Handle(Registry registry, const std::filesystem::path& file);
    Handle(Handle&& other) noexcept;
    Handle& operator=(Handle&&) = delete;
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle();

    void close();
    [[nodiscard]] bool closed() const { return registry_ == nullptr; }

    /// Runs `work(Registry&)` without the interpreter's lock. Raises ValueError when it is closed and
    /// ForkedError in a child of the process that opened it.
    template <class Work>
    auto call(Work work) const {
        const auto registry = use();
        const py::gil_scoped_release release;
        return work(*registry);
    }

    /// Raises ForkedError where this process was forked while the file was open: SQLite's locks of that
    /// file are then not to be trusted here, not even through a new connection.
    static void require_not_inherited(const std::filesystem::path& file);

private:
    [[nodiscard]] std::shared_ptr<Registry> use() const;
    void forget();

    std::shared_ptr<Registry> registry_;
    std::filesystem::path file_;
    ::pid_t process_;
};

/// Looking, checking, keys, backups and audit.
void bind_keeping(py::class_<Handle>& cls);

}  // namespace lawful::python
