// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace faults {

/// Where a store lies, and the VFS it goes through.
struct Place {
    std::filesystem::path folder{};
    std::string vfs{};
};

/// All that a store holds, in one consistent state.
struct Snapshot {
    std::uint64_t number = 0;  ///< of the last transaction in it
    std::string content{};
};

/// A store under test. Transactions are numbered from 1; what number k does follows from the subject's
/// seed and k alone. Members throw when the store fails; after that the subject may be used or closed.
class Subject {
public:
    virtual ~Subject() = default;

    /// An empty store in an empty folder, closed again.
    virtual void create(const Place& place) = 0;
    virtual void open(const Place& place) = 0;
    virtual void close() noexcept = 0;

    /// Commits the transaction after the last one that is there; its number.
    virtual std::uint64_t commit() = 0;
    /// Does the same and takes it back.
    virtual void roll_back() {}
    virtual void checkpoint(bool /*truncate*/) {}
    /// Begins a long read beside the writer, or ends it.
    virtual void toggle_reader() {}

    [[nodiscard]] virtual Snapshot read() = 0;
    /// What the store's own check finds; empty when it is sound.
    [[nodiscard]] virtual std::string faults() = 0;
    /// The content after transactions 1 to `number`, from a model that knows no store.
    [[nodiscard]] virtual std::string expected(std::uint64_t number) = 0;
};

/// Closes a subject before the VFS that its files came from goes.
class CloseAtExit {
public:
    explicit CloseAtExit(Subject& subject) : subject_(subject) {}
    CloseAtExit(const CloseAtExit&) = delete;
    CloseAtExit& operator=(const CloseAtExit&) = delete;
    ~CloseAtExit() { subject_.close(); }

private:
    Subject& subject_;
};

using MakeSubject = std::function<std::unique_ptr<Subject>(std::uint64_t seed)>;

}  // namespace faults
