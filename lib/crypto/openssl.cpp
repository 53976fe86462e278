// SPDX-License-Identifier: Apache-2.0
#include "crypto/openssl.hpp"

#include <limits>
#include <string>

#include <openssl/err.h>

#include <lawful/error.hpp>

namespace lawful::crypto {

void fail(const char* operation) {
    ERR_clear_error();
    throw Error(ErrorCode::internal, std::string("openssl failed: ") + operation);
}

int to_int(std::size_t size) {
    if (size > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
        throw Error(ErrorCode::invalid_record, "value is too large to seal");
    }
    return static_cast<int>(size);
}

}  // namespace lawful::crypto
