// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace lawful::tool {

/// The lines of a file, or of standard input (`-`): without line ends and byte order mark. The last
/// line may lack its end; a blank line is a line. Throws `input_output`.
[[nodiscard]] std::vector<std::string> read_lines(const std::string& file);

}  // namespace lawful::tool
