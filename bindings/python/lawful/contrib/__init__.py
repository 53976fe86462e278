# SPDX-License-Identifier: Apache-2.0
"""lawful beside other libraries: `smtp` for smtplib, `django`, `pandas`. Each imports its own."""
