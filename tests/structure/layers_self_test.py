# SPDX-License-Identifier: Apache-2.0
"""The structure test must be able to fail: each way to break a tree is broken once."""
import tempfile
import unittest
from pathlib import Path

import layers_test

SPDX = "// SPDX-License-Identifier: Apache-2.0\n"

WHOLE = {
    "include/lawful/id.hpp": "#include <string>\n",
    "include/lawful/secret.hpp": "#include <lawful/id.hpp>\n",
    "include/lawful/registry.hpp": "#include <lawful/secret.hpp>\n",
    "lib/base/id.cpp": "#include <lawful/id.hpp>\n\n#include <date/tz.h>\n#include <fmt/format.h>\n",
    "lib/base/bytes.hpp": "#include <array>\n",
    "lib/crypto/mac.hpp": '#include "base/bytes.hpp"\n',
    "lib/crypto/keys.hpp": "#include <openssl/evp.h>\n#include <unistd.h>\n",
    "lib/ledger/tree.cpp": '#include "crypto/mac.hpp"\n#include "base/bytes.hpp"\n',
    "lib/store/store.hpp": "#include <memory>\n",
    "lib/exchange/files.cpp": "#include <csv.h>\n#include <lawful/registry.hpp>\n",
    "lib/registry/registry.cpp": '#include <lawful/registry.hpp>\n\n#include "store/store.hpp"\n',
    "tools/lawful/main.cpp": '#include <CLI/CLI.hpp>\n#include "args.hpp"\n',
    "tools/lawful/args.hpp": "#include <lawful/registry.hpp>\n",
    "examples/newsletter.cpp": "#include <curl/curl.h>\n#include <lawful/registry.hpp>\n",
    "tests/store/store_test.cpp": '#include "store/store.hpp"\n    using namespace std::literals;\n',
}


def write(root, name, text, head=SPDX):
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes((head + text).encode())


class Structure(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        for name, text in WHOLE.items():
            write(self.root, name, text)

    def assert_found(self, *expected):
        found = list(layers_test.problems(self.root))
        self.assertEqual(len(expected), len(found), found)
        for part, whole in zip(expected, found):
            self.assertIn(part, whole)

    def test_a_whole_tree_passes(self):
        self.assert_found()

    def test_layer_order(self):
        for name, text, what in [
            ("lib/base/x.cpp", '#include "crypto/mac.hpp"\n', "base may not include"),
            ("lib/base/x.cpp", "#include <lawful/secret.hpp>\n", "belongs to crypto"),
            ("lib/crypto/x.cpp", '#include "store/store.hpp"\n', "crypto may not include"),
            ("lib/exchange/x.cpp", '#include "store/store.hpp"\n', "exchange may not include"),
            ("lib/store/x.cpp", "#include <lawful/registry.hpp>\n", "belongs to registry"),
            ("lib/ledger/x.cpp", '#include "crypto/keys.hpp"\n', "digest, MAC and signature"),
            ("lib/store/x.cpp", '#include "store.hpp"\n', "relative to lib/"),
            ("lib/store/x.cpp", '#include "store/gone.hpp"\n', "no file of lib/"),
            ("lib/attic/x.cpp", "int x;\n", "lib/attic is no layer"),
            ("tools/lawful/x.cpp", '#include "../../lib/store/store.hpp"\n', "is not of tools/"),
            ("examples/x.cpp", '#include "store/store.hpp"\n', "is not of examples/"),
        ]:
            with self.subTest(what=what, text=text):
                write(self.root, name, text)
                self.assert_found(what)
                (self.root / name).unlink()

    def test_third_party(self):
        for name, text, what in [
            ("lib/registry/x.cpp", "#include <sqlite3.h>\n", "only store may"),
            ("lib/store/x.cpp", "#include <openssl/evp.h>\n", "only crypto may"),
            ("lib/model/x.cpp", "#include <nlohmann/json.hpp>\n", "only exchange may"),
            ("lib/rules/x.cpp", "#include <date/tz.h>\n", "only base may"),
            ("lib/rules/x.cpp", "#include <idn2.h>\n", "only contact may"),
            ("lib/rules/x.cpp", "#include <unistd.h>\n", "may not touch"),
            ("lib/rules/x.hpp", "#include <fmt/format.h>\n", "belongs in a .cpp"),
            ("lib/rules/x.cpp", "#include <boost/any.hpp>\n", "not in the table"),
            ("tools/lawful/x.cpp", "#include <nlohmann/json.hpp>\n", "only exchange may"),
        ]:
            with self.subTest(what=what, text=text):
                write(self.root, name, text)
                self.assert_found(what)
                (self.root / name).unlink()

    def test_public_headers(self):
        for name, text, what in [
            ("include/lawful/error.hpp", "#include <fmt/format.h>\n", "no dependency"),
            ("include/lawful/error.hpp", '#include "base/bytes.hpp"\n', "includes <lawful/...>"),
            ("include/lawful/error.hpp", "#include <lawful/secret.hpp>\n", "belongs to crypto"),
            ("include/lawful/extra.hpp", "", "has no layer"),
            ("include/lawful/more/error.hpp", "", "is flat"),
        ]:
            with self.subTest(what=what, text=text):
                write(self.root, name, text)
                self.assert_found(what)
                (self.root / name).unlink()

    def test_too_many_public_headers(self):
        for count in range(17):
            write(self.root, f"include/lawful/terms{count}.hpp", "")
        self.assertIn("20 headers, 19 at most", list(layers_test.problems(self.root))[-1])

    def test_form(self):
        write(self.root, "lib/base/a.cpp", "int x;\n", head="")
        write(self.root, "lib/base/b.cpp", "\n" * 400)
        write(self.root, "lib/base/c.cpp", "using namespace std;\n")
        write(self.root, "lib/base/d.hpp", "inline void f() {\n    using namespace std;\n}\n")
        write(self.root, "script/e", "# nothing\n", head="#!/bin/sh\n")
        self.assert_found("no SPDX", "401 lines", "at namespace level", "in a header", "no SPDX")

    def test_places_of_one_machine(self):
        write(self.root, "docs/a.md", "see /home" "/anna/lawful\n", head="")
        write(self.root, "docs/b.md", "the framework/tools and a farm in Frankrijk\n", head="")
        self.assert_found("line 1 names a place")

    def test_other_encodings_are_data(self):
        (self.root / "examples/latin.csv").write_bytes(b"caf\xe9;ja\n")
        self.assert_found()


if __name__ == "__main__":
    unittest.main()
