// SPDX-License-Identifier: Apache-2.0
#include "exchange/audit_manifest.hpp"

#include <doctest/doctest.h>

#include <lawful/error.hpp>

namespace lawful::exchange {

TEST_CASE("the paths of an audit bundle, and nothing else") {
    const std::string hash(64, 'a');
    using enum AuditFileKind;
    CHECK(audit_path("checkpoint")->kind == checkpoint);
    CHECK(audit_path("events.jsonl")->kind == events);
    CHECK(audit_path("leaves")->kind == leaves);
    CHECK(audit_path("report.html")->kind == report);
    CHECK(audit_path("notices/" + hash + ".txt")->kind == notice);
    CHECK(audit_path("policy/0.json")->number == 0);
    CHECK(audit_path("proofs/12.tlog-proof")->number == 12);
    CHECK(audit_path("proofs/12.tlog-proof")->kind == inclusion);
    CHECK(audit_path("proofs/consistency-9007199254740991")->kind == consistency);
    for (const auto& path :
         {std::string(), std::string("."), std::string(".."), std::string("/leaves"),
          std::string("../leaves"), std::string("./leaves"), std::string("leaves/"),
          std::string("Leaves"), std::string("manifest.json"), std::string("policy/.json"),
          std::string("policy/01.json"), std::string("policy/-1.json"),
          std::string("policy/1.json\n"), std::string("policy//1.json"),
          std::string("policy/../policy/1.json"), std::string("proofs/9007199254740992.tlog-proof"),
          std::string("proofs/consistency-"), std::string("proofs/.tlog-proof"),
          std::string("notices/" + hash), std::string("notices/A" + hash.substr(1) + ".txt"),
          std::string("notices/" + hash + "a.txt"), std::string("leaves\0", 7)}) {
        CAPTURE(path);
        CHECK_FALSE(audit_path(path).has_value());
    }
}

TEST_CASE("a manifest is read as it was written; one byte changed is another or none") {
    AuditManifest manifest{AuditCoverage::partial, 2, 12, "k+1+2", {}};
    manifest.files.push_back({"checkpoint", 205, Digest{1}});
    manifest.files.push_back({"events.jsonl", 0, Digest{2}});
    const auto text = manifest.text();
    CHECK(text.starts_with(R"({"coverage":"partial","events":2,"files":[{"bytes":205,"path":")"));
    CHECK(AuditManifest::parse(text).text() == text);
    CHECK(AuditManifest::parse(text).find("events.jsonl")->sha256 == Digest{2});
    CHECK(AuditManifest::parse(text).find("leaves") == nullptr);
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (int byte = 0; byte < 256; ++byte) {
            auto changed = text;
            changed[at] = static_cast<char>(byte);
            std::string again = changed;
            try {
                again = AuditManifest::parse(changed).text();
            } catch (const Error& error) {
                CHECK(error.code() == ErrorCode::invalid_file);
            }
            CHECK(again == changed);
        }
    }
}

}  // namespace lawful::exchange
