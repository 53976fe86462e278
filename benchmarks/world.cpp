// SPDX-License-Identifier: Apache-2.0
#include "world.hpp"

namespace bench {

Side asking(std::string name, const std::vector<std::string>& addresses,
            std::function<bool(const std::string&)> ask) {
    return {std::move(name),
            [ring = Ring(addresses), ask = std::move(ask)](std::size_t count) mutable {
                std::size_t allowed = 0;
                for (std::size_t i = 0; i < count; ++i) allowed += ask(ring.next()) ? 1 : 0;
                keep(allowed);
            }};
}

bool allows(const lawful::Registry& registry, const std::string& address) {
    return static_cast<bool>(registry.may_send(address, purpose, email));
}

World::World(const Settings& given) : settings(given), report(given), scratch_(given.folder) {}

SqlitePeer& World::sqlite(const SqliteStyle& style) {
    auto& peer = sqlite_[style.name];
    if (peer) return *peer;
    peer = std::make_unique<SqlitePeer>(scratch_ / (style.name + ".sqlite"), style);
    peer->load(shape());
    return *peer;
}

std::vector<Peer*> World::servers() {
    if (!servers_) {
        servers_.emplace();
        for (auto make : {&postgres_peer, &redis_peer}) {
            auto peer = make(make == &postgres_peer ? settings.postgres : settings.redis);
            if (!peer) continue;
            peer->load(shape());
            servers_->push_back(std::move(peer));
        }
    }
    std::vector<Peer*> all;
    for (const auto& peer : *servers_) all.push_back(peer.get());
    return all;
}

}  // namespace bench
