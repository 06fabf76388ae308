"""The report's style sheet: one column on a phone, light and dark as the reader's system says."""

STYLE = """
:root { color-scheme: light dark; --page: #fbfbf9; --card: #fff; --ink: #1d2226; --faint: #667079; --line: #dfe1dd;
  --curve: #1f6f8b; --good: #2e7d4f; --bad: #b3372f; --mark: #ffe28a; --mark-ink: #2b2100; --chip: #eef0ec; }
@media (prefers-color-scheme: dark) { :root { --page: #14181b; --card: #1c2226; --ink: #e4e7e8; --faint: #98a2a9;
  --line: #323a40; --curve: #63b6d3; --good: #6cc592; --bad: #f08a80; --mark: #6b5410; --mark-ink: #fff3cf;
  --chip: #283036; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 74rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.25rem; margin: 2.8rem 0 .2rem; padding-top: .8rem; border-top: 2px solid var(--line); }
h3 { font-size: 1rem; margin: 1.6rem 0 .2rem; }
p { margin: .3rem 0; max-width: 46rem; }
a { color: var(--curve); }
.faint { color: var(--faint); font-size: .9rem; }
.scroll { overflow-x: auto; margin: 1rem 0; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .88rem; width: 100%; }
th, td { padding: .4rem .55rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
thead th { font-weight: 600; color: var(--faint); vertical-align: bottom; }
thead tr:first-child th { text-align: left; padding-bottom: 0; border-bottom: 0; color: var(--ink); }
.opens { border-left: 1px solid var(--line); }
tbody th, thead th:first-child { text-align: left; position: sticky; left: 0; background: var(--card);
  max-width: 46vw; overflow: hidden; text-overflow: ellipsis; }
tbody tr:last-child > * { border-bottom: 0; }
tr.mix > * { border-top: 2px solid var(--line); font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; font-size: .9rem; margin: .5rem 0; }
dt { font-weight: 600; } dd { margin: 0; color: var(--faint); }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1rem; margin: 1rem 0; }
figure { margin: 0; padding: .8rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
figcaption { font-size: .85rem; color: var(--faint); margin-top: .3rem; }
svg { display: block; width: 100%; height: auto; }
svg text { font: 11px system-ui, sans-serif; fill: var(--faint); }
svg .axis, svg .now-label { fill: var(--ink); }
svg .now-label { font-weight: 600; paint-order: stroke; stroke: var(--card); stroke-width: 4px; }
.grid { stroke: var(--line); fill: none; } .ideal { stroke: var(--faint); stroke-dasharray: 4 4; fill: none; }
.curve { stroke: var(--curve); stroke-width: 2.5; stroke-linejoin: round; fill: none; } .thin { stroke-width: 1.2; }
.bin { fill: var(--curve); } .now { fill: var(--bad); stroke: var(--card); stroke-width: 1.5; }
details { margin: .6rem 0; } summary { cursor: pointer; }
details.kind > summary { font-weight: 600; padding: .3rem 0; }
article { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--faint);
  border-radius: 8px; padding: .8rem 1rem; margin: .8rem 0; overflow-wrap: anywhere; }
article.wrong { border-left-color: var(--bad); } article.refused { border-left-color: var(--curve); }
article h4 { margin: 0 0 .4rem; font-size: 1.02rem; }
article .label { display: block; color: var(--faint); font-size: .78rem; letter-spacing: .03em; margin-top: .55rem; }
blockquote { margin: .15rem 0 0; padding: 0; }
mark { background: var(--mark); color: var(--mark-ink); border-radius: 3px; padding: 0 .15em; }
.chip { display: inline-block; background: var(--chip); border-radius: 99px; padding: .05rem .6rem; font-size: .8rem;
  margin: .1rem .3rem .1rem 0; } .chip.good { color: var(--good); } .chip.bad { color: var(--bad); }
ol.passages { padding-left: 1.3rem; font-size: .9rem; } ol.passages li { margin: .5rem 0; }
ol.passages li.holds::marker { color: var(--good); font-weight: 700; }
"""
