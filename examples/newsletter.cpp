// SPDX-License-Identifier: Apache-2.0
// Sends a newsletter over SMTP to everybody who may get it, and to nobody else. What the answer
// asks of the message is in the message, and `release` is told so.
#include <iostream>
#include <sstream>
#include <string>

#include <curl/curl.h>
#include <lawful/lawful.hpp>

namespace {

constexpr auto purpose = "partner-newsletter";

/// Every line of it fulfils an obligation of `fulfilled` below, except the news itself.
std::string message_to(const lawful::Release& to, const lawful::Controller& from) {
    std::ostringstream out;
    out << "From: Nieuwsbrief <nieuwsbrief@veiligthuis-midden.example>\r\nTo: <" << to.text
        << ">\r\nSubject: Nieuws voor partners\r\nMIME-Version: 1.0\r\n"
        << "Content-Type: text/plain; charset=utf-8\r\n"
        << "List-Unsubscribe: <https://veiligthuis-midden.example/af/" << to.id << ">\r\n"
        << "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\r\n"
        << "Nieuws voor onze partners.\r\n\r\n-- \r\n"
        << "Dit bericht komt van " << from.name << ", " << from.postal_address << ".\r\n"
        << "U kunt altijd bezwaar maken tegen deze berichten, zonder reden en zonder kosten:\r\n"
        << "antwoord met 'stop' of schrijf naar " << from.stop_address << ".\r\n"
        << "Hoe wij aan uw gegevens komen en wat uw rechten zijn:\r\n"
        << "https://veiligthuis-midden.example/privacy/partners\r\n";
    return out.str();
}

bool send(CURL* curl, const std::string& server, const std::string& to, std::string message) {
    curl_slist* recipients = curl_slist_append(nullptr, ("<" + to + ">").c_str());
    std::istringstream body(std::move(message));
    curl_easy_setopt(curl, CURLOPT_URL, server.c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, "<nieuwsbrief@veiligthuis-midden.example>");
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READDATA, &body);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION,
                     +[](char* into, std::size_t size, std::size_t count, void* from) {
                         auto& in = *static_cast<std::istringstream*>(from);
                         in.read(into, static_cast<std::streamsize>(size * count));
                         return static_cast<std::size_t>(in.gcount());
                     });
    const bool sent = curl_easy_perform(curl) == CURLE_OK;
    curl_slist_free_all(recipients);
    return sent;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: newsletter REGISTRY KEY-FILE smtp://HOST:PORT\n";
        return 2;
    }
    try {
        auto registry = lawful::Registry::open(argv[1], lawful::SecretKey::read_file(argv[2]));
        const std::vector<std::string> fulfilled{"E_SENDER_HIDDEN", "E_NO_STOP_ADDRESS", "E_NL_IDENTITY",
                                                 "E_ART21_4", "E_ART14_FIRST_MESSAGE", "W_NO_ONE_CLICK"};
        const auto controller = registry.policy().controller;
        CURL* curl = curl_easy_init();
        std::size_t sent = 0;
        const auto releases = registry.release(purpose, lawful::Channel::email, fulfilled);
        for (const auto& to : releases.released) {
            const bool ok = send(curl, argv[3], to.text, message_to(to, controller));
            ok ? registry.delivered(to.id) : registry.failed(to.id);
            sent += ok ? 1U : 0U;
        }
        curl_easy_cleanup(curl);
        std::cout << sent << " sent, " << releases.refused.size() << " refused\n";
        return sent == releases.released.size() ? 0 : 1;
    } catch (const lawful::Error& error) {
        std::cerr << "newsletter: " << error.what() << '\n';
        return static_cast<int>(error.code());
    }
}
