// SPDX-License-Identifier: Apache-2.0
#include "crypto/timestamp.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

#include <algorithm>
#include <ctime>
#include <memory>

#include "crypto/openssl.hpp"

#include <lawful/error.hpp>

namespace lawful::crypto {
namespace {

using Request = std::unique_ptr<TS_REQ, Freed<TS_REQ_free>>;
using Imprint = std::unique_ptr<TS_MSG_IMPRINT, Freed<TS_MSG_IMPRINT_free>>;
using Algorithm = std::unique_ptr<X509_ALGOR, Freed<X509_ALGOR_free>>;
using Response = std::unique_ptr<TS_RESP, Freed<TS_RESP_free>>;
using Store = std::unique_ptr<X509_STORE, Freed<X509_STORE_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free>>;
using Verification = std::unique_ptr<TS_VERIFY_CTX, Freed<TS_VERIFY_CTX_free>>;

constexpr auto made = "making a time-stamp request";
constexpr auto checked = "checking a time-stamp";

[[noreturn]] void refuse(ErrorCode code, const std::string& what) {
    ERR_clear_error();
    throw Error(code, what);
}

std::string reason() {
    const auto code = ERR_peek_last_error();
    const auto* text = code == 0 ? nullptr : ERR_reason_error_string(code);
    return text == nullptr ? "it does not verify" : text;
}

Store trusted(const std::string& roots, std::time_t then) {
    Store store(X509_STORE_new());
    require(store != nullptr, checked);
    const Memory pem(BIO_new_mem_buf(roots.data(), static_cast<int>(roots.size())));
    require(pem != nullptr, checked);
    int count = 0;
    while (const Certificate one{PEM_read_bio_X509(pem.get(), nullptr, nullptr, nullptr)}) {
        require(X509_STORE_add_cert(store.get(), one.get()) == 1, checked);
        ++count;
    }
    if (count == 0) refuse(ErrorCode::invalid_file, "time-stamp: the authority's file has no certificate");
    ERR_clear_error();
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store.get()), then);
    return store;
}

std::time_t stated_time(TS_RESP* response) {
    auto* info = TS_RESP_get_tst_info(response);
    if (info == nullptr) refuse(ErrorCode::corrupt, "time-stamp: the authority refused the request");
    std::tm parts{};
    if (ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &parts) != 1) {
        refuse(ErrorCode::invalid_file, "time-stamp: its time is none");
    }
    return ::timegm(&parts);
}

}  // namespace

Bytes timestamp_request(const Digest& sha256) {
    const Request request(TS_REQ_new());
    const Imprint imprint(TS_MSG_IMPRINT_new());
    const Algorithm algorithm(X509_ALGOR_new());
    require(request && imprint && algorithm, made);
    require(X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) == 1, made);
    Digest copy = sha256;
    require(TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1 &&
            TS_MSG_IMPRINT_set_msg(imprint.get(), copy.data(), static_cast<int>(copy.size())) == 1 &&
            TS_REQ_set_version(request.get(), 1) == 1 &&
            TS_REQ_set_msg_imprint(request.get(), imprint.get()) == 1 &&
            TS_REQ_set_cert_req(request.get(), 1) == 1, made);
    const int size = i2d_TS_REQ(request.get(), nullptr);
    require(size > 0, made);
    Bytes out(static_cast<std::size_t>(size));
    auto* end = out.data();
    require(i2d_TS_REQ(request.get(), &end) == size, made);
    return out;
}

std::int64_t check_timestamp(const Digest& sha256, ByteView reply, const std::string& roots) {
    const auto* begin = reply.data();
    const Response response(d2i_TS_RESP(nullptr, &begin, static_cast<long>(reply.size())));
    if (!response || begin != reply.data() + reply.size()) {
        refuse(ErrorCode::invalid_file, "time-stamp: not a reply of RFC 3161");
    }
    const auto then = stated_time(response.get());
    auto store = trusted(roots, then);
    const Verification context(TS_VERIFY_CTX_new());
    auto* imprint = static_cast<unsigned char*>(OPENSSL_malloc(sha256.size()));
    require(context && imprint != nullptr, checked);
    std::copy(sha256.begin(), sha256.end(), imprint);
    // The context frees what it is given here.
    TS_VERIFY_CTX_set_imprint(context.get(), imprint, static_cast<long>(sha256.size()));
    TS_VERIFY_CTX_set_store(context.get(), store.release());
    TS_VERIFY_CTX_set_flags(context.get(), TS_VFY_VERSION | TS_VFY_IMPRINT | TS_VFY_SIGNATURE);
    ERR_clear_error();
    if (TS_RESP_verify_response(context.get(), response.get()) != 1) {
        refuse(ErrorCode::corrupt, "time-stamp: " + reason());
    }
    return then;
}

}  // namespace lawful::crypto
