// SPDX-License-Identifier: Apache-2.0
// The C++ half of benchmarks/python.py: the same questions of the same registry.
//   bench_screen_twin REGISTRY KEY-FILE PURPOSE ADDRESSES     prints microseconds per may_send, seconds per screen
#include <chrono>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include <lawful/lawful.hpp>

namespace {

using Seconds = std::chrono::duration<double>;

template <class Work>
double seconds_of(Work work) {
    const auto begun = std::chrono::steady_clock::now();
    work();
    return Seconds(std::chrono::steady_clock::now() - begun).count();
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 5) return 2;
    const auto registry = lawful::Registry::open(argv[1], lawful::SecretKey::read_file(argv[2]), {.read_only = true});
    std::vector<std::string> addresses;
    std::ifstream file(argv[4]);
    for (std::string line; std::getline(file, line);) addresses.push_back(line);

    const auto asked = std::min<std::size_t>(addresses.size(), 2000);
    std::size_t allowed = 0;
    const auto one_by_one = seconds_of([&] {
        for (std::size_t i = 0; i < asked; ++i) {
            allowed += registry.may_send(addresses[i], argv[3], lawful::Channel::email) ? 1U : 0U;
        }
    });
    const auto at_once = seconds_of([&] {
        for (const auto& item : registry.screen(addresses, argv[3], lawful::Channel::email)) {
            allowed += item.decision ? 1U : 0U;
        }
    });
    std::cout << one_by_one * 1e6 / static_cast<double>(asked) << ' ' << at_once << ' ' << allowed << '\n';
    return 0;
} catch (const lawful::Error& error) {
    std::cerr << error.what() << '\n';
    return static_cast<int>(error.code());
}
