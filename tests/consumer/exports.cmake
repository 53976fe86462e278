# SPDX-License-Identifier: Apache-2.0
# A shared library exports the public API and nothing of the layers or of what they stand on.
execute_process(COMMAND ${nm} -DC --defined-only ${library}
                OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
foreach(public "lawful::Registry::open" "lawful::SecretKey::generate" "typeinfo for lawful::Error")
  if(NOT symbols MATCHES "${public}")
    message(FATAL_ERROR "not exported: ${public}")
  endif()
endforeach()
foreach(private store crypto ledger rules contact exchange model)
  if(symbols MATCHES "[0-9a-f]+ [A-Z] (lawful::${private}::[^\n]*)")
    message(FATAL_ERROR "exported, and should not be: ${CMAKE_MATCH_1}")
  endif()
endforeach()
if(symbols MATCHES "[0-9a-f]+ T (SQLite::[^\n]*|sqlite3_[^\n]*)")
  message(FATAL_ERROR "exported, and should not be: ${CMAKE_MATCH_1}")
endif()
