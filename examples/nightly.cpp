// SPDX-License-Identifier: Apache-2.0
// What to run every night: the store is sound, and nobody may be written to by surprise. Prints one
// JSON document for the monitoring system; exits 1 when somebody should look.
#include <iostream>
#include <map>
#include <string>

#include <lawful/lawful.hpp>

namespace {

std::string counts_of(const lawful::Registry& registry, const lawful::Purpose& purpose,
                      lawful::Channel channel) {
    std::map<std::string, std::size_t> counts;
    registry.screen(purpose.id, channel, [&](const lawful::AddressDecision& item) {
        ++counts[std::string(lawful::wire_name(item.decision.verdict))];
        for (const auto& reason : item.decision.reasons) {
            if (reason.effect == lawful::Effect::breach || reason.effect == lawful::Effect::warn) {
                ++counts[reason.code];
            }
        }
    });
    std::string json = "{";
    for (const auto& [name, count] : counts) {
        if (json.size() > 1) json += ',';
        json += lawful::to_json(name) + ':' + std::to_string(count);
    }
    return json + '}';
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: nightly REGISTRY KEY-FILE\n";
        return 2;
    }
    try {
        const auto registry = lawful::Registry::open(
            argv[1], lawful::SecretKey::read_file(argv[2]), {.read_only = true});
        const auto report = registry.check_store();
        std::cout << "{\"store\":" << lawful::to_json(report) << ",\"purposes\":{";
        bool first = true;
        for (const auto& purpose : registry.policy().purposes) {
            for (const auto channel : purpose.channels) {
                if (!first) std::cout << ',';
                first = false;
                const auto name = purpose.id + "/" + std::string(lawful::wire_name(channel));
                std::cout << lawful::to_json(name) << ':' << counts_of(registry, purpose, channel);
            }
        }
        std::cout << "}}\n";
        return report.faults.empty() ? 0 : 1;
    } catch (const lawful::Error& error) {
        std::cerr << "nightly: " << error.what() << '\n';
        return static_cast<int>(error.code());
    }
}
