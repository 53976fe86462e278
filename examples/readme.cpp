// SPDX-License-Identifier: Apache-2.0
// The program of README.md; tests/structure/readme_test.py keeps the two the same.
#include <iostream>

#include <lawful/lawful.hpp>

int main(int argc, char** argv) try {
    if (argc != 3) return 2;  // FOLDER lawful.toml
    const std::filesystem::path folder = argv[1];
    auto key = lawful::SecretKey::generate();
    key.write_file(folder / "partners.key");
    auto registry = lawful::Registry::create(folder / "partners.lawful", std::move(key));
    registry.apply(lawful::read_policy(argv[2]));

    const auto day = lawful::parse_day("2026-01-05");
    const auto esra = registry.add(lawful::Recipient{
        .name = "Esra Bos", .country = "NL", .source = {lawful::SourceKind::subject, day}});
    const auto mailbox = registry.add(lawful::Address{.text = "e.bos@roc-midden.example"});
    registry.record(esra, lawful::HolderAdded{mailbox, day});

    const auto signed_at = lawful::parse_instant("2026-01-05T10:00:00+01:00");
    const lawful::NoticeRef form{.language = "nl", .version = "1"};
    registry.record(esra, lawful::ConsentGiven{
        .purpose = "partner-newsletter", .addresses = {mailbox}, .notice = form,
        .method = lawful::ConsentMethod::signed_form, .evidence = "box 3, form 17"}, signed_at);

    const auto answer = registry.may_send("e.bos@roc-midden.example", "partner-newsletter",
                                          lawful::Channel::email);
    std::cout << lawful::wire_name(answer.verdict) << '\n';
    for (const auto& reason : answer.reasons) {
        std::cout << "  " << reason.code << " (" << reason.article << ")\n";
    }
    return answer ? 0 : 1;
} catch (const lawful::Error& error) {
    std::cerr << error.what() << '\n';
    return static_cast<int>(error.code());
}
