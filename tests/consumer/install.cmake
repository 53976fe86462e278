# SPDX-License-Identifier: Apache-2.0
# Installs the package afresh: a file that is no longer installed must not help a consumer.
file(REMOVE_RECURSE ${prefix})
foreach(component runtime development)
  execute_process(
    COMMAND ${CMAKE_COMMAND} --install ${build} --prefix ${prefix} --component ${component}
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
endforeach()

# The installed package names nothing of the build.
file(GLOB_RECURSE texts ${prefix}/*.cmake ${prefix}/*.pc ${prefix}/*.hpp)
list(LENGTH texts count)
if(count LESS 10)
  message(FATAL_ERROR "only ${count} headers and package files were installed")
endif()
foreach(text ${texts})
  file(READ ${text} content)
  string(FIND "${content}" "${build}" found)
  if(NOT found EQUAL -1)
    message(FATAL_ERROR "${text} names the build folder")
  endif()
endforeach()
