// SPDX-License-Identifier: Apache-2.0
// No page is ever sealed under a nonce of another: over many writes, in a parent and a child of one
// process, and when the keys are taken out again.
#include <doctest/doctest.h>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <span>

#include "crypto/system_random.hpp"
#include "faults/soak.hpp"
#include "store/vault/page.hpp"

namespace {

using namespace lawful;
using namespace lawful::store::vault;

/// The first 16 of a nonce's 24 bytes: when these differ, so do the nonces.
using Part = std::array<std::uint64_t, 2>;

/// Memory that a child shares.
class Shared {
public:
    explicit Shared(std::size_t parts)
        : size_(parts * sizeof(Part)),
          memory_(::mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)) {
        REQUIRE(memory_ != MAP_FAILED);
    }
    Shared(const Shared&) = delete;
    Shared& operator=(const Shared&) = delete;
    ~Shared() { ::munmap(memory_, size_); }

    [[nodiscard]] std::span<Part> parts() const {
        return {static_cast<Part*>(memory_), size_ / sizeof(Part)};
    }

private:
    std::size_t size_;
    void* memory_;
};

Keys keys_of(ByteView file_key) {
    return keep_keys(crypto::SubKey(file_key), FileId{7}, std::make_shared<crypto::SystemRandom>());
}

/// Seals a page for each place in `out`.
void write_pages(const FileKeys& keys, std::span<Part> out) {
    Page plain{};
    Page sealed{};
    for (auto& part : out) {
        seal_page(keys, 1, plain, sealed);
        std::memcpy(part.data(), sealed.data() + cipher_size, sizeof part);
    }
}

/// LAWFUL_PAGE_WRITES=N: so many.
std::size_t page_writes() {
    const char* const text = std::getenv("LAWFUL_PAGE_WRITES");
    return text == nullptr ? 100'000 : std::strtoull(text, nullptr, 10);
}

TEST_CASE("nonces never repeat over many page writes, a fork and an opening anew") {
    const auto each = page_writes() / 4;
    const Bytes file_key(32, 9);
    const auto keys = keys_of(file_key);
    const Shared shared(4 * each);
    const auto parts = shared.parts();
    // Not a whole number of blocks of nonces: some are left for both when the process forks.
    write_pages(*keys, parts.first(each));
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        write_pages(*keys, parts.subspan(each, each));
        ::_exit(0);
    }
    write_pages(*keys, parts.subspan(2 * each, each));
    int status = 1;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(status == 0);
    write_pages(*keys_of(file_key), parts.subspan(3 * each));

    std::sort(parts.begin(), parts.end());
    faults::Tally tally{.runs = parts.size()};
    for (std::size_t i = 1; i < parts.size(); ++i) tally.bad += parts[i] == parts[i - 1] ? 1 : 0;
    faults::print_tally("page writes, nonces used again", tally);
    CHECK(tally.bad == 0);
}

}  // namespace
