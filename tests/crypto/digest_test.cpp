// SPDX-License-Identifier: Apache-2.0
#include "crypto/digest.hpp"

#include <string>

#include <doctest/doctest.h>

namespace lawful::crypto {

TEST_CASE("sha-256 gives the known answers of FIPS 180-4") {
    CHECK(to_hex(sha256({})) ==
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(to_hex(sha256(as_bytes("abc"))) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(to_hex(sha256(as_bytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))) ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_CASE("a digest in pieces equals the digest of the whole, and starts anew after finish") {
    const std::string text(1000, 'a');
    Sha256 digest;
    for (std::size_t at = 0; at < text.size(); at += 7) {
        digest.update(as_bytes(std::string_view(text).substr(at, 7)));
    }
    CHECK(digest.finish() == sha256(as_bytes(text)));
    CHECK(digest.finish() == sha256({}));
    digest.update(as_bytes("abc"));
    CHECK(digest.finish() == sha256(as_bytes("abc")));
}

}  // namespace lawful::crypto
