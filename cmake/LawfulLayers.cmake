# SPDX-License-Identifier: Apache-2.0
# A layer is a folder of lib/ and an object library. `lawful` is all of them together.

set(LAWFUL_LAYERS base model rules contact crypto ledger store exchange verify registry)

add_library(lawful_options INTERFACE)
target_compile_features(lawful_options INTERFACE cxx_std_20)
if(LAWFUL_SANITIZE)
  string(REPLACE ";" "," _sanitizers "${LAWFUL_SANITIZE}")
  target_compile_options(lawful_options INTERFACE -fsanitize=${_sanitizers} -fno-omit-frame-pointer
                                                  -fno-sanitize-recover=all)
  target_link_options(lawful_options INTERFACE -fsanitize=${_sanitizers})
endif()

if(LAWFUL_FUZZ)
  target_compile_options(lawful_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# A shared library exports what include/lawful declares and nothing else: the layers are compiled
# hidden, and meet the public declarations first, under default visibility.
set(LAWFUL_EXPORTS ${PROJECT_BINARY_DIR}/lawful_exports.hpp)
if(BUILD_SHARED_LIBS)
  file(CONFIGURE OUTPUT ${LAWFUL_EXPORTS} CONTENT [[
#pragma GCC visibility push(default)
#include <lawful/lawful.hpp>
#pragma GCC visibility pop
]])
endif()

# lawful_layer(NAME SOURCES a.cpp ... [USES LIBRARY ...])
function(lawful_layer name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_library(lawful_${name} OBJECT ${ARG_SOURCES})
  target_include_directories(lawful_${name} PRIVATE ${PROJECT_SOURCE_DIR}/include
                                                    ${PROJECT_SOURCE_DIR}/lib)
  target_link_libraries(lawful_${name} PRIVATE lawful_options PUBLIC ${ARG_USES})
  if(BUILD_SHARED_LIBS)
    target_compile_options(lawful_${name} PRIVATE "SHELL:-include ${LAWFUL_EXPORTS}")
  endif()
  set_target_properties(lawful_${name} PROPERTIES
    POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
endfunction()
