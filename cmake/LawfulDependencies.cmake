# SPDX-License-Identifier: Apache-2.0
# Debian 12 packages are the floor; nothing is downloaded.

find_package(Threads REQUIRED)
find_package(date 3.0 REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
find_package(SQLite3 3.40 REQUIRED)
find_package(SQLiteCpp 3.2 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(tomlplusplus 3.3 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(IDN2 REQUIRED IMPORTED_TARGET libidn2>=2.3)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium>=1.0.18)

# libcsv, libunistring (both LGPL, linked dynamically) and libphonenumber.
include(LawfulFindLibrary)
lawful_find_library(lawful_libcsv csv csv.h)
lawful_find_library(lawful_unistring unistring uninorm.h)
set(_lawful_needed lawful_libcsv lawful_unistring)
if(LAWFUL_PHONE)
  lawful_find_library(lawful_phonenumber phonenumber phonenumbers/phonenumberutil.h)
  list(APPEND _lawful_needed lawful_phonenumber)
endif()
foreach(_target ${_lawful_needed})
  if(NOT TARGET ${_target})
    string(REPLACE "lawful_" "" _name ${_target})
    message(FATAL_ERROR "${_name} is needed and was not found: script/bootstrap installs it "
                        "(without libphonenumber: -DLAWFUL_PHONE=OFF)")
  endif()
endforeach()
