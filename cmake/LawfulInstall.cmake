# SPDX-License-Identifier: Apache-2.0
# The package: find_package(lawful), pkg-config, man page and completion.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(_config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/lawful)
get_target_property(_type lawful TYPE)
if(_type STREQUAL "STATIC_LIBRARY")
  set(LAWFUL_STATIC TRUE)
  set(LAWFUL_PACKAGE_NEEDS PkgConfig::IDN2 PkgConfig::SODIUM lawful_libcsv lawful_unistring)
  set(LAWFUL_PC_REQUIRES "fmt >= 9, libcrypto >= 3.0, libidn2 >= 2.3, libsodium >= 1.0.18, sqlite3 >= 3.40, tomlplusplus >= 3.3")
  set(LAWFUL_PC_LIBS "-lSQLiteCpp -ldate-tz -lcsv -lunistring -pthread")
  if(LAWFUL_PHONE)
    list(APPEND LAWFUL_PACKAGE_NEEDS lawful_phonenumber)
    string(PREPEND LAWFUL_PC_LIBS "-lphonenumber ")
  endif()
else()
  set(LAWFUL_STATIC FALSE)
endif()

# `cmake --install --prefix` moves the package, so nothing in it may be absolute.
file(RELATIVE_PATH LAWFUL_PC_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" LAWFUL_PC_PREFIX ${LAWFUL_PC_PREFIX})
configure_file(${CMAKE_CURRENT_LIST_DIR}/lawful.pc.in ${PROJECT_BINARY_DIR}/lawful.pc @ONLY)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/lawfulConfig.cmake.in
  ${PROJECT_BINARY_DIR}/lawfulConfig.cmake INSTALL_DESTINATION ${_config_dir})
# Before 1.0 a minor version may change the API.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/lawfulConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)

install(TARGETS lawful EXPORT lawfulTargets
  ARCHIVE COMPONENT development
  LIBRARY COMPONENT runtime NAMELINK_COMPONENT development
  FILE_SET HEADERS COMPONENT development)
install(EXPORT lawfulTargets NAMESPACE lawful:: DESTINATION ${_config_dir} COMPONENT development)
install(FILES ${PROJECT_BINARY_DIR}/lawfulConfig.cmake
              ${PROJECT_BINARY_DIR}/lawfulConfigVersion.cmake
              ${CMAKE_CURRENT_LIST_DIR}/LawfulFindLibrary.cmake
        DESTINATION ${_config_dir} COMPONENT development)
install(FILES ${PROJECT_BINARY_DIR}/lawful.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE
        DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT runtime)

set(_tool_dir ${PROJECT_SOURCE_DIR}/tools/lawful)
if(TARGET lawful_cli)
  install(TARGETS lawful_cli RUNTIME COMPONENT tool)
  if(EXISTS ${_tool_dir}/lawful.1)
    install(FILES ${_tool_dir}/lawful.1
            DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT tool)
  endif()
  if(EXISTS ${_tool_dir}/completion.bash)
    install(FILES ${_tool_dir}/completion.bash RENAME lawful
            DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT tool)
  endif()
endif()
if(TARGET lawful_verify_cli)
  install(TARGETS lawful_verify_cli RUNTIME COMPONENT tool)
endif()
