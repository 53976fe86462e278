// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.hpp"

/// RFC 3161: what an authority needs to state that some bytes existed, and its reply.
namespace lawful::crypto {

/// A request in DER, over SHA-256, that asks for the authority's certificate. It has no nonce: the
/// reply is kept and checked later, by others, who do not have the request.
[[nodiscard]] Bytes timestamp_request(const Digest& sha256);

/// The seconds since 1970 that the authority states. `roots` is PEM: whom to trust. Its certificate
/// must have been valid at that time. Throws `invalid_file` for what is no reply or no certificate,
/// `corrupt` for a reply that is refused, of other bytes, or by somebody not trusted.
[[nodiscard]] std::int64_t check_timestamp(const Digest& sha256, ByteView reply,
                                           const std::string& roots);

}  // namespace lawful::crypto
