// SPDX-License-Identifier: Apache-2.0
// A bundle that comes in streams, of which nothing may be believed.
#include <algorithm>
#include <fstream>
#include <functional>
#include <set>
#include <utility>

#include <lawful/audit.hpp>
#include <lawful/error.hpp>
#include <lawful/json.hpp>

#include "bundle.hpp"
#include "exchange/audit_manifest.hpp"
#include "streams.hpp"

namespace lawful::testing {
namespace {

const std::filesystem::path data = std::filesystem::path(LAWFUL_SOURCE_DIR) / "tests/verify/data";

/// Gives `piece` until nothing is left; what that is, it decides.
class PieceBuffer final : public std::streambuf {
public:
    explicit PieceBuffer(std::function<std::string()> piece) : piece_(std::move(piece)) {}

protected:
    int_type underflow() override {
        current_ = piece_();
        setg(current_.data(), current_.data(), current_.data() + current_.size());
        return current_.empty() ? traits_type::eof() : traits_type::to_int_type(current_.front());
    }

private:
    std::function<std::string()> piece_;
    std::string current_;
};

class PieceStream final : public std::istream {
public:
    explicit PieceStream(std::function<std::string()> piece)
        : std::istream(nullptr), buffer_(std::move(piece)) {
        rdbuf(&buffer_);
    }

private:
    PieceBuffer buffer_;
};

using Stream = std::unique_ptr<std::istream>;

/// `content`, and then what `then` does.
Stream and_then(std::string content, std::function<std::string()> then) {
    return std::make_unique<PieceStream>(
        [content = std::move(content), then = std::move(then), begun = false]() mutable {
            return std::exchange(begun, true) ? then() : content;
        });
}

/// The golden bundle, one of whose files is another stream.
struct Replaced {
    Files files = files_in(data / "full");
    AuditStreams streams = streams_of(files);

    AuditReport inspect(const std::string& path, const std::function<Stream(const std::string&)>& by) {
        auto changed = streams;
        changed.open = [&](const std::string& asked) {
            return asked == path ? by(files.at(path)) : streams.open(asked);
        };
        return inspect_audit(changed);
    }
};

bool names(const AuditReport& report, const std::string& start) {
    return std::any_of(report.faults.begin(), report.faults.end(),
                       [&](const auto& fault) { return fault.starts_with(start); });
}

}  // namespace

TEST_CASE("a golden bundle through streams gives the report that its folder gives") {
    AuditOptions options{.verifier_keys = {bytes_of(data / "verifier-key")}};
    options.verifier_keys[0].pop_back();
    for (const auto* size : {"0", "5", "9"}) {
        options.checkpoints.push_back(data / (std::string("checkpoint-") + size));
    }
    for (const auto* kind : {"full", "partial"}) {
        const auto files = files_in(data / kind);
        std::vector<std::pair<std::uint64_t, LeafState>> by_folder;
        std::vector<std::pair<std::uint64_t, LeafState>> by_streams;
        options.on_leaf = [&](auto leaf, auto state) { by_folder.emplace_back(leaf, state); };
        const auto expected = inspect_audit(data / kind, options);
        options.on_leaf = [&](auto leaf, auto state) { by_streams.emplace_back(leaf, state); };
        const auto report = inspect_audit(streams_of(files), options);
        CHECK(report.faults == std::vector<std::string>{});
        CHECK(report.older_checkpoints == 3);
        CHECK(to_json(report) == to_json(expected));  // it has every field
        CHECK(by_streams == by_folder);
        CHECK(verify_audit(streams_of(files), options).verified == expected.verified);
    }
}

TEST_CASE("what is listed and may not be there is found, and is never opened") {
    const auto files = files_in(data / "full");
    auto streams = streams_of(files);
    const auto listed = streams.list();
    std::set<std::string> asked;
    streams.open = [&asked, open = streams.open](const std::string& path) {
        asked.insert(path);
        return open(path);
    };
    const auto with = [&](const std::vector<std::string>& more) {
        streams.list = [&] {
            auto paths = listed;
            paths.insert(paths.end(), more.begin(), more.end());
            return paths;
        };
        return inspect_audit(streams);
    };
    CHECK(with({"policy/", "proofs/", "notices/"}).ok());
    for (const std::string path : {"secret", "../leaves", "/etc/passwd", "policy/../leaves", "more/", "policy/1/",
                                   "/", "", ".", "leaves/", "manifest.json/", "Leaves", "leaves "}) {
        CAPTURE(path);
        CHECK(with({path}).faults == std::vector{path + ": the manifest does not list it"});
    }
    CHECK(with({std::string("\x1b[31m\xff", 6)}).faults[0].starts_with("?[31m?: the manifest"));
    CHECK(with({std::string(std::size_t{50} << 20U, 'x')}).faults[0].size() == 1000);
    for (const auto& path : listed) CHECK(with({path}).faults == std::vector{path + ": is there twice"});
    std::vector<std::string> many;
    for (int i = 0; i < 100'000; ++i) many.push_back("many/" + std::to_string(i));
    CHECK(with(many).fault_count == 100);
    for (const auto& path : asked) CHECK((path == "manifest.json" || exchange::audit_path(path)));
    CHECK(asked.size() == files.size());
}

TEST_CASE("a file that is not there, or whose stream fails, is a fault that names it") {
    Replaced bundle;
    const auto fails = [](const char* what) -> std::function<std::string()> {
        return [what]() -> std::string { throw Error(ErrorCode::input_output, what); };
    };
    for (const auto& [path, content] : bundle.files) {
        CAPTURE(path);
        const auto check = [&, name = path](const char* what, const std::function<Stream(const std::string&)>& by) {
            CAPTURE(what);
            const auto report = bundle.inspect(name, by);
            CHECK(names(report, name));
            CHECK(std::any_of(report.faults.begin(), report.faults.end(),
                              [&](const auto& fault) { return fault.find(what) != std::string::npos; }));
        };
        check("is not there", [](const auto&) { return nullptr; });
        check("cannot be read", [](const auto&) { return std::make_unique<std::ifstream>("/nowhere/at/all"); });
        check("cannot be read", [](const auto&) { return std::make_unique<std::istream>(nullptr); });
        check("cannot be read", [](const auto& text) {
            auto stream = std::make_unique<std::istringstream>(text);
            stream->setstate(std::ios::badbit);
            return stream;
        });
        check("cannot be read: torn", [](const auto& text) {
            return and_then(text.substr(0, text.size() / 2),
                            []() -> std::string { throw std::ios_base::failure("torn"); });
        });
        check("no more of it", [&](const auto& text) { return and_then(text.substr(0, 40), fails("no more of it")); });
        check("not today", [](const auto&) -> Stream { throw Error(ErrorCode::busy, "not today"); });
    }
}

TEST_CASE("a stream that sets its own state, or says that it read less than nothing, has failed") {
    class Hostile final : public std::istream, private std::streambuf {
    public:
        explicit Hostile(bool sets) : std::istream(nullptr), sets_(sets) { rdbuf(this); }

    private:
        std::streamsize xsgetn(char* /*into*/, std::streamsize /*size*/) override {
            if (sets_) setstate(std::ios::badbit);
            return -1;
        }
        bool sets_;
    };
    Replaced bundle;
    for (const auto& [path, content] : bundle.files) {
        for (const bool sets : {false, true}) {
            const auto report = bundle.inspect(path, [&](const auto&) { return std::make_unique<Hostile>(sets); });
            CHECK(names(report, path));
        }
    }
}

TEST_CASE("streams that throw at their end are read as any other") {
    const auto files = files_in(data / "partial");
    auto streams = streams_of(files);
    streams.open = [open = streams.open](const std::string& path) {
        auto stream = open(path);
        if (stream) stream->exceptions(std::ios::eofbit | std::ios::failbit | std::ios::badbit);
        return stream;
    };
    CHECK(inspect_audit(streams).faults == std::vector<std::string>{});
}

TEST_CASE("any other exception comes out of the call as it is") {
    struct Stop {};
    Replaced bundle;
    for (const auto& [path, content] : bundle.files) {
        CAPTURE(path);
        CHECK_THROWS_AS((void)bundle.inspect(path, [](const auto&) -> Stream { throw Stop{}; }), Stop);
        CHECK_THROWS_AS((void)bundle.inspect(path, [](const auto& text) {
            return and_then(text.substr(0, 40), []() -> std::string { throw Stop{}; });
        }), Stop);
    }
    auto streams = bundle.streams;
    streams.list = []() -> std::vector<std::string> { throw Stop{}; };
    CHECK_THROWS_AS((void)inspect_audit(streams), Stop);
    streams.list = []() -> std::vector<std::string> { throw Error(ErrorCode::busy, "not today"); };
    CHECK(inspect_audit(streams).faults == std::vector<std::string>{"the list of files: not today"});
    streams.list = nullptr;
    CHECK_THROWS_AS((void)inspect_audit(streams), Error);
    CHECK_THROWS_AS((void)inspect_audit(AuditStreams{.list = bundle.streams.list}), Error);
}

TEST_CASE("a stream without end is read no further than the manifest says") {
    Replaced bundle;
    for (const auto& [path, content] : bundle.files) {
        const std::size_t listed = path == "manifest.json" ? exchange::audit_manifest_limit : content.size();
        for (const auto& begin : {std::string(), content}) {
            for (const char filler : {'x', '\n', '\0'}) {
                CAPTURE(path);
                std::size_t given = 0;
                const auto report = bundle.inspect(path, [&](const auto&) {
                    return and_then(begin, [&] {
                        if (given > 4 * listed + 65'536) return std::string();  // too much already: it ends
                        const std::string more(4096, filler);
                        given += more.size();
                        return more;
                    });
                });
                CHECK(names(report, path));
                CHECK(given <= 2 * listed + 4096);
            }
        }
    }
}

TEST_CASE("a line without end is given up") {
    Replaced bundle;
    constexpr std::size_t megabyte = std::size_t{1} << 20U;
    auto manifest = exchange::AuditManifest::parse(bundle.files.at("manifest.json"));
    for (auto& file : manifest.files) {
        if (file.path == "events.jsonl") file.bytes = 1000 * megabyte;
    }
    bundle.files["manifest.json"] = manifest.text();
    std::size_t given = 0;
    const auto report = bundle.inspect("events.jsonl", [&](const auto&) {
        return and_then("{", [&] {
            if (given > 100 * megabyte) return std::string();
            given += megabyte;
            return std::string(megabyte, 'x');
        });
    });
    CHECK(names(report, "events.jsonl line 1: longer than"));
    CHECK(given <= 40 * megabyte);
}

TEST_CASE("whoever wants a sound bundle or none is told the first fault") {
    auto files = files_in(data / "full");
    files["leaves"][0] ^= 1;
    try {
        verify_audit(streams_of(files));
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::corrupt);
        CHECK(std::string_view(error.what()).find("event 0") != std::string_view::npos);
    }
}

}  // namespace lawful::testing
