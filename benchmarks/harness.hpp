// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// Measures two or more ways to do the same work in turns, so that what else the machine does falls on all.
namespace bench {

/// Sorts a copy. Throws when there is none.
[[nodiscard]] double percentile(std::vector<double> values, double part);

/// One way to do the work. Does so many operations, going on where it was: what it asks for lies ready.
struct Side {
    std::string name;  ///< ours is `lawful`; twins are `floor…` or `naive…`, peers by name
    std::function<void(std::size_t)> run;
    std::size_t items = 0;  ///< of one operation, where it is not the case's
};

/// The same work, done in several ways; the first is ours.
struct Case {
    std::string group;
    std::string work;
    std::vector<Side> sides{};
    bool single = false;             ///< one operation a block: it syncs, or is long
    std::size_t items = 1;           ///< of one operation; times are of one item
    std::function<void()> before{};  ///< before each turn of a single one, not measured
};

/// What the command line says.
struct Settings {
    std::filesystem::path folder{};  ///< registries once made are kept there
    std::filesystem::path json{};
    std::string postgres{};  ///< folder of its socket; empty: without
    std::string redis{};     ///< its socket; empty: without
    std::vector<std::string> groups{};
    std::size_t contacts = 100'000;
    int events = 3;  ///< of consent, a contact
    int rounds = 9;
    bool quick = false;
    bool only_first = false;  ///< of each group what the price of encryption is taken from
    std::string self{};       ///< this program
};

/// Prints each case as it is measured and keeps it for the JSON file.
class Report {
public:
    explicit Report(const Settings& settings) : settings_(settings) {}

    void measure(const Case& work);
    /// A figure that is no ratio: a size, a percentile, a count.
    void note(const std::string& group, const std::string& work, double value,
              const std::string& unit);
    void write() const;

private:
    void keep(const Case& work, const std::vector<std::vector<double>>& times);

    const Settings& settings_;
    nlohmann::json cases_ = nlohmann::json::array();
    nlohmann::json notes_ = nlohmann::json::array();
};

/// Seconds that the work takes.
[[nodiscard]] double seconds(const std::function<void()>& work);

/// How many bytes the process holds in memory; the most since `forget_peak`.
[[nodiscard]] double resident_bytes();
[[nodiscard]] double peak_bytes();
void forget_peak();

/// So that the compiler cannot leave out what gives a value.
void keep(std::size_t value);

}  // namespace bench
