# SPDX-License-Identifier: Apache-2.0
"""Settings of the example. LAWFUL_FOLDER is where the registry and its key lie."""
import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent
FOLDER = Path(os.environ.get("LAWFUL_FOLDER", BASE_DIR))

SECRET_KEY = "of an example"
DEBUG = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
ROOT_URLCONF = "urls"
INSTALLED_APPS: list[str] = []
DATABASES: dict[str, object] = {}
USE_TZ = True

EMAIL_BACKEND = "lawful.contrib.django.EmailBackend"
LAWFUL = {
    "REGISTRY": FOLDER / "partners.lawful",
    "KEY_FILE": FOLDER / "partners.key",
    "POLICY": BASE_DIR.parents[1] / "veilig-thuis" / "lawful.toml",
    "PURPOSE": "partner-newsletter",
    "BACKEND": "django.core.mail.backends.console.EmailBackend",
    # What the text below in views.newsletter meets.
    "FULFILLED": ["E_SENDER_HIDDEN", "E_NO_STOP_ADDRESS", "E_NL_IDENTITY", "E_ART21_4", "E_ART14_FIRST_MESSAGE",
                  "W_NO_ONE_CLICK"],
}
