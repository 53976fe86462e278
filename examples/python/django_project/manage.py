# SPDX-License-Identifier: Apache-2.0
"""A sign-up form, an unsubscribe link and a newsletter, with Django: python manage.py test | runserver."""
import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
    execute_from_command_line(sys.argv)
