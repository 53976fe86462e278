// SPDX-License-Identifier: Apache-2.0
// What broken_test.py compares with lawful-verify: the report, as JSON, of a bundle through streams.
//   verify_streams DIR [--checkpoint FILE]... [--verifier-key KEY]...
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string_view>

#include <lawful/audit.hpp>
#include <lawful/json.hpp>

namespace {

namespace fs = std::filesystem;

lawful::AuditStreams streams_of(const fs::path& folder) {
    return {.list = [folder] {
                std::vector<std::string> paths;
                for (const auto& entry : fs::recursive_directory_iterator(folder)) {
                    const bool is_folder = fs::is_directory(entry.symlink_status());
                    paths.push_back(entry.path().lexically_relative(folder).string() + (is_folder ? "/" : ""));
                }
                return paths;
            },
            .open = [folder](const std::string& path) -> std::unique_ptr<std::istream> {
                if (!fs::is_regular_file(fs::symlink_status(folder / path))) return nullptr;
                return std::make_unique<std::ifstream>(folder / path, std::ios::binary);
            }};
}

}  // namespace

int main(int count, char** arguments) {
    try {
        lawful::AuditOptions options;
        for (int i = 2; i + 1 < count; i += 2) {
            if (arguments[i] == std::string_view("--checkpoint")) options.checkpoints.emplace_back(arguments[i + 1]);
            else options.verifier_keys.emplace_back(arguments[i + 1]);
        }
        const auto report = inspect_audit(streams_of(arguments[1]), options);
        std::puts(to_json(report).c_str());
        return report.ok() ? 0 : 1;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
}
