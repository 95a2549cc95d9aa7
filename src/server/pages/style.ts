// The one style sheet of all pages.

export const css = `
:root{color-scheme:light dark;--page:#f4f4f4;--card:#fff;--text:#1d1d21;--soft:#6e6e78;--line:#8c8c96;--edge:#d7d7dc;--blue:#1662dd;--blue-dark:#124a94;--on-blue:#fff;--red:#da372c;--red-page:#fdf0ef}
@media (prefers-color-scheme:dark){:root{--page:#16161a;--card:#222228;--text:#f4f4f5;--soft:#a8a8b3;--line:#8c8c96;--edge:#3a3a42;--blue:#6b9fff;--blue-dark:#8fb6ff;--on-blue:#10141c;--red:#ff8a80;--red-page:#3a2022}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;padding:4rem 1rem 2rem;display:flex;flex-direction:column;align-items:center;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.card{width:100%;max-width:25rem;padding:2.25rem;background:var(--card);border:1px solid var(--edge);border-radius:.5rem;box-shadow:0 .125rem .75rem rgb(0 0 0/.06)}
.wide{max-width:56rem}
.mark{display:flex;justify-content:center;margin:0 0 1.25rem;padding-bottom:1.25rem;border-bottom:1px solid var(--edge)}
.mark svg{width:2.75rem;height:2.75rem}
.mark circle{fill:none;stroke:var(--blue);stroke-width:11}
h1{margin:0 0 .25rem;font-size:1.375rem;font-weight:600;line-height:1.3;text-align:center}
.wide h1{text-align:left}
h2{margin:1.75rem 0 .5rem;font-size:1rem;font-weight:600}
p{margin:.5rem 0}
.app,.soft{color:var(--soft)}
.app{margin:0 0 1.5rem;text-align:center}
label{display:block;margin:1rem 0 .25rem;font-size:.875rem;font-weight:600}
input[type=text],input[type=password]{width:100%;padding:.625rem .75rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:.25rem}
input[aria-invalid=true]{border-color:var(--red)}
.button,input[type=submit],button{display:block;width:100%;margin-top:1.5rem;padding:.75rem;font:inherit;font-weight:600;text-align:center;text-decoration:none;color:var(--on-blue);background:var(--blue);border:1px solid transparent;border-radius:.25rem;cursor:pointer}
.button:hover,input[type=submit]:hover,button:hover{background:var(--blue-dark)}
:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
.error{margin:0 0 1rem;padding:.75rem 1rem;color:var(--text);background:var(--red-page);border-left:4px solid var(--red);border-radius:.25rem}
.foot{max-width:25rem;margin:1.25rem 0 0;font-size:.8125rem;text-align:center;color:var(--soft)}
dl{margin:1rem 0;font-size:.9375rem}
dt{color:var(--soft);font-size:.8125rem}
dd{margin:0 0 .75rem;overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse;font-size:.875rem}
th,td{padding:.5rem .75rem .5rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--edge);overflow-wrap:anywhere}
th{width:10rem;font-weight:600}
pre{margin:.25rem 0;padding:.75rem;overflow:auto;font:.8125rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere;background:var(--page);border-radius:.25rem}
a{color:var(--blue)}
`
