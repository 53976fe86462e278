// SPDX-License-Identifier: Apache-2.0
#include "exchange/private_folder.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <set>

#include <doctest/doctest.h>

#include <lawful/error.hpp>

#include "temporary.hpp"

namespace lawful::exchange {
namespace {

namespace fs = std::filesystem;

std::set<std::string> names_in(const fs::path& folder) {
    std::set<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder)) out.insert(entry.path().filename().string());
    return out;
}

bool is_refused(const fs::path& target) {
    try {
        const PrivateFolder folder(target);
    } catch (const Error& error) {
        return error.code() == ErrorCode::invalid_file;
    }
    return false;
}

}  // namespace

TEST_CASE("a private folder has its name only when it is whole") {
    const support::TempFolder work;
    {
        PrivateFolder folder(work / "copy");
        folder.add("one", "1");
        CHECK_FALSE(fs::exists(work / "copy"));
        CHECK(fs::exists(folder.path() / "one"));
        folder.finish();
    }
    CHECK(names_in(work.path()) == std::set<std::string>{"copy"});
    CHECK(support::bytes_of(work / "copy/one") == "1");
    CHECK((fs::status(work / "copy").permissions() & fs::perms::mask) == fs::perms::owner_all);
}

TEST_CASE("a private folder that fails leaves nothing, one that is killed no name") {
    const support::TempFolder work;
    {
        PrivateFolder folder(work / "copy");
        folder.add("one", "1");
    }
    CHECK(names_in(work.path()).empty());
    if (const auto child = ::fork(); child == 0) {
        PrivateFolder folder(work / "copy");
        folder.add("one", "1");
        ::raise(SIGKILL);
    } else {
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK(WIFSIGNALED(status));
    }
    CHECK_FALSE(fs::exists(work / "copy"));
    CHECK(names_in(work.path()).size() == 1);
}

TEST_CASE("a private folder takes the place of nothing") {
    const support::TempFolder work;
    fs::create_directory(work / "folder");
    fs::create_symlink(work / "nowhere", work / "link");
    CHECK(is_refused(work / "folder"));
    CHECK(is_refused(work / "folder/"));
    CHECK(is_refused(work / "link"));
    PrivateFolder late(work / "late");
    fs::create_directory(work / "late");
    CHECK_THROWS_AS(late.finish(), Error);
    CHECK(names_in(work / "late").empty());
}

}  // namespace lawful::exchange
