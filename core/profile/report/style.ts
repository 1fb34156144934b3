/** The style of a report: light and dark, readable on paper and at 320 pixels. */
export const reportStyle = `
:root{color-scheme:light dark;--bg:#f7f7f5;--surface:#fff;--line:#e3e2dd;--ink:#1d1f22;--ink-2:#52565c;--ink-3:#666b72;--accent:#0b6e69;--error:#b3261e;--error-soft:#fbe9e7;--warn:#805300;--warn-soft:#fdf1d8;--note:#35589a;--note-soft:#e8eefb;--bar:#0072b2;--track:#ececE8}
@media (prefers-color-scheme:dark){:root{--bg:#141618;--surface:#1c1f22;--line:#2c3034;--ink:#eceef0;--ink-2:#b3b9c0;--ink-3:#929aa2;--accent:#4fc1b8;--error:#ff8f86;--error-soft:#3a1f1d;--warn:#f0bf5e;--warn-soft:#362a12;--note:#9dbcff;--note-soft:#1d2740;--bar:#56b4e9;--track:#2a2e32}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:14px/1.5 Inter,system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1200px;margin:0 auto;padding:32px 24px 64px}
h1{margin:0;font-size:24px;line-height:1.25;letter-spacing:-.015em}
h2{margin:40px 0 12px;font-size:18px}
h3{margin:0;font-size:14px}
h1,h3,p,td,th,li{overflow-wrap:anywhere}
p{margin:6px 0 0;max-width:84ch}
a{color:var(--accent)}
.lead,.dim{color:var(--ink-2)}
.small,figcaption{color:var(--ink-3);font-size:12px}
nav ul{display:flex;flex-wrap:wrap;gap:4px 16px;margin:16px 0 0;padding:0;list-style:none}
.card{padding:16px;border:1px solid var(--line);border-radius:8px;background:var(--surface)}
.cards{display:grid;gap:12px;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr))}
.facts{display:grid;gap:0 32px;grid-template-columns:repeat(auto-fill,minmax(min(100%,240px),1fr));margin:16px 0 0}
.facts div,.figures div{display:flex;justify-content:space-between;gap:12px;padding:4px 0;border-bottom:1px solid var(--line)}
.facts dt,.figures dt{color:var(--ink-2)}
.facts dd,.figures dd{margin:0;text-align:right;overflow-wrap:anywhere}
.figures{margin:8px 0 0;font-size:13px}
.issues{display:grid;gap:12px;margin:0;padding:0;list-style:none}
.tag{display:inline-block;padding:0 7px;border-radius:5px;font-size:12px;font-weight:600}
.tag-error{color:var(--error);background:var(--error-soft)}
.tag-warning{color:var(--warn);background:var(--warn-soft)}
.tag-note{color:var(--note);background:var(--note-soft)}
.head{display:flex;flex-wrap:wrap;gap:4px 8px;align-items:baseline}
.scroll{overflow:auto;margin-top:8px}
.scroll:focus-visible,a:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
table{width:100%;border-collapse:collapse;font-size:13px}
caption{padding:0 0 4px;text-align:left;color:var(--ink-3);font-size:12px}
th,td{padding:4px 12px 4px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{color:var(--ink-3);font-weight:550;font-size:12px}
tbody th{color:var(--ink);font-size:13px;font-weight:400}
.n{text-align:right;white-space:nowrap}
.n:last-child{padding-right:0}
.facts .wide{grid-column:1/-1}
.evidence table{width:auto;min-width:50%}
.issue{display:grid;gap:8px 32px;grid-template-columns:minmax(0,1fr)}
@media (min-width:1000px){.issue-shown{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}}
.issue .scroll{margin-top:0}
.checks{margin:8px 0 0;padding:0;list-style:none;columns:3 300px;column-gap:32px}
.checks li{display:flex;justify-content:space-between;gap:12px;padding:3px 0;border-bottom:1px solid var(--line);break-inside:avoid;font-size:13px}
.missing{color:var(--ink-3);font-style:italic}
figure{margin:8px 0 0}
svg{display:block}
figure>svg{width:100%;height:56px}
.share{width:100px;height:8px;margin-top:6px}
figure>.matrix{max-width:100%;width:auto;height:auto}
.two{display:grid;gap:24px;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));align-items:start}
.bar{fill:var(--bar)}.bar-warn{fill:var(--warn)}.track{fill:var(--track)}
.axis{stroke:var(--line);fill:none}
.heat-1,.heat-2,.heat-3,.heat-4,.heat-5,.heat-6,.heat-7,.heat-8{fill:var(--bar)}
.heat-1{opacity:.1}.heat-2{opacity:.2}.heat-3{opacity:.32}.heat-4{opacity:.45}.heat-5{opacity:.58}.heat-6{opacity:.72}.heat-7{opacity:.86}
@media print{body{background:#fff}.card{break-inside:avoid}}
`.trim();
