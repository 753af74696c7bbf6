/**
 * The style sheet of a page of programs: light or dark as the reader has it,
 * in columns from about 50 letters each.
 *
 * The rows of a section are one grid. Each program is a subgrid of it, so a
 * line that is wrapped in one program keeps the lines beside it in place.
 */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --code: #f6f8fa; --line: #d1d9e0;
  --text: #1f2328; --quiet: #59636e; --link: #0969da;
  --k: #cf222e; --s: #0a3069; --n: #0550ae; --f: #6639ba; --t: #953800;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --code: #151b23; --line: #3d444d;
    --text: #e6edf3; --quiet: #9198a1; --link: #4493f8;
    --k: #ff7b72; --s: #a5d6ff; --n: #79c0ff; --f: #d2a8ff; --t: #ffa657;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 1rem; max-width: 120rem;
  background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif;
}
h1 { margin: 0; font-size: 1.5rem; }
h2 { margin: 1.5rem 0 0.5rem; font-size: 1rem; }
a { color: var(--link); }
footer { margin-top: 1.5rem; color: var(--quiet); font-size: 0.875rem; }
section > div {
  display: grid; column-gap: 0.75rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
}
figure {
  display: grid; grid-row: span var(--rows); grid-template-rows: subgrid;
  margin: 0 0 0.75rem; padding: 0 0.5rem 0.5rem; min-width: 0;
  background: var(--code); border: 1px solid var(--line); border-radius: 6px;
}
figcaption {
  padding: 0.25rem 0; color: var(--quiet); font-size: 0.8125rem;
  overflow-wrap: anywhere;
}
figcaption b { color: var(--text); }
pre, code { display: contents; font: 0.8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
pre span {
  display: block; white-space: pre-wrap; overflow-wrap: anywhere;
  padding-left: calc((var(--in) + 6) * 1ch); text-indent: calc((var(--in) + 6) * -1ch);
}
pre span::before {
  content: attr(data-n); display: inline-block; width: 3ch; margin-right: 1ch;
  text-align: right; text-indent: 0; color: var(--quiet);
}
pre b { font-weight: inherit; }
.c { color: var(--quiet); } pre .p { font-weight: bold; }
.k { color: var(--k); } .s { color: var(--s); } .n { color: var(--n); }
.f { color: var(--f); } .t { color: var(--t); }
@media (max-width: 54.9rem) {
  figure { display: block; padding: 0 0.25rem 0.25rem; }
  pre, code { font-size: 0.75rem; }
  pre { display: block; margin: 0; }
  pre i { display: none; }
}
`.trim();
