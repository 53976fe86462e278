// SPDX-License-Identifier: Apache-2.0
// Wraps any send function: it is called for the addresses that may be sent to, and for no other.
#include <functional>
#include <iostream>
#include <string>

#include <lawful/lawful.hpp>

namespace {

using Send = std::function<bool(const lawful::Release&)>;

/// Sends to one address if the registry releases it; says why not otherwise.
class Guard {
public:
    Guard(lawful::Registry& registry, std::string purpose, std::vector<std::string> fulfilled, Send send)
        : registry_(registry),
          purpose_(std::move(purpose)),
          fulfilled_(std::move(fulfilled)),
          send_(std::move(send)) {}

    bool operator()(const std::string& address) {
        const std::vector<std::string> one{address};
        const auto answer = registry_.release(one, purpose_, lawful::Channel::email, fulfilled_);
        for (const auto& refused : answer.refused) {
            std::cout << "not sent: " << lawful::to_json(refused.decision) << '\n';
        }
        for (const auto& release : answer.released) {
            const bool sent = send_(release);
            sent ? registry_.delivered(release.id) : registry_.failed(release.id);
            std::cout << (sent ? "sent" : "failed") << '\n';
        }
        return !answer.released.empty();
    }

private:
    lawful::Registry& registry_;
    std::string purpose_;
    std::vector<std::string> fulfilled_;
    Send send_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5) {
        std::cerr << "usage: guard REGISTRY KEY-FILE PURPOSE ADDRESS\n";
        return 2;
    }
    try {
        auto registry = lawful::Registry::open(argv[1], lawful::SecretKey::read_file(argv[2]));
        const std::vector<std::string> in_every_message{
            "E_SENDER_HIDDEN", "E_NO_STOP_ADDRESS", "E_NL_IDENTITY", "E_ART14_FIRST_MESSAGE", "E_ART21_4"};
        Guard guard(registry, argv[3], in_every_message, [](const lawful::Release& release) {
            std::cout << "sending to somebody of language '" << release.language << "'\n";
            return true;  // your mailer here
        });
        return guard(argv[4]) ? 0 : 1;
    } catch (const lawful::Error& error) {
        std::cerr << "guard: " << error.what() << '\n';
        return static_cast<int>(error.code());
    }
}
