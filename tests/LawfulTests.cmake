# SPDX-License-Identifier: Apache-2.0
# A test program a folder, over the layers it names: the folder of lib/ it mirrors and those below.

add_library(lawful_test_main OBJECT ${CMAKE_CURRENT_SOURCE_DIR}/main.cpp)
target_link_libraries(lawful_test_main PUBLIC doctest::doctest lawful_options)

# What script/test builds for the thread sanitizer: the test programs labelled `concurrent`.
add_custom_target(concurrent_tests)

# lawful_test(NAME LAYERS base ... SOURCES a_test.cpp ... [USES LIBRARY ...] [LABELS ...] [APART])
# APART: each a_test.cpp is a ctest of its own, NAME.a, so that long ones run side by side.
function(lawful_test name)
  cmake_parse_arguments(ARG "APART" "" "LAYERS;SOURCES;USES;LABELS" ${ARGN})
  add_executable(test_${name} ${ARG_SOURCES} $<TARGET_OBJECTS:lawful_test_main>)
  target_include_directories(test_${name} PRIVATE
    ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/lib ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(test_${name} PRIVATE lawful_options doctest::doctest ${ARG_USES})
  foreach(layer ${ARG_LAYERS})
    target_sources(test_${name} PRIVATE $<TARGET_OBJECTS:lawful_${layer}>)
    get_target_property(_uses lawful_${layer} INTERFACE_LINK_LIBRARIES)
    if(_uses)
      target_link_libraries(test_${name} PRIVATE ${_uses})
    endif()
  endforeach()
  target_compile_definitions(test_${name} PRIVATE
    LAWFUL_SOURCE_DIR="${PROJECT_SOURCE_DIR}" LAWFUL_VECTORS_DIR="${LAWFUL_VECTORS_DIR}")
  if(ARG_APART)
    set(tests "")
    foreach(source ${ARG_SOURCES})
      if(source MATCHES "(.*)_test\\.cpp$")
        add_test(NAME ${name}.${CMAKE_MATCH_1} COMMAND test_${name} --source-file=*/${source})
        list(APPEND tests ${name}.${CMAKE_MATCH_1})
      endif()
    endforeach()
  else()
    set(tests ${name})
    add_test(NAME ${name} COMMAND test_${name})
  endif()
  set_tests_properties(${tests} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT 1200
    FAIL_REGULAR_EXPRESSION "test cases: +0 ")
  if("concurrent" IN_LIST ARG_LABELS)
    add_dependencies(concurrent_tests test_${name})
  endif()
endfunction()
