// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "faults/operations.hpp"

namespace faults {

/// A retention plan that erases a person, a purpose of another one, and proof of consent of a third.
[[nodiscard]] std::unique_ptr<LargeWork> retention_work(const World& world);

}  // namespace faults
