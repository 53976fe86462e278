// SPDX-License-Identifier: Apache-2.0
// A ledger that is nowhere as a whole: its streams are made while they are read.
#include <algorithm>
#include <functional>
#include <memory>

#include <lawful/audit.hpp>

#include "bundle.hpp"
#include "exchange/audit_manifest.hpp"
#include "exchange/audit_opening.hpp"
#include "exchange/hashed_file.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/tree.hpp"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace lawful::testing {
namespace {

constexpr std::uint64_t events = 50'000;
constexpr std::size_t megabyte = std::size_t{1} << 20U;

/// What is allocated; nothing where another allocator than the C library's is at work, a sanitizer's, say.
std::size_t heap() {
#ifdef __GLIBC__
    const auto info = ::mallinfo2();
    return info.uordblks + info.hblkhd;
#else
    return 0;
#endif
}

std::size_t highest = 0;

/// Of so many pieces.
class MadeBuffer final : public std::streambuf {
public:
    MadeBuffer(std::uint64_t pieces, std::function<std::string(std::uint64_t)> piece)
        : pieces_(pieces), piece_(std::move(piece)) {}

protected:
    int_type underflow() override {
        highest = std::max(highest, heap());
        if (next_ == pieces_) return traits_type::eof();
        current_ = piece_(next_++);
        setg(current_.data(), current_.data(), current_.data() + current_.size());
        return traits_type::to_int_type(current_.front());
    }

private:
    std::uint64_t pieces_;
    std::uint64_t next_ = 0;
    std::function<std::string(std::uint64_t)> piece_;
    std::string current_;
};

class MadeStream final : public std::istream {
public:
    MadeStream(std::uint64_t pieces, std::function<std::string(std::uint64_t)> piece)
        : std::istream(nullptr), buffer_(pieces, std::move(piece)) {
        rdbuf(&buffer_);
    }

private:
    MadeBuffer buffer_;
};

struct Made {
    std::string m = SmallLedger::of_size(1).m[0];
    SmallLedger signer;  // has the key
    std::string checkpoint;
    std::string manifest;

    [[nodiscard]] static Digest r(std::uint64_t index) { return crypto::sha256(as_bytes(std::to_string(index))); }
    [[nodiscard]] Digest c(std::uint64_t index) const { return ledger::commit(r(index), m); }

    [[nodiscard]] std::unique_ptr<std::istream> open(const std::string& path) const {
        if (path == "events.jsonl") {
            return std::make_unique<MadeStream>(
                events, [this](std::uint64_t i) { return exchange::audit_line(i, r(i), m); });
        }
        if (path == "leaves") {
            return std::make_unique<MadeStream>(
                events, [this](std::uint64_t i) { return std::string(as_text(c(i))); });
        }
        if (path == "report.html") {
            return std::make_unique<MadeStream>(64, [](std::uint64_t) { return std::string(megabyte / 2, ' '); });
        }
        return std::make_unique<MadeStream>(
            1, [text = path == "checkpoint" ? checkpoint : manifest](std::uint64_t) { return text; });
    }

    void complete() {
        ledger::Frontier frontier;
        for (std::uint64_t i = 0; i < events; ++i) {
            frontier.append(ledger::leaf_hash(as_bytes(ledger::leaf(c(i)))));
        }
        const ledger::Checkpoint head{origin, {events, frontier.root()}, {}};
        checkpoint = ledger::sign_note(head.text(), origin, signer.key());
        exchange::AuditManifest out{
            .events = events, .size = events, .verifier_key = signer.verifier().text(), .files = {}};
        for (const auto* path : {"checkpoint", "events.jsonl", "leaves", "report.html"}) {
            exchange::HashedInput input(open(path));
            const auto hash = input.finish();
            out.files.push_back({path, input.size(), hash});
        }
        manifest = out.text();
    }
};

}  // namespace

TEST_CASE("a large ledger is verified in flat memory, also where it is one in no place") {
    Made made;
    made.complete();
    REQUIRE(exchange::AuditManifest::parse(made.manifest).find("events.jsonl")->bytes > 15 * megabyte);
    const AuditStreams streams{
        .list = [] {
            return std::vector<std::string>{"checkpoint", "events.jsonl", "leaves", "manifest.json", "report.html"};
        },
        .open = [&](const std::string& path) { return made.open(path); }};
    const auto before = heap();
    highest = 0;
    const auto report = inspect_audit(streams);
    CHECK(report.faults == std::vector<std::string>{});
    CHECK(report.verified == events);
    CHECK(highest < before + 3 * megabyte);
}

}  // namespace lawful::testing
