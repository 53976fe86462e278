// SPDX-License-Identifier: Apache-2.0
#include "handle.hpp"

#include <unistd.h>

#include <algorithm>
#include <vector>

namespace lawful::python {
namespace {

struct OpenFile {
    std::filesystem::path file;
    ::pid_t process = 0;
};

/// Open in this process or, after a fork, in the one it came from. Guarded by the interpreter's lock.
std::vector<OpenFile>& open_files() {
    static auto* files = new std::vector<OpenFile>;
    return *files;
}

[[noreturn]] void refuse_fork() {
    const auto error = py::module_::import("lawful._errors").attr("ForkedError");
    PyErr_SetString(error.ptr(),
                    "the registry was opened before fork(), and cannot be used in the child process: open it "
                    "after the fork, close it before, or start the process with the method \"spawn\"");
    throw py::error_already_set();
}

std::filesystem::path real_path(const std::filesystem::path& file) {
    std::error_code ignored;
    return std::filesystem::weakly_canonical(file, ignored);
}

}  // namespace

Handle::Handle(Registry registry, const std::filesystem::path& file)
    : registry_(std::make_shared<Registry>(std::move(registry))),
      file_(real_path(file)),
      process_(::getpid()) {
    open_files().push_back({file_, process_});
}

Handle::Handle(Handle&& other) noexcept
    : registry_(std::move(other.registry_)), file_(std::move(other.file_)), process_(other.process_) {}

Handle::~Handle() {
    if (registry_ == nullptr) return;
    if (process_ == ::getpid()) {
        forget();
        return;
    }
    // To close it here would write to the parent's files: its memory goes with this process.
    static_cast<void>(new std::shared_ptr<Registry>(std::move(registry_)));
}

void Handle::close() {
    if (registry_ == nullptr) return;
    if (process_ != ::getpid()) refuse_fork();
    forget();
    auto last = std::move(registry_);
    const py::gil_scoped_release release;
    last.reset();
}

void Handle::forget() {
    auto& files = open_files();
    const auto mine = std::find_if(files.begin(), files.end(), [this](const OpenFile& open) {
        return open.process == process_ && open.file == file_;
    });
    if (mine != files.end()) files.erase(mine);
}

void Handle::require_not_inherited(const std::filesystem::path& file) {
    const auto path = real_path(file);
    for (const auto& open : open_files()) {
        if (open.process != ::getpid() && open.file == path) refuse_fork();
    }
}

std::shared_ptr<Registry> Handle::use() const {
    if (registry_ == nullptr) throw py::value_error("the registry is closed");
    if (process_ != ::getpid()) refuse_fork();
    return registry_;
}

}  // namespace lawful::python
