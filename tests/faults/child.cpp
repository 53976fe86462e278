// SPDX-License-Identifier: Apache-2.0
#include "faults/child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <stdexcept>
#include <thread>

namespace faults {
namespace {

void say(int pipe, const std::string& line) {
    // Shorter than PIPE_BUF: never mixed with another child's.
    if (::write(pipe, line.data(), line.size()) != static_cast<::ssize_t>(line.size())) ::_exit(2);
}

}  // namespace

Children::Children() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    read_end_ = ends[0];
    write_end_ = ends[1];
    ::fcntl(read_end_, F_SETFL, O_NONBLOCK);
}

Children::~Children() {
    while (!alive_.empty()) kill(*alive_.begin());
    ::close(read_end_);
    ::close(write_end_);
}

::pid_t Children::start(const std::function<void(const Tell&)>& work) {
    const auto child = ::fork();
    if (child < 0) throw std::runtime_error("no child");
    if (child > 0) {
        alive_.insert(child);
        return child;
    }
    try {
        work([this](std::uint64_t number) { say(write_end_, std::to_string(number) + "\n"); });
    } catch (const std::exception& failure) {
        say(write_end_, std::string("a child failed: ").append(failure.what()).substr(0, 400) + "\n");
    }
    ::_exit(1);
}

void Children::listen(std::uint64_t microseconds) {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::microseconds(microseconds);
    do {
        drain();
        std::this_thread::sleep_for(std::chrono::microseconds(100));
    } while (Clock::now() < end);
}

void Children::listen_for(std::size_t commits) {
    constexpr int patience = 20'000;
    for (int i = 0; i < patience && told_.size() < commits && fault_.empty(); ++i) listen(1'000);
    if (told_.size() < commits && fault_.empty()) fault_ = "no child said a word";
}

void Children::kill(::pid_t child) {
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    alive_.erase(child);
    drain();
}

void Children::drain() {
    std::array<char, 4096> block{};
    for (;;) {
        const auto got = ::read(read_end_, block.data(), block.size());
        if (got <= 0) break;
        rest_.append(block.data(), static_cast<std::size_t>(got));
    }
    for (auto end = rest_.find('\n'); end != std::string::npos; end = rest_.find('\n')) {
        hear(rest_.substr(0, end));
        rest_.erase(0, end + 1);
    }
}

void Children::hear(const std::string& line) {
    const auto number = std::strtoull(line.c_str(), nullptr, 10);
    if (number != 0 && told_.insert(number).second) return;
    if (fault_.empty()) fault_ = number == 0 ? line : "committed twice: " + line;
}

}  // namespace faults
