// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace lawful::exchange {

/// Of every page: light and dark, narrow and wide, screen and paper. Contrast of text is at least 4.5 to 1.
/// No `<`, `>` or `&` in it: it stands in the page as it is, and the page is XML too.
inline constexpr std::string_view html_style = R"(
:root { --ground: #fff; --ink: #1b1f24; --quiet: #57606a; --line: #d0d7de; --soft: #f6f8fa;
  --c0: #1f6f4a; --c1: #b3261e; --c2: #2559a8; --c3: #8a6100; --c4: #6e7781; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171b; --ink: #e6e8ea; --quiet: #a3abb4;
  --line: #3a424b; --soft: #1d2126; --c0: #5fc796; --c1: #f28b82; --c2: #8ab4f8; --c3: #e0b04c;
  --c4: #9aa3ad; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1.25rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .5rem 0 1rem; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { max-width: 44rem; margin: .5rem 0; }
.quiet, caption, figcaption { color: var(--quiet); font-size: .9rem; }
dl { display: grid; grid-template-columns: minmax(9rem, max-content) 1fr; gap: .25rem 1.25rem; margin: .75rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; unicode-bidi: isolate; }
.wide { overflow-x: auto; margin: .75rem 0;  /* shadows say on which side there is more */
  background: linear-gradient(to right, var(--ground) 40%, transparent) local,
    linear-gradient(to left, var(--ground) 40%, transparent) right local,
    linear-gradient(to right, var(--line), transparent) scroll,
    linear-gradient(to left, var(--line), transparent) right scroll;
  background-repeat: no-repeat; background-size: 2.5rem 100%, 2.5rem 100%, .8rem 100%, .8rem 100%; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0;
  border-bottom: 1px solid var(--line); unicode-bidi: isolate; min-width: 4.5rem;
  overflow-wrap: break-word; }
th { color: var(--quiet); font-weight: 600; overflow-wrap: normal; }
.day { white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
pre, code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .85rem; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 4px; padding: .75rem;
  white-space: pre-wrap; }
figure { margin: .75rem 0; }
svg { display: block; width: 100%; height: auto; }
svg.spark { width: 9rem; height: 1.5rem; }
svg text { fill: var(--quiet); font-size: 11px; font-family: inherit; }
.grid { stroke: var(--line); stroke-width: 1; }
.c0 { fill: var(--c0); } .c1 { fill: var(--c1); } .c2 { fill: var(--c2); } .c3 { fill: var(--c3); } .c4 { fill: var(--c4); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; margin: .5rem 0; padding: 0; font-size: .9rem; }
.legend svg { display: inline-block; width: .8rem; height: .8rem; margin-right: .4rem; vertical-align: -.05rem; }
@media (max-width: 34rem) {
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .6rem; }
  svg text { font-size: 18px; }
  svg.spark { width: 5.5rem; }
  table { font-size: .8rem; }
  th, td { padding-right: .35rem; min-width: 2.5rem; }
}
@media print {
  :root { --ground: #fff; --ink: #000; --quiet: #444; --line: #bbb; --soft: #fff;
    --c0: #1f6f4a; --c1: #b3261e; --c2: #2559a8; --c3: #8a6100; --c4: #6e7781; }
  @page { margin: 18mm; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  .wide { overflow: visible; background: none; }
  h2, h3 { break-after: avoid; }
  tr, figure, dt, dd, pre { break-inside: avoid; }
  dt { break-after: avoid; }
  thead { display: table-header-group; }
  svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)";

}  // namespace lawful::exchange
