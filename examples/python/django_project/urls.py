# SPDX-License-Identifier: Apache-2.0
"""Two addresses."""
import views
from django.urls import path

urlpatterns = [path("sign-up", views.sign_up), path("unsubscribe", views.unsubscribe)]
