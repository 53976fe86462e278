// SPDX-License-Identifier: Apache-2.0
#include "ledger/commitment.hpp"

#include <lawful/error.hpp>

#include "crypto/mac.hpp"

namespace lawful::ledger {
namespace {

constexpr std::string_view domain = "lawful-ledger/v1";

}  // namespace

Digest commit(ByteView r, std::string_view m) {
    if (r.size() != 32) throw Error(ErrorCode::corrupt, "blinding value has the wrong size");
    std::string message;
    message.reserve(domain.size() + 1 + m.size());
    message.append(domain).push_back('\0');
    message.append(m);
    return crypto::hmac_sha256(r, as_bytes(message));
}

std::string leaf(const Digest& c) {
    return std::string(domain).append("\n").append(to_base64(c)).append("\n");
}

}  // namespace lawful::ledger
