// SPDX-License-Identifier: Apache-2.0
#include "verify/leaves.hpp"

namespace lawful::verify {

Leaves::Leaves(const exchange::AuditBundle& bundle, std::uint64_t size, Faults& faults)
    : bundle_(bundle), size_(size), faults_(faults) {
    faults_.holds(file, [&] { input_.emplace(bundle_.open(file)); });
}

std::optional<Digest> Leaves::next() {
    constexpr std::size_t c_size = 32;
    std::optional<Digest> c;
    if (!input_ || count_ == size_) return c;
    const bool read = faults_.holds(file, [&] {
        const auto bytes = input_->read(c_size);
        if (bytes.size() == c_size) c = to_array<c_size>(bytes);
    });
    if (!read) input_.reset();
    if (c) ++count_;
    return c;
}

void Leaves::finish() {
    if (!input_) return;
    faults_.holds(file, [&] {
        if (count_ < size_) throw Error(ErrorCode::invalid_file, "fewer than the checkpoint's size");
        if (!input_->read(1).empty()) {
            throw Error(ErrorCode::invalid_file, "more than the checkpoint's size");
        }
        exchange::require_listed(*input_, *bundle_.manifest().find(file));
    });
}

}  // namespace lawful::verify
