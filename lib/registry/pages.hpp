// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/transaction.hpp"

/// Everything of a kind, in the order of ids, in memory that does not grow with it. `visit` may write.
namespace lawful::registry {

constexpr int page_of_ids = 1'000;

/// Erased ones too.
template <class Visit>
void each_subject(const store::ReadTransaction& from, SubjectKind kind, Visit visit) {
    store::SubjectBytes after{};
    for (auto ids = from.subjects_of_kind(kind, after, page_of_ids); !ids.empty();
         ids = from.subjects_of_kind(kind, after, page_of_ids)) {
        for (const auto& id : ids) visit(id);
        after = ids.back();
    }
}

template <class Visit>
void each_address(const store::ReadTransaction& from, Medium medium, Visit visit) {
    AddressId after;
    for (auto ids = from.addresses_of_medium(medium, after, page_of_ids); !ids.empty();
         ids = from.addresses_of_medium(medium, after, page_of_ids)) {
        for (const auto& id : ids) visit(id);
        after = ids.back();
    }
}

}  // namespace lawful::registry
