// SPDX-License-Identifier: Apache-2.0
// Runs a target without libFuzzer: every file of the corpus, then changed ones.
//   fuzz_NAME CORPUS [--seconds N] [--seed N] [--keep FOLDER]
// The work is done in a child; where it dies or hangs, the input is kept and its round told.
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <vector>

#include "fuzz/mutation.hpp"
#include "fuzz/target.hpp"
#include "temporary.hpp"

namespace {

struct Options {
    std::filesystem::path corpus;
    std::filesystem::path keep = ".";
    int seconds = 3;
    std::uint64_t seed = 1;
};

/// What the child did last; it outlives the child.
struct Shared {
    std::atomic<std::uint64_t> round{0};
    std::atomic<bool> replaying{true};
};

using Files = std::map<std::string, std::string>;

Files read_corpus(const std::filesystem::path& folder) {
    Files files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        files.emplace(entry.path().filename().string(), support::bytes_of(entry.path()));
    }
    return files;
}

void run(const std::string& input) {
    static_cast<void>(
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size()));
}

std::string input_of(const Files& corpus, std::uint64_t seed, std::uint64_t round) {
    std::seed_seq sequence{seed, round};
    std::mt19937_64 engine(sequence);
    return fuzz::mutated(corpus, engine);
}

/// A round that takes so long hangs.
constexpr unsigned longest_round = 30;

[[noreturn]] void work(const Options& options, const Files& corpus, Shared& shared) {
    ::alarm(longest_round);
    for (const auto& [name, input] : corpus) {
        run(input);
        ++shared.round;
    }
    shared.replaying = false;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(options.seconds);
    for (shared.round = 0; std::chrono::steady_clock::now() < end; ++shared.round) {
        ::alarm(longest_round);
        run(input_of(corpus, options.seed, shared.round));
    }
    std::exit(EXIT_SUCCESS);  // what is static goes, a temporary folder too
}

void keep(const Options& options, const Files& corpus, const Shared& shared) {
    if (shared.replaying) {
        std::printf("FOUND: corpus file %s\n", std::next(corpus.begin(), static_cast<long>(shared.round))->first.c_str());
        return;
    }
    const auto name = "found-" + std::to_string(options.seed) + "-" + std::to_string(shared.round);
    std::ofstream(options.keep / name, std::ios::binary) << input_of(corpus, options.seed, shared.round);
    std::printf("FOUND: %s\n", (options.keep / name).c_str());
}

int drive(const Options& options) {
    const auto corpus = read_corpus(options.corpus);
    fuzz::require(!corpus.empty(), "the corpus is empty");
    void* page = ::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    fuzz::require(page != MAP_FAILED, "no memory");
    auto& shared = *new (page) Shared;
    const auto child = ::fork();
    fuzz::require(child >= 0, "no process");
    if (child == 0) work(options, corpus, shared);
    int status = 0;
    ::waitpid(child, &status, 0);
    const bool sound = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (!sound) keep(options, corpus, shared);
    std::printf("%zu files of the corpus, %llu changed ones, seed %llu: %s\n", corpus.size(),
                static_cast<unsigned long long>(shared.replaying ? 0 : shared.round.load()),
                static_cast<unsigned long long>(options.seed), sound ? "nothing found" : "FOUND, see above");
    return sound ? 0 : 1;
}

Options read_options(int count, char** arguments) {
    fuzz::require(count >= 2, "usage: CORPUS [--seconds N] [--seed N] [--keep FOLDER]");
    Options options{.corpus = arguments[1]};
    if (const char* seconds = std::getenv("LAWFUL_FUZZ_SECONDS")) options.seconds = std::atoi(seconds);
    for (int i = 2; i + 1 < count; i += 2) {
        const std::string_view name = arguments[i];
        const std::string value = arguments[i + 1];
        if (name == "--seconds") {
            options.seconds = std::stoi(value);
        } else if (name == "--seed") {
            options.seed = std::stoull(value);
        } else if (name == "--keep") {
            options.keep = value;
        } else {
            throw std::invalid_argument("no such option");
        }
    }
    return options;
}

}  // namespace

int main(int count, char** arguments) {
    try {
        return drive(read_options(count, arguments));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
}
