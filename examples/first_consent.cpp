// SPDX-License-Identifier: Apache-2.0
// From nothing to an answer: a registry, a policy, one person, one consent, one question.
#include <iostream>

#include <lawful/lawful.hpp>

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: first_consent EMPTY-FOLDER lawful.toml\n";
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    try {
        const auto key = lawful::SecretKey::generate();
        key.write_file(folder / "partners.key");
        auto registry = lawful::Registry::create(folder / "partners.lawful",
                                                 lawful::SecretKey::read_file(folder / "partners.key"));
        registry.apply(lawful::read_policy(argv[2]));

        const auto school = registry.add(lawful::Organisation{
            .name = "ROC Midden", .country = "NL", .sector = "education"});
        const auto today = lawful::parse_day("2026-01-05");
        const auto esra = registry.add(lawful::Recipient{
            .name = "Esra Bos",
            .role = "teacher",
            .language = "nl",
            .country = "NL",
            .organisation = school,
            .source = {.kind = lawful::SourceKind::subject, .obtained = today, .detail = "form"}});
        const auto mailbox = registry.add(lawful::Address{.text = "e.bos@roc-midden.example"});
        registry.record(esra, lawful::HolderAdded{.address = mailbox, .from = today});

        const lawful::NoticeRef form{.language = "nl", .version = "1"};
        const auto signed_at = lawful::parse_instant("2026-01-05T10:00:00+01:00");
        registry.record(esra,
                        lawful::ConsentGiven{.purpose = "partner-newsletter",
                                             .channel = lawful::Channel::email,
                                             .addresses = {mailbox},
                                             .notice = form,
                                             .method = lawful::ConsentMethod::signed_form,
                                             .evidence = "paper form 2026-017, archive box 3"},
                        signed_at);

        const auto answer = registry.may_send("e.bos@roc-midden.example", "partner-newsletter",
                                              lawful::Channel::email);
        std::cout << lawful::wire_name(answer.verdict) << '\n';
        for (const auto& reason : answer.reasons) {
            std::cout << "  " << reason.code << " (" << reason.article << ")\n";
        }
        return answer ? 0 : 1;
    } catch (const lawful::Error& error) {
        std::cerr << "first_consent: " << error.what() << '\n';
        return static_cast<int>(error.code());
    }
}
