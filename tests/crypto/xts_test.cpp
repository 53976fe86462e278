// SPDX-License-Identifier: Apache-2.0
#include "crypto/xts.hpp"

#include <atomic>
#include <thread>
#include <vector>

#include "support.hpp"

namespace lawful::crypto {
namespace {

using testing::code_of;

const Bytes key = from_hex(
    "2718281828459045235360287471352662497757247093699959574966967627"
    "3141592653589793238462643383279502884197169399375105820974944592");

Bytes tweak_of(std::initializer_list<std::uint8_t> head) {
    Bytes out(head);
    out.resize(Aes256Xts::tweak_size);
    return out;
}

Bytes counted(std::size_t size) {
    Bytes out(size);
    for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<std::uint8_t>(i);
    return out;
}

// IEEE 1619-2007, annex B, vector 10.
constexpr std::string_view vector_10 =
    "1c3b3a102f770386e4836c99e370cf9bea00803f5e482357a4ae12d414a3e63b5d31e276f8fe4a8d"
    "66b317f9ac683f44680a86ac35adfc3345befecb4bb188fd5776926c49a3095eb108fd1098baec70"
    "aaa66999a72a82f27d848b21d4a741b0c5cd4d5fff9dac89aeba122961d03a757123e9870f8acf10"
    "00020887891429ca2a3e7a7d7df7b10355165c8b9a6d0a7de8b062c4500dc4cd120c0f7418dae3d0"
    "b5781c34803fa75421c790dfe1de1834f280d7667b327f6c8cd7557e12ac3a0f93ec05c52e0493ef"
    "31a12d3d9260f79a289d6a379bc70c50841473d1a8cc81ec583e9645e07b8d9670655ba5bbcfecc6"
    "dc3966380ad8fecb17b6ba02469a020a84e18e8f84252070c13e9f1f289be54fbc481457778f6160"
    "15e1327a02b140f1505eb309326d68378f8374595c849d84f4c333ec4423885143cb47bd71c5edae"
    "9be69a2ffeceb1bec9de244fbe15992b11b77c040f12bd8f6a975a44a0f90c29a9abc3d4d8939272"
    "84c58754cce294529f8614dcd2aba991925fedc4ae74ffac6e333b93eb4aff0479da9a410e4450e0"
    "dd7ae4c6e2910900575da401fc07059f645e8b7e9bfdef33943054ff84011493c27b3429eaedb4ed"
    "5376441a77ed43851ad77f16f541dfd269d50d6a5f14fb0aab1cbb4c1550be97f7ab4066193c4caa"
    "773dad38014bd2092fa755c824bb5e54c4f36ffda9fcea70b9c6e693e148c151";

}  // namespace

TEST_CASE("aes-256-xts gives the known answers of IEEE 1619, both ways") {
    const Aes256Xts xts(key);
    const auto plaintext = counted(512);
    auto block = plaintext;
    xts.encrypt(tweak_of({0xff}), block);
    CHECK(to_hex(block) == vector_10);
    xts.decrypt(tweak_of({0xff}), block);
    CHECK(block == plaintext);
    xts.encrypt(tweak_of({0xff, 0xff}), block);  // vector 11
    CHECK(to_hex(ByteView(block).first(16)) == "77a31251618a15e6b92d1d66dffe7b50");
}

TEST_CASE("one block is the head of the longer answer") {
    auto block = counted(16);
    Aes256Xts(key).encrypt(tweak_of({0xff}), block);
    CHECK(to_hex(block) == vector_10.substr(0, 32));
    Aes256Xts(key).decrypt(tweak_of({0xff}), block);
    CHECK(block == counted(16));
    Aes256Xts(key).encrypt(tweak_of({0xfe}), block);
    CHECK(to_hex(block) != vector_10.substr(0, 32));
}

TEST_CASE("xts refuses wrong sizes and a key of two equal halves") {
    const Aes256Xts xts(key);
    auto block = counted(16);
    const auto refused = [](auto&& action) { return code_of(action) == ErrorCode::internal; };
    CHECK(refused([] { Aes256Xts{counted(32)}; }));
    CHECK(refused([] { Aes256Xts{Bytes(64, 1)}; }));
    CHECK(refused([&] { xts.encrypt(counted(15), block); }));
    CHECK(refused([&] { xts.decrypt(counted(17), block); }));
    CHECK(refused([&] { xts.encrypt(counted(16), std::span(block).first(15)); }));
    CHECK(block == counted(16));
}

TEST_CASE("one xts key serves several threads") {
    const Aes256Xts xts(key);
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&, thread] {
            const auto tweak = tweak_of({static_cast<std::uint8_t>(thread)});
            for (int i = 0; i < 300; ++i) {
                auto block = counted(16);
                xts.encrypt(tweak, block);
                if (block == counted(16)) ++wrong;
                xts.decrypt(tweak, block);
                if (block != counted(16)) ++wrong;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(wrong == 0);
}

}  // namespace lawful::crypto
