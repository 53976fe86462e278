# SPDX-License-Identifier: Apache-2.0
# Configures, builds and runs one consumer in a folder of its own.
file(REMOVE_RECURSE ${work})
file(MAKE_DIRECTORY ${work})

function(run)
  execute_process(COMMAND ${ARGV} WORKING_DIRECTORY ${work} RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "failed (${result}): ${ARGV}")
  endif()
endfunction()

if(consumer STREQUAL "pkg_config")
  set(ENV{PKG_CONFIG_PATH} "${prefix}/${libdir}/pkgconfig")
  set(ENV{CXX} ${compiler})
  run(sh ${source}/build.sh ${static})
  set(ENV{LD_LIBRARY_PATH} "${prefix}/${libdir}")
else()
  run(${CMAKE_COMMAND} -S ${source} -B ${work} -G ${generator} -Wno-dev
      -D CMAKE_PREFIX_PATH=${prefix}
      -D CMAKE_CXX_COMPILER=${compiler}
      -D CMAKE_CXX_COMPILER_LAUNCHER=${launcher}
      -D CMAKE_CXX_FLAGS=${flags}
      -D BUILD_SHARED_LIBS=${shared}
      -D LAWFUL_PHONE=${phone})
  run(${CMAKE_COMMAND} --build ${work} --target consumer)
endif()
run(${work}/consumer ${work})
