// SPDX-License-Identifier: Apache-2.0
#include "verify/openings.hpp"

#include <fmt/format.h>

namespace lawful::verify {
namespace {

constexpr auto file = "events.jsonl";

}  // namespace

Openings::Openings(const exchange::AuditBundle& bundle, std::uint64_t size, Faults& faults)
    : bundle_(bundle), size_(size), faults_(faults) {
    faults_.holds(file, [&] { input_.emplace(bundle_.open(file)); });
}

std::string Openings::where() const { return fmt::format("{} line {}", file, line_); }

bool Openings::next_line(std::string_view& line) {
    bool found = false;
    ++line_;
    if (!input_ || !faults_.holds([&] { return where(); }, [&] {
            found = input_->line(line, exchange::audit_line_limit);
        })) {
        input_.reset();
    }
    return found;
}

exchange::AuditOpening Openings::parsed(std::string_view line) const {
    auto opening = exchange::AuditOpening::parse(line);
    if (opening.index < next_index_) {
        throw Error(ErrorCode::invalid_file, "\"index\" is not after the one before it");
    }
    if (opening.index >= size_) {
        throw Error(ErrorCode::invalid_file, "\"index\" is outside of the ledger");
    }
    return opening;
}

const std::optional<exchange::AuditOpening>& Openings::next() {
    current_.reset();
    for (std::string_view line; !current_ && next_line(line);) {
        faults_.holds([&] { return where(); }, [&] {
            current_ = parsed(line);
            next_index_ = current_->index + 1;
        });
    }
    return current_;
}

void Openings::finish() {
    if (!input_) return;
    faults_.holds(file, [&] {
        exchange::require_listed(*input_, *bundle_.manifest().find(file));
        if (line_ - 1 != bundle_.manifest().events) {
            throw Error(ErrorCode::invalid_file, "another number of lines than in the manifest");
        }
    });
}

}  // namespace lawful::verify
