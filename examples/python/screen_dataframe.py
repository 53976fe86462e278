# SPDX-License-Identifier: Apache-2.0
"""A spreadsheet of addresses, and who of them may get the newsletter, counted and filtered.

    python screen_dataframe.py REGISTRY KEY-FILE partners.csv allowed.csv
"""
import sys

import numpy as np
import pandas as pd

import lawful


def main(file: str, key_file: str, spreadsheet: str, allowed: str) -> None:
    partners = pd.read_csv(spreadsheet, sep=None, engine="python", encoding="windows-1252", dtype=str)
    email = partners.filter(regex="(?i)mail").iloc[:, 0]
    with lawful.Registry.open(file, lawful.SecretKey.read_file(key_file)) as registry:
        screening = registry.screen(email, purpose="partner-newsletter", channel=lawful.Channel.email)
    print(screening)

    # A column for each rule that spoke, a row for each address: any of numpy works on it.
    spoke = pd.DataFrame(np.asarray(screening.reasons), columns=list(screening.codes))
    print(spoke.sum().sort_values(ascending=False).to_string())

    partners[np.asarray(screening.allowed)].to_csv(allowed, index=False)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit("usage: screen_dataframe.py REGISTRY KEY-FILE partners.csv allowed.csv")
    main(*sys.argv[1:])
