// SPDX-License-Identifier: Apache-2.0
#include "crypto/scrypt.hpp"

#include "support.hpp"

namespace lawful::crypto {
namespace {

std::string answer(std::string_view passphrase, std::string_view salt, ScryptCost cost) {
    Bytes out(64);
    scrypt_unbounded(as_bytes(passphrase), as_bytes(salt), cost, out);
    return to_hex(out);
}

}  // namespace

TEST_CASE("scrypt gives the known answers of RFC 7914 section 12") {
    CHECK(answer("", "", {.log_n = 4, .r = 1, .p = 1}) ==
          "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
          "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906");
    CHECK(answer("password", "NaCl", {.log_n = 10, .r = 8, .p = 16}) ==
          "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
          "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
    CHECK(answer("pleaseletmein", "SodiumChloride", {.log_n = 14, .r = 8, .p = 1}) ==
          "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
          "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887");
}

TEST_CASE("a passphrase's key is scrypt's, at and above OpenSSL's own memory limit") {
    const auto key_at = [](ScryptCost cost, std::string_view passphrase) {
        return to_hex(scrypt(as_bytes(passphrase), as_bytes("salt"), cost).view());
    };
    const ScryptCost least{.log_n = 15, .r = 8, .p = 1};
    CHECK(key_at(least, "anna") == answer("anna", "salt", least).substr(0, 64));
    CHECK(key_at(least, "anna") != key_at(least, "Anna"));
    const ScryptCost usual;
    CHECK(usual == ScryptCost{.log_n = 17, .r = 8, .p = 1});
    CHECK(key_at(usual, "anna") == answer("anna", "salt", usual).substr(0, 64));
}

TEST_CASE("costs that protect nobody, or exhaust the machine, are refused before any work") {
    for (const auto cost : {ScryptCost{.log_n = 14}, ScryptCost{.log_n = 23},
                            ScryptCost{.log_n = 0}, ScryptCost{.log_n = 64},
                            ScryptCost{.log_n = 15, .r = 0}, ScryptCost{.log_n = 15, .r = 17},
                            ScryptCost{.log_n = 15, .p = 0}, ScryptCost{.log_n = 15, .p = 5}}) {
        CAPTURE(cost.log_n);
        CHECK(testing::code_of([&] { (void)scrypt({}, {}, cost); }) == ErrorCode::corrupt);
    }
}

}  // namespace lawful::crypto
