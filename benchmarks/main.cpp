// SPDX-License-Identifier: Apache-2.0
/// What lawful costs, beside what an engineer would write. script/bench runs it; by hand:
///     lawful_bench FOLDER [--groups check,screen] [--contacts N] [--events N] [--rounds N] [--quick]
///                  [--only-first] [--json FILE] [--postgres FOLDER] [--redis SOCKET]
/// Registries that were made are kept in FOLDER.
#include <algorithm>
#include <array>
#include <iostream>
#include <sstream>

#include "world.hpp"

namespace bench {
namespace {

struct Group {
    const char* name;
    void (*run)(World&);
};

constexpr std::array groups{
    Group{"check", check},   Group{"screen", screen},         Group{"release", release},
    Group{"record", record}, Group{"import", import_rows},    Group{"retention", retention},
    Group{"erase", erase},   Group{"audit", audit},           Group{"open", open},
    Group{"rotate", rotate}, Group{"concurrent", concurrent}, Group{"gdprbench", gdprbench},
    Group{"growth", growth},
};

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, ',');) parts.push_back(part);
    return parts;
}

Settings read(const std::vector<std::string>& words) {
    Settings settings{.folder = words.at(1)};
    settings.self = words.at(0);
    for (std::size_t i = 2; i < words.size(); ++i) {
        const auto& name = words[i];
        if (name == "--quick" || name == "--only-first") {
            (name == "--quick" ? settings.quick : settings.only_first) = true;
            continue;
        }
        const auto& value = words.at(++i);
        if (name == "--groups")
            settings.groups = split(value);
        else if (name == "--contacts")
            settings.contacts = std::stoul(value);
        else if (name == "--events")
            settings.events = std::stoi(value);
        else if (name == "--rounds")
            settings.rounds = std::stoi(value);
        else if (name == "--json")
            settings.json = value;
        else if (name == "--postgres")
            settings.postgres = value;
        else if (name == "--redis")
            settings.redis = value;
        else
            throw std::invalid_argument("unknown option " + name);
    }
    return settings;
}

bool wanted(const Settings& settings, const std::string& group) {
    return settings.groups.empty() || std::find(settings.groups.begin(), settings.groups.end(),
                                                group) != settings.groups.end();
}

int run(const std::vector<std::string>& words) {
    const auto settings = read(words);
    std::filesystem::create_directories(settings.folder);
    World world(settings);
    for (const auto& group : groups) {
        if (!wanted(settings, group.name)) continue;
        group.run(world);
        world.report.write();
    }
    return 0;
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) try {
    if (argc < 2 || (argv[1][0] == '-' && std::string_view(argv[1]) != "--write")) {
        std::cerr << "usage: lawful_bench FOLDER [options]\n";
        return 2;
    }
    const std::vector<std::string> words(argv, argv + argc);
    if (words.size() == 5 && words[1] == "--write") {
        return bench::write_for_ever(words[2], words[3], {std::stoul(words[4]), 0});
    }
    return bench::run(words);
} catch (const std::exception& failure) {
    std::cerr << failure.what() << '\n';
    return 1;
}
