// SPDX-License-Identifier: Apache-2.0
// expect: conversion from .*RecipientTag.* to .*AddressTag|no viable conversion from .*RecipientTag
#include <lawful/id.hpp>

// A person is not an address: a consent would reach the wrong mailbox.
int main() {
    const lawful::RecipientId person{};
    const lawful::AddressId address = person;
    return address.bytes[0];
}
