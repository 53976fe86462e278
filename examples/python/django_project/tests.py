# SPDX-License-Identifier: Apache-2.0
"""The example, from the form to the outbox: python manage.py test"""
import tempfile
from pathlib import Path

import views
from django.conf import settings
from django.core import mail
from django.test import SimpleTestCase, override_settings


class NewsletterTest(SimpleTestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        where = Path(folder.name)
        changed = override_settings(
            EMAIL_BACKEND="lawful.contrib.django.EmailBackend",
            LAWFUL={**settings.LAWFUL, "REGISTRY": where / "a.lawful", "KEY_FILE": where / "a.key",
                    "BACKEND": "django.core.mail.backends.locmem.EmailBackend"})
        changed.enable()
        self.addCleanup(changed.disable)
        answer = self.client.post("/sign-up", {"name": "Esra Bos", "email": "e.bos@example.org", "form": "17"})
        self.assertEqual(answer.status_code, 200)

    def test_who_signed_up_gets_it_and_others_do_not(self) -> None:
        self.assertEqual(views.newsletter("e.bos@example.org", "stranger@example.org"), 1)
        self.assertEqual([message.to for message in mail.outbox], [["e.bos@example.org"]])

    def test_who_unsubscribed_does_not(self) -> None:
        self.client.post("/unsubscribe", {"email": "E.Bos@Example.org"})
        self.assertEqual(views.newsletter("e.bos@example.org"), 0)
        self.assertEqual(mail.outbox, [])

    def test_signing_up_twice_is_said(self) -> None:
        answer = self.client.post("/sign-up", {"name": "E. Bos", "email": "e.bos@example.org", "form": "18"})
        self.assertEqual(answer.status_code, 409)
