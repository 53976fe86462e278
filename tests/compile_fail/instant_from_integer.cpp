// SPDX-License-Identifier: Apache-2.0
// expect: conversion from .* to non-scalar type .*(Instant|time_point)|no viable conversion from 'long
#include <lawful/time.hpp>

// Seconds or milliseconds? An integer does not say.
int main() {
    const lawful::Instant when = 1'767'225'600L;
    return when.time_since_epoch().count() > 0;
}
