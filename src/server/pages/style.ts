// The one style sheet of all pages. Colours are variables, so that light and dark differ in one place.

export const css = `
:root{color-scheme:light dark;--page:#f3f4f7;--card:#fff;--text:#1b1c22;--soft:#5d606b;--line:#858894;--edge:#dcdee5;--code:#f3f4f7;--blue:#1f5ad6;--blue-hover:#17469f;--on-blue:#fff;--red:#c9281d;--red-page:#fdefee}
@media (prefers-color-scheme:dark){:root{--page:#131419;--card:#1e2027;--text:#f1f2f5;--soft:#a9acb8;--line:#858894;--edge:#363944;--code:#15171c;--blue:#8ab0ff;--blue-hover:#b0caff;--on-blue:#0d1526;--red:#ff9189;--red-page:#3a1f20}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;padding:clamp(1rem,8vh,5rem) 1rem 2rem;display:flex;flex-direction:column;align-items:center;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.card{width:100%;max-width:25rem;padding:clamp(1.5rem,6vw,2.5rem);background:var(--card);border:1px solid var(--edge);border-radius:.75rem;box-shadow:0 1px 2px rgb(15 20 40/.05),0 .5rem 1.5rem rgb(15 20 40/.06)}
.wide{max-width:50rem}
.mark{display:flex;align-items:center;justify-content:center;gap:.625rem;margin:0 0 1.5rem;padding-bottom:1.5rem;border-bottom:1px solid var(--edge);font-size:1.25rem;font-weight:650;letter-spacing:-.01em;line-height:1}
.mark svg{width:2.25rem;height:2.25rem}
h1{margin:0 0 .25rem;font-size:1.375rem;font-weight:600;line-height:1.3;text-align:center}
.wide h1,.wide .mark{text-align:left;justify-content:flex-start}
h2{margin:2rem 0 .5rem;font-size:1rem;font-weight:600}
p{margin:.5rem 0}
.soft{color:var(--soft)}
.under{margin:0 0 1.5rem;text-align:center;color:var(--soft)}
a{color:var(--blue)}
label{display:block;margin:1rem 0 .375rem;font-size:.875rem;font-weight:600}
input[type=text],input[type=password]{width:100%;padding:.625rem .75rem;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:.375rem}
input:hover{border-color:var(--text)}
input[aria-invalid=true]{border-color:var(--red)}
:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
input[type=text]:focus-visible,input[type=password]:focus-visible{outline-offset:-1px}
.button{display:block;width:100%;margin-top:1.75rem;padding:.6875rem;font:inherit;font-weight:600;text-align:center;text-decoration:none;color:var(--on-blue);background:var(--blue);border:1px solid transparent;border-radius:.375rem;cursor:pointer}
.button:hover{background:var(--blue-hover);border-color:transparent}
.second{margin-top:.75rem;color:var(--text);background:none;border-color:var(--line)}
.second:hover{background:none;border-color:var(--text)}
.list{margin:1.25rem 0;padding-left:1.25rem}
.list code{color:var(--soft)}
.error{margin:0 0 1.25rem;padding:.75rem 1rem;background:var(--red-page);border-left:4px solid var(--red);border-radius:.375rem;overflow-wrap:anywhere}
.wide .error{margin-top:1rem}
footer{width:100%;max-width:25rem}
.foot{margin:1.25rem 0 0;font-size:.8125rem;text-align:center;color:var(--soft);overflow-wrap:anywhere}
.hint{margin:1.25rem 0 0;padding:.875rem 1rem;font-size:.875rem;border:1px dashed var(--line);border-radius:.75rem;overflow-wrap:anywhere}
.hint strong{display:block}
dl{margin:1.25rem 0;font-size:.9375rem}
dt{color:var(--soft);font-size:.8125rem}
dd{margin:0 0 .75rem;overflow-wrap:anywhere}
code,pre{font:.8125rem/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
pre{margin:0;padding:.75rem 1rem;overflow:auto;max-height:24rem;background:var(--code);border:1px solid var(--edge);border-radius:.375rem}
.block{position:relative;margin:.5rem 0}
.tools{display:flex;gap:.5rem;margin:.5rem 0}
.tool{padding:.25rem .75rem;font:inherit;font-size:.8125rem;font-weight:600;color:var(--blue);background:none;border:1px solid var(--line);border-radius:.375rem;cursor:pointer}
.tool:hover{border-color:var(--blue)}
table{width:100%;table-layout:fixed;border-collapse:collapse;font-size:.875rem}
th,td{padding:.5rem .75rem .5rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--edge);overflow-wrap:anywhere}
tr:last-child>*{border-bottom:0}
th{width:10.5rem;font-weight:400;color:var(--soft)}
td .tool{margin-top:.375rem}
td small{display:block;color:var(--soft);font-size:.8125rem}
.long{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
[hidden]{display:none!important}
@media (max-width:30rem){th,td{display:block;width:auto}th{padding-bottom:0;border:0}td{padding-top:0}}
`
