// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "registry/properties/operation.hpp"

#include <lawful/lawful.hpp>

/// Who and what every history is about: a few people, addresses and organisations, and a policy.
namespace properties {

constexpr auto addresses = std::to_array<std::string_view>({
    "jan@school.example",
    "jan+nieuws@school.example",  // the same loose key
    "info@school.example",        // a role address of organisation 0
    "team@ggz.example",           // shared
    "mia@ggz.example",
    "Markt 2, 5000 AA Tilburg",  // by post
    "nieuw@ggz.example",
});
constexpr std::size_t role_address = 2;
constexpr std::size_t postal_address = 5;
constexpr std::size_t people = 5;
constexpr std::size_t organisations = 2;

constexpr auto purposes = std::to_array<std::string_view>({"news", "club", "ops"});

/// A purpose on a channel and the addresses it is asked about, some of them known to nobody.
struct Question {
    std::string purpose;
    lawful::Channel channel;
    std::vector<std::string> addresses;
};
[[nodiscard]] const std::vector<Question>& questions();

/// `news`: idealistic, by consent that wants renewal or legitimate interest, e-mail and post.
/// `club`: commercial, by confirmed consent of limited validity, with a retention rule.
/// `ops`: operational, by legitimate interest or public task.
[[nodiscard]] const lawful::PolicyFile& village_policy();

[[nodiscard]] lawful::Organisation organisation(std::size_t number, std::uint64_t seed);
[[nodiscard]] lawful::Recipient person(std::size_t number, std::uint64_t seed);

/// The purpose's notice; none for `ops`.
[[nodiscard]] std::optional<lawful::NoticeRef> notice_of(std::string_view purpose);

[[nodiscard]] const lawful::ImportMapping& village_mapping();
constexpr std::size_t spellings = 4;
constexpr std::size_t names = 7;
constexpr std::size_t countries = 3;
constexpr std::size_t sources = 4;
constexpr std::size_t claims = 8;
/// The rows as a file; days count back from `today`.
void write_list(const std::filesystem::path& file, const std::vector<Row>& rows, lawful::Day today);

}  // namespace properties
