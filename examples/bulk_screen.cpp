// SPDX-License-Identifier: Apache-2.0
// Answers for a whole list, one line in and one line out, from one consistent state.
#include <iostream>
#include <string>
#include <vector>

#include <lawful/lawful.hpp>

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: bulk_screen REGISTRY KEY-FILE PURPOSE < addresses\n";
        return 2;
    }
    try {
        const auto registry = lawful::Registry::open(
            argv[1], lawful::SecretKey::read_file(argv[2]), {.read_only = true});

        std::vector<std::string> addresses;
        for (std::string line; std::getline(std::cin, line);) addresses.push_back(line);

        std::size_t allowed = 0;
        for (const auto& item : registry.screen(addresses, argv[3], lawful::Channel::email)) {
            if (item.decision) ++allowed;
            std::cout << lawful::to_json(item) << '\n';
        }
        std::cerr << allowed << " of " << addresses.size() << " may be sent to\n";
        return 0;
    } catch (const lawful::Error& error) {
        std::cerr << "bulk_screen: " << error.what() << '\n';
        return static_cast<int>(error.code());
    }
}
