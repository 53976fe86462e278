// SPDX-License-Identifier: Apache-2.0
#include "model/kind.hpp"

#include <utility>

#include <lawful/error.hpp>

namespace lawful {

std::string_view kind_of(const EventBody& body) { return model::kind_names.at(body.index()); }

namespace model {
namespace {

template <std::size_t... Index>
EventBody make_body(std::size_t wanted, std::index_sequence<Index...>) {
    EventBody body;
    ((Index == wanted ? static_cast<void>(body.emplace<Index>()) : static_cast<void>(0)), ...);
    return body;
}

}  // namespace

EventBody body_of_kind(std::string_view kind) {
    for (std::size_t i = 0; i < kind_names.size(); ++i) {
        if (kind_names[i] == kind) {
            return make_body(i, std::make_index_sequence<kind_names.size()>{});
        }
    }
    throw Error(ErrorCode::invalid_text, "unknown kind of event");
}

}  // namespace model
}  // namespace lawful
