// SPDX-License-Identifier: Apache-2.0
#include "peers/peer.hpp"

#ifdef BENCH_REDIS
#include <stdexcept>

#include <fmt/format.h>
#include <hiredis/hiredis.h>

namespace bench {
namespace {

/// A stream of events and a hash with the latest of each address; `appendfsync always`, as the script starts it.
class RedisPeer final : public Peer {
public:
    explicit RedisPeer(const std::string& socket) : context_(redisConnectUnix(socket.c_str())) {
        if (context_ == nullptr || context_->err != 0)
            throw std::runtime_error("redis cannot be reached");
    }
    ~RedisPeer() override { redisFree(context_); }

    [[nodiscard]] std::string name() const override { return "Redis, socket"; }

    void load(const Shape& shape) override {
        queue("FLUSHALL");
        drain();
        for (std::size_t i = 0; i < shape.contacts; ++i) {
            queue(fmt::format("HSET contact:{} email {} name Person-{} country NL", i + 1, mail(i),
                              i));
            for (const auto& row : history_of(shape, i)) put(row);
            if (i % 1'000 == 999) drain();
        }
        drain();
    }

    [[nodiscard]] bool may_send(std::string_view address) override {
        const std::string key = fmt::format("state:{}", address);
        const Reply reply(
            static_cast<redisReply*>(redisCommand(context_, "HGET %b 1", key.data(), key.size())));
        if (!reply) throw std::runtime_error(context_->errstr);
        return reply->type == REDIS_REPLY_STRING && reply->str[0] == '1';
    }

    [[nodiscard]] std::size_t screen_all() override {
        const Reply reply(static_cast<redisReply*>(redisCommand(context_, "SMEMBERS allowed:1")));
        if (!reply) throw std::runtime_error(context_->errstr);
        return reply->elements;
    }

    void record(const std::vector<ConsentRow>& rows) override {
        queue("MULTI");
        for (const auto& row : rows) put(row);
        queue("EXEC");
        drain();
    }

private:
    struct Free {
        void operator()(redisReply* reply) const { freeReplyObject(reply); }
    };
    using Reply = std::unique_ptr<redisReply, Free>;

    void put(const ConsentRow& row) {
        const auto contact = static_cast<std::size_t>(row.contact - 1);
        const int action = static_cast<int>(row.action);
        queue(
            fmt::format("XADD events * contact {} purpose 1 action {} at {} method signed_form "
                        "notice {:5<64} evidence "
                        "form-of-2026-01-05",
                        row.contact, action, row.at, ""));
        queue(fmt::format("HSET state:{} 1 {}", mail(contact), action));
        queue(fmt::format("{} allowed:1 {}", row.action == Action::given ? "SADD" : "SREM",
                          row.contact));
    }
    void queue(const std::string& command) {
        redisAppendCommand(context_, command.c_str());
        ++waiting_;
    }
    void drain() {
        for (; waiting_ > 0; --waiting_) {
            void* got = nullptr;
            if (redisGetReply(context_, &got) != REDIS_OK)
                throw std::runtime_error(context_->errstr);
            const Reply reply(static_cast<redisReply*>(got));
            if (reply->type == REDIS_REPLY_ERROR) throw std::runtime_error(reply->str);
        }
    }

    redisContext* context_;
    std::size_t waiting_ = 0;
};

}  // namespace

std::unique_ptr<Peer> redis_peer(const std::string& socket) {
    return socket.empty() ? nullptr : std::make_unique<RedisPeer>(socket);
}

}  // namespace bench
#else
namespace bench {
std::unique_ptr<Peer> redis_peer(const std::string&) { return nullptr; }
}  // namespace bench
#endif
