/** The look of the report, in both colour schemes. */
export const reportStyle = `:root{color-scheme:light dark;--text:#1c2024;--back:#fff;--soft:#f1f3f5;--line:#8a929b;--link:#0b57b0;--value:#1864ab;--limit:#b02a00;--pending:#d99000;--firing:#c92a2a;--good:#23702f}
@media (prefers-color-scheme:dark){:root{--text:#e6e8ea;--back:#16181a;--soft:#24282c;--line:#7d858d;--link:#8ab8ff;--value:#74b3f5;--limit:#ff9b73;--pending:#e0a52e;--firing:#ff7b7b;--good:#7fd08c}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1rem;background:var(--back);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,input:focus-visible,button:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0}
h2{border-bottom:1px solid var(--line);margin-top:2.5rem}
article,details{border:1px solid var(--line);border-radius:4px;margin:.5rem 0;padding:.5rem .75rem}
summary{cursor:pointer;font-weight:600}
code,pre{font:.875rem/1.4 ui-monospace,monospace;background:var(--soft)}
code{overflow-wrap:anywhere}
pre{overflow-x:auto;padding:.5rem;white-space:pre-wrap;overflow-wrap:anywhere}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.5rem 0}
caption{text-align:left;font-weight:600}
th,td{border:1px solid var(--line);padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:break-word}
th{background:var(--soft)}tbody th{font-weight:400}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem}dd{margin:0;overflow-wrap:anywhere}
figure{margin:.75rem 0;max-width:44rem;border-left:4px solid var(--good);padding-left:.5rem}
figure.fails{border-color:var(--firing)}figure.not-played,figure.grid{border-color:var(--line)}
svg{display:block;width:100%;height:auto;margin:.25rem 0}
svg text{fill:var(--text);font:11px system-ui,sans-serif}.end{text-anchor:end}
.field{fill:var(--soft)}.value,.limit{fill:none;stroke-width:2}.value{stroke:var(--value)}.limit{stroke:var(--limit);stroke-dasharray:6 4}
.pending{fill:var(--pending)}.firing{fill:var(--firing)}.panel{fill:var(--soft);stroke:var(--line)}
.small{font-size:.875rem;margin:.25rem 0}
.error{color:var(--firing);font-weight:600}
input{font:inherit;width:100%;max-width:40rem;padding:.4rem;color:inherit;background:var(--back);border:1px solid var(--line)}
button{font:inherit;padding:.4rem 1rem}
output{display:block;min-height:2rem;padding:.5rem 0;white-space:pre-line}
`;
