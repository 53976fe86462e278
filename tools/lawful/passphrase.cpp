// SPDX-License-Identifier: Apache-2.0
#include "passphrase.hpp"

#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "arguments.hpp"
#include "output.hpp"

namespace lawful::tool {
namespace {

volatile std::sig_atomic_t caught = 0;

extern "C" void catch_signal(int signal) { caught = signal; }

/// No echo while it lives. Whoever is interrupted gets their terminal back first.
class Silence {
public:
    Silence() {
        if (::tcgetattr(STDIN_FILENO, &before_) != 0) throw UsageError("cannot ask on this terminal");
        caught = 0;
        struct sigaction catching {};
        catching.sa_handler = catch_signal;  // without SA_RESTART: it ends the read
        for (std::size_t i = 0; i < signals.size(); ++i) {
            ::sigaction(signals.at(i), &catching, &actions_.at(i));
        }
        auto silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        silent.c_lflag |= ICANON | ECHONL;
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
    ~Silence() {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        for (std::size_t i = 0; i < signals.size(); ++i) {
            ::sigaction(signals.at(i), &actions_.at(i), nullptr);
        }
        if (caught != 0) ::raise(caught);
    }

private:
    static constexpr std::array signals{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

    ::termios before_{};
    std::array<struct sigaction, signals.size()> actions_{};
};

/// One line of the terminal, wiped when it goes. Not through stdio, whose buffer would keep it.
class Line {
public:
    Line() = default;
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;
    ~Line() { ::explicit_bzero(bytes_.data(), bytes_.size()); }

    /// False when the input ends, or a signal came.
    [[nodiscard]] bool read() {
        while (size_ < bytes_.size()) {
            const auto got = ::read(STDIN_FILENO, bytes_.data() + size_, bytes_.size() - size_);
            if (got < 0 && errno == EINTR && caught == 0) continue;
            if (got <= 0) return false;
            size_ += static_cast<std::size_t>(got);
            if (bytes_.at(size_ - 1) == '\n') break;
        }
        return true;
    }
    [[nodiscard]] std::string_view text() const {
        const std::string_view all(bytes_.data(), size_);
        return all.substr(0, all.find('\n'));
    }

private:
    std::array<char, 2048> bytes_{};
    std::size_t size_ = 0;
};

void ask(std::string_view prompt, Line& line) {
    print_to_stderr(prompt);
    const Silence silence;
    if (!line.read()) throw UsageError("no passphrase was given");
}

}  // namespace

bool can_ask() { return ::isatty(STDIN_FILENO) == 1; }

Passphrase ask_passphrase(std::string_view prompt) {
    Line line;
    ask(prompt, line);
    return Passphrase(line.text());
}

Passphrase ask_new_passphrase() {
    auto first = ask_passphrase("New passphrase: ");
    const auto again = ask_passphrase("The same again: ");
    const auto left = first.expose();
    const auto right = again.expose();
    if (!std::equal(left.begin(), left.end(), right.begin(), right.end())) {
        throw UsageError("the two passphrases differ");
    }
    return first;
}

}  // namespace lawful::tool
