# SPDX-License-Identifier: Apache-2.0
"""Sends a newsletter over SMTP to everybody who may get it, and to nobody else.

    python newsletter.py REGISTRY KEY-FILE HOST:PORT

What the answer asks of the message is in the message, and `release` is told so.
"""
import smtplib
import sys
from email.message import EmailMessage

import lawful

PURPOSE = "partner-newsletter"
#: Each line of the text below fulfils one of these.
FULFILLED = ["E_SENDER_HIDDEN", "E_NO_STOP_ADDRESS", "E_NL_IDENTITY", "E_ART21_4", "E_ART14_FIRST_MESSAGE",
             "W_NO_ONE_CLICK"]


def message_to(to: lawful.Release, sender: lawful.Controller) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "nieuwsbrief@veiligthuis-midden.example"
    message["To"] = to.text
    message["Subject"] = "Nieuws voor partners"
    message["List-Unsubscribe"] = f"<https://veiligthuis-midden.example/af/{to.id}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(
        "Nieuws voor onze partners.\n\n-- \n"
        f"Dit bericht komt van {sender.name}, {sender.postal_address}.\n"
        "U kunt altijd bezwaar maken tegen deze berichten, zonder reden en zonder kosten:\n"
        f"antwoord met 'stop' of schrijf naar {sender.stop_address}.\n"
        "Hoe wij aan uw gegevens komen en wat uw rechten zijn:\n"
        "https://veiligthuis-midden.example/privacy/partners\n")
    return message


def main(file: str, key_file: str, host: str, port: int) -> None:
    sent = 0
    with lawful.Registry.open(file, lawful.SecretKey.read_file(key_file)) as registry, \
            smtplib.SMTP(host, port, timeout=30) as server:
        sender = registry.policy().controller
        releases = registry.release(purpose=PURPOSE, channel=lawful.Channel.email, fulfilled=FULFILLED)
        for to in releases.released:
            try:
                server.send_message(message_to(to, sender))
            except smtplib.SMTPException:
                registry.failed(to.id)
                continue
            registry.delivered(to.id)
            sent += 1
    print(f"{sent} sent, {len(releases.refused)} refused")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: newsletter.py REGISTRY KEY-FILE HOST:PORT")
    host, _, port = sys.argv[3].rpartition(":")
    main(sys.argv[1], sys.argv[2], host, int(port))
