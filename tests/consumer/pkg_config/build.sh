#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Compiles the consumer in the current folder. PKG_CONFIG_PATH leads to lawful.pc; the arguments go
# to pkg-config (--static for a static lawful).
set -eu
source_dir=$(dirname "$0")/..
flags=$(pkg-config --cflags --libs "$@" lawful)
# The flags are words, to be split.
# shellcheck disable=SC2086
exec "${CXX:-c++}" -std=c++20 "$source_dir/main.cpp" -o consumer $flags
