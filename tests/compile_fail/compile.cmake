# SPDX-License-Identifier: Apache-2.0
file(STRINGS ${file} head LIMIT_COUNT 2)
execute_process(
  COMMAND ${compiler} -std=c++20 -fsyntax-only -Wall -Wextra -Werror
          -I ${root}/include -I ${root}/lib ${file}
  RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)

if(mode STREQUAL "pass")
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "does not compile:\n${output}")
  endif()
  return()
endif()

if(result EQUAL 0)
  message(FATAL_ERROR "compiles, and should not")
endif()
if(NOT head MATCHES "// expect: ([^;]+)")
  message(FATAL_ERROR "no `// expect: regex` in the first two lines")
endif()
set(expected "${CMAKE_MATCH_1}")
if(NOT output MATCHES "error: [^\n]*(${expected})")
  message(FATAL_ERROR "refused for another reason than '${expected}':\n${output}")
endif()
