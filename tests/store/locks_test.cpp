// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <thread>

#include "store/small_vault.hpp"
#include "store/store.hpp"

using namespace support;
using lawful::ErrorCode;
using lawful::store::OpenOptions;
using lawful::store::Store;

namespace {

/// A registry's tables, empty, and its keys.
struct Made {
    Made() {
        const auto fresh = Store::prepare(file(), "made", small.keys(), small.table(), {});
        lawful::store::publish(fresh, file());
    }
    [[nodiscard]] std::filesystem::path file() const { return folder.path() / "registry"; }
    [[nodiscard]] std::unique_ptr<Store> open(OpenOptions options = {}) const {
        return std::make_unique<Store>(file(), std::make_unique<lawful::store::vault::Keyring>(small.keys()),
                                       std::move(options));
    }

    SmallVault small;
    TempFolder folder;
};

/// Another process; its exit status is the answer.
int in_child(const std::function<int()>& work) {
    const auto child = ::fork();
    if (child == 0) {
        int status = 99;
        try {
            status = work();
        } catch (...) {
        }
        ::_exit(status);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WEXITSTATUS(status);
}

int code_in_child(const Made& made, OpenOptions options) {
    return in_child([&] {
        return static_cast<int>(code_thrown_by([&] { return made.open(options)->read().meta("n"); }));
    });
}

lawful::Bytes number(std::uint32_t value) {
    lawful::Bytes bytes(4);
    for (std::size_t i = 0; i < 4; ++i) bytes[i] = static_cast<std::uint8_t>(value >> (8 * i));
    return bytes;
}

void put(Store& store, std::uint32_t value) {
    auto transaction = store.write();
    transaction.put_meta("n", number(value));
    transaction.commit();
}

}  // namespace

TEST_CASE("several processes share a registry, and one may have it for itself") {
    const Made made;
    const auto busy = static_cast<int>(ErrorCode::busy);
    SUBCASE("shared") {
        const auto store = made.open();
        CHECK(code_in_child(made, {}) == 0);
        CHECK(code_in_child(made, {.access = lawful::store::Access::read_only}) == 0);
        CHECK(code_in_child(made, {.exclusive = true}) == busy);
    }
    SUBCASE("exclusive") {
        const auto store = made.open({.exclusive = true});
        put(*store, 7);
        CHECK(store->read().meta("n") == number(7));
        CHECK(code_in_child(made, {}) == busy);
        CHECK(code_in_child(made, {.exclusive = true}) == busy);
        CHECK(code_in_child(made, {.access = lawful::store::Access::read_only}) == busy);
    }
    SUBCASE("after it") {
        put(*made.open({.exclusive = true}), 8);
        CHECK(code_in_child(made, {}) == 0);
        CHECK(made.open()->read().meta("n") == number(8));
    }
}

TEST_CASE("a second writer waits for the first, and no longer than told") {
    const Made made;
    const auto store = made.open();
    std::unique_ptr<lawful::store::WriteTransaction> writing(new lawful::store::WriteTransaction(store->write()));
    CHECK(in_child([&] {
              const auto other = made.open({.busy_milliseconds = 50});
              return static_cast<int>(code_thrown_by([&] { put(*other, 1); }));
          }) == static_cast<int>(ErrorCode::busy));
    const auto here = made.open({.busy_milliseconds = 50});
    CHECK(code_thrown_by([&] { put(*here, 1); }) == ErrorCode::busy);
    const auto patient = made.open({.busy_milliseconds = 10'000});
    auto outcome = ErrorCode::internal;
    std::thread waiting([&] { outcome = code_thrown_by([&] { put(*patient, 2); }); });
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    writing->commit();
    writing.reset();
    waiting.join();
    CHECK(outcome == ErrorCode{});
}

TEST_CASE("whoever writes holds the lock beside the registry until the transaction ended") {
    const Made made;
    const auto store = made.open();
    const int file = ::open((made.file().string() + ".lock").c_str(), O_RDWR | O_CLOEXEC);
    const auto held = [&] {
        struct ::flock lock {};
        lock.l_type = F_WRLCK;
        lock.l_whence = SEEK_SET;
        lock.l_len = 1;
        REQUIRE(::fcntl(file, F_OFD_GETLK, &lock) == 0);
        return lock.l_type != F_UNLCK;
    };
    CHECK_FALSE(held());
    {
        auto writing = store->write();
        CHECK(held());
        writing.commit();
        CHECK(held());
    }
    CHECK_FALSE(held());
    ::close(file);
}

TEST_CASE("another vault in the registry's place is not taken for it") {
    const Made made;
    const auto store = made.open();
    put(*store, 1);
    const SmallVault other(5);
    const auto fresh = Store::prepare(made.file().string() + "2", "other", other.keys(), other.table(), {});
    std::filesystem::rename(fresh, made.file());
    CHECK(code_thrown_by([&] { return store->read().meta("n"); }) == ErrorCode::registry_missing);
    lawful::store::vault::Keyring keyring(made.small.keys());
    CHECK(code_thrown_by([&] { lawful::store::Connection(made.file(), keyring, {}); }) ==
          ErrorCode::registry_missing);
}

TEST_CASE("a reader sees another process's commit at its next question, ten thousand times") {
    const Made made;
    int to_writer[2];
    int to_reader[2];
    REQUIRE(::pipe(to_writer) == 0);
    REQUIRE(::pipe(to_reader) == 0);
    constexpr std::uint32_t rounds = 10'000;
    const auto writer = ::fork();
    if (writer == 0) {
        ::close(to_writer[1]);
        const auto store = made.open();
        char byte = 0;
        for (std::uint32_t i = 1; i <= rounds && ::read(to_writer[0], &byte, 1) == 1; ++i) {
            put(*store, i);
            if (::write(to_reader[1], &byte, 1) != 1) break;
        }
        ::_exit(0);
    }
    ::close(to_reader[1]);
    const auto store = made.open();
    char byte = 'x';
    std::uint32_t seen = 0;
    for (std::uint32_t i = 1; i <= rounds; ++i) {
        if (::write(to_writer[1], &byte, 1) != 1 || ::read(to_reader[0], &byte, 1) != 1) break;
        if (store->read().meta("n") == number(i)) ++seen;
    }
    CHECK(seen == rounds);
    for (const int end : {to_writer[0], to_writer[1], to_reader[0]}) ::close(end);
    ::waitpid(writer, nullptr, 0);
}

TEST_CASE("the log is written into the file by whoever writes, and does not grow for ever") {
    const Made made;
    const auto store = made.open();
    for (std::uint32_t i = 0; i < 3'000; ++i) put(*store, i);
    const auto log = std::filesystem::file_size(made.file().string() + "-wal");
    CHECK(log < 1'100 * lawful::store::vault::frame_size);
}
