// SPDX-License-Identifier: Apache-2.0
#include <lawful/secret.hpp>

#include <csignal>
#include <fstream>
#include <new>
#include <type_traits>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.hpp"

namespace lawful {
namespace {

using testing::code_of;
using testing::to_bytes;

static_assert(!std::is_copy_constructible_v<SecretKey> && !std::is_copy_assignable_v<SecretKey>);
static_assert(std::is_nothrow_move_constructible_v<SecretKey>);
static_assert(!std::is_convertible_v<Bytes, SecretKey>);

class Folder {
public:
    Folder() {
        auto name = (std::filesystem::temp_directory_path() / "lawful-key-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }

    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
        return path_ / name;
    }

private:
    std::filesystem::path path_;
};

void write(const std::filesystem::path& file, std::string_view content) {
    std::ofstream(file, std::ios::binary) << content;
}

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

SecretKey counting_key() {
    testing::CountingRandom random;
    return SecretKey::generate(random);
}

constexpr std::string_view counting_line =
    "lawful-key-1 AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=\n";

}  // namespace

TEST_CASE("a key file is one line, of mode 0600 whatever the umask, and reads back") {
    const Folder folder;
    for (const mode_t mask : {0000U, 0022U, 0777U}) {
        const auto file = folder / std::to_string(mask);
        const auto before = ::umask(mask);
        counting_key().write_file(file);
        ::umask(before);
        CHECK(read(file) == counting_line);
        struct stat status{};
        REQUIRE(::stat(file.c_str(), &status) == 0);
        CHECK((status.st_mode & 07777U) == 0600U);
        CHECK(to_bytes(SecretKey::read_file(file).expose()) == to_bytes(counting_key().expose()));
    }
}

TEST_CASE("a key file is never overwritten") {
    const Folder folder;
    const auto file = folder / "key";
    write(file, "something else");
    CHECK(code_of([&] { counting_key().write_file(file); }) == ErrorCode::registry_exists);
    CHECK(read(file) == "something else");
    std::filesystem::create_symlink(folder / "nowhere", folder / "link");
    CHECK(code_of([&] { counting_key().write_file(folder / "link"); }) ==
          ErrorCode::registry_exists);
    CHECK_FALSE(std::filesystem::exists(folder / "nowhere"));
}

TEST_CASE("a key file that cannot be reached is input_output") {
    const Folder folder;
    CHECK(code_of([&] { (void)SecretKey::read_file(folder / "missing"); }) ==
          ErrorCode::input_output);
    CHECK(code_of([&] { (void)SecretKey::read_file(folder / ""); }) == ErrorCode::input_output);
    CHECK(code_of([&] { counting_key().write_file(folder / "no/such/key"); }) ==
          ErrorCode::input_output);
}

TEST_CASE("a key that cannot be written whole leaves no file behind") {
    const Folder folder;
    const auto file = folder / "key";
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    auto* const handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{.rlim_cur = 20, .rlim_max = before.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    const auto code = code_of([&] { counting_key().write_file(file); });
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
    std::signal(SIGXFSZ, handler);
    CHECK(code == ErrorCode::input_output);
    CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("anything but a whole key file is the wrong key") {
    const Folder folder;
    const auto file = folder / "key";
    const auto refused = [&](std::string content) {
        CAPTURE(content);
        write(file, content);
        CHECK(code_of([&] { (void)SecretKey::read_file(file); }) == ErrorCode::wrong_key);
    };
    const std::string line(counting_line);
    for (std::size_t size = 0; size < line.size(); ++size) refused(line.substr(0, size));
    refused(line + "\n");
    refused(line + " ");
    refused(line + line);
    refused(std::string(1000, 'A'));
    refused("lawful-key-2 " + line.substr(13));
    refused("LAWFUL-KEY-1 " + line.substr(13));
    refused(std::string(1, ' ').append(line, 0, line.size() - 1));
    refused(line.substr(0, line.size() - 1) + "\r");
    refused("lawful-key-1\t" + line.substr(13));
    refused(line.substr(0, line.size() - 4) + "B=\n");
    refused(line.substr(0, line.size() - 3) + "B\n");  // one character too many of base64
    refused(line.substr(0, line.size() - 4) + "===\n");
    for (const char bad : {'-', '_', '*', ' ', '\n', '\0', '='}) {
        for (std::size_t at = 13; at < line.size() - 2; ++at) {
            auto changed = line;
            changed[at] = bad;
            refused(changed);
        }
    }
}

TEST_CASE("base64 with stray bits is not a key file") {
    const Folder folder;
    const auto file = folder / "key";
    auto line = std::string(counting_line);
    REQUIRE(line[55] == 'A');  // its two low bits are beyond the 32 bytes
    line[55] = 'B';
    write(file, line);
    CHECK(code_of([&] { (void)SecretKey::read_file(file); }) == ErrorCode::wrong_key);
}

TEST_CASE("errors name the file and never the key") {
    const Folder folder;
    const auto file = folder / "broken";
    write(file, counting_line.substr(0, 50));
    try {
        (void)SecretKey::read_file(file);
        FAIL("a broken key file was read");
    } catch (const Error& error) {
        const std::string message = error.what();
        CHECK(message.find("not a key file") == 0);
        CHECK(message.find("broken") != std::string::npos);
        CHECK(message.find("AQID") == std::string::npos);
    }
}

TEST_CASE("a key of another size is the wrong key") {
    for (const std::size_t size : {0U, 16U, 31U, 33U, 64U}) {
        CHECK(code_of([&] { SecretKey(Bytes(size)); }) == ErrorCode::wrong_key);
    }
}

TEST_CASE("a key is wiped when it is moved from and when it goes") {
    const Bytes zeros(32);
    auto first = counting_key();
    auto second = std::move(first);
    CHECK(to_bytes(first.expose()) == zeros);
    CHECK(to_bytes(second.expose()) == to_bytes(counting_key().expose()));
    first = std::move(second);
    CHECK(to_bytes(second.expose()) == zeros);
    CHECK(to_bytes(first.expose()) == to_bytes(counting_key().expose()));
    auto& self = first;
    first = std::move(self);
    CHECK(to_bytes(first.expose()) == to_bytes(counting_key().expose()));

    alignas(SecretKey) std::array<std::uint8_t, sizeof(SecretKey)> room{};
    auto* placed = new (room.data()) SecretKey(counting_key());
    CHECK(to_bytes(room) == to_bytes(counting_key().expose()));
    placed->~SecretKey();
    CHECK(to_bytes(room) == zeros);
}

TEST_CASE("generated keys differ, and a failing source gives none") {
    CHECK(to_bytes(SecretKey::generate().expose()) != to_bytes(SecretKey::generate().expose()));
    testing::FailingRandom failing;
    CHECK(code_of([&] { (void)SecretKey::generate(failing); }) == ErrorCode::random_failed);
}

}  // namespace lawful
