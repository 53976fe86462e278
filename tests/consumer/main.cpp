// SPDX-License-Identifier: Apache-2.0
// What every consumer does: makes a registry in the folder it is given, closes it, and finds that
// another key does not open it.
#include <filesystem>
#include <iostream>
#include <string>

#include <lawful/lawful.hpp>

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const auto file = std::filesystem::path(argv[1]) / "consumer.lawful";
    std::filesystem::remove(file);
    {
        const auto registry = lawful::Registry::create(file, lawful::SecretKey::generate());
        std::cout << "created, ledger size " << registry.ledger_size() << '\n';
    }
    try {
        const auto registry = lawful::Registry::open(file, lawful::SecretKey::generate());
    } catch (const lawful::Error& error) {
        std::cout << "refused: " << lawful::to_string(error.code()) << '\n';
        return error.code() == lawful::ErrorCode::wrong_key ? 0 : 1;
    }
    return 1;
}
