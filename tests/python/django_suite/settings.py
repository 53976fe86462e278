# SPDX-License-Identifier: Apache-2.0
"""The least that Django's test runner wants."""
SECRET_KEY = "of a test"
INSTALLED_APPS: list[str] = []
DATABASES: dict[str, object] = {}
USE_TZ = True
