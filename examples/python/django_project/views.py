# SPDX-License-Identifier: Apache-2.0
"""Consent comes in by a form and goes by a link; both are events, and the newsletter asks for neither."""
from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

import lawful

FORM = lawful.NoticeRef(language="nl", version="1")


def opened() -> lawful.Registry:
    """The registry; made with its key and policy the first time."""
    file, key_file = settings.LAWFUL["REGISTRY"], settings.LAWFUL["KEY_FILE"]
    if file.exists():
        return lawful.Registry.open(file, lawful.SecretKey.read_file(key_file))
    key = lawful.SecretKey.generate()
    key.write_file(key_file)
    registry = lawful.Registry.create(file, key)
    registry.apply(lawful.read_policy(settings.LAWFUL["POLICY"]))
    return registry


@require_POST
def sign_up(request: HttpRequest) -> HttpResponse:
    """Who fills in the form with the notice consents; the form is kept, and its number is the proof."""
    name, email, form = (request.POST[field] for field in ("name", "email", "form"))
    today = timezone.localdate()
    with opened() as registry:
        if registry.find(email):
            return HttpResponse("You are known here already.", status=409)
        source = lawful.Source(kind=lawful.SourceKind.subject, obtained=today, detail="web form")
        person = registry.add(lawful.Recipient(name=name, language="nl", country="NL", source=source))
        mailbox = registry.add(lawful.Address(text=email))
        registry.record(person, lawful.HolderAdded(address=mailbox, from_=today))
        registry.record(person, lawful.ConsentGiven(
            purpose="partner-newsletter", addresses=[mailbox], notice=FORM,
            method=lawful.ConsentMethod.web_form, evidence=f"web form {form}"))
    return HttpResponse("Thank you.")


@require_POST
def unsubscribe(request: HttpRequest) -> HttpResponse:
    """Withdrawing asks for nothing but the address (GDPR 7(3))."""
    with opened() as registry:
        address = registry.find(request.POST["email"])
        if address:
            registry.record(address, lawful.ConsentWithdrawn(purpose="partner-newsletter"))
    return HttpResponse("You get no newsletter any more.")


def newsletter(*to: str) -> int:
    """To whom it may go of them; settings.py says what this text fulfils."""
    text = ("News for partners.\n\nFrom Stichting Veilig Thuis Midden, Lindeplein 12, Waaldorp. You can object at any "
            "time: https://veiligthuis-midden.example/privacy, or answer with 'stop'.")
    headers = {"List-Unsubscribe": "<https://veiligthuis-midden.example/unsubscribe>",
               "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return sum(EmailMessage("News", text, "news@veiligthuis-midden.example", [one], headers=headers).send(
        fail_silently=True) for one in to)
