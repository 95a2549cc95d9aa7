// The look of the HTML report, light and dark.

export const htmlStyle = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --red: #c62828; --amber: #b26a00; --green: #2e7d32; }
@media (prefers-color-scheme: dark) { :root { --red: #ff8a80; --amber: #ffcc80; --green: #a5d6a7; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; margin: 0 0 .3rem; }
section { border: 1px solid var(--line); border-left: 4px solid var(--amber); border-radius: 4px; padding: .8rem 1rem; margin: 1rem 0; }
section.fail { border-left-color: var(--red); }
.verdict { font-weight: 600; color: var(--amber); } .fail .verdict { color: var(--red); } .pass .verdict { color: var(--green); }
.skip { opacity: .7; } .incident { color: var(--red); }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid var(--line); }
pre { background: var(--soft); padding: .6rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; border-radius: 4px; }
code, pre { font: 13px/1.45 ui-monospace, monospace; } td code { overflow-wrap: anywhere; }
.sequence { list-style: none; padding: 0; } .sequence li { border-top: 1px dashed var(--line); padding: .2rem 0; }
.sequence summary { display: flex; gap: 1rem; cursor: pointer; font: 13px ui-monospace, monospace; }
.to::before { content: "kit \\2192 server  "; opacity: .6; } .back::before { content: "kit \\2190 server  "; opacity: .6; } summary small { margin-left: auto; opacity: .6; }
nav ul { list-style: none; padding: 0; } nav .verdict { display: inline-block; min-width: 6.5rem; }
.said > summary { cursor: pointer; font-weight: 600; }
.lanes { margin: 1rem 0; }
.lanes pre { background: linear-gradient(var(--soft) 0 0), Canvas; }
.lanes .heads { display: grid; grid-template-columns: repeat(3, 1fr); text-align: center; font-weight: 600; }
.lanes ol { list-style: none; margin: 0; padding: .5rem 0;
  background: linear-gradient(var(--line) 0 0) 16.67% 0 / 1px 100% no-repeat, linear-gradient(var(--line) 0 0) 50% 0 / 1px 100% no-repeat, linear-gradient(var(--line) 0 0) 83.33% 0 / 1px 100% no-repeat; }
.lanes summary { list-style: none; cursor: pointer; margin: .5rem 0 .5rem 16.67%; width: 33.33%; font: 12px/1.6 ui-monospace, monospace; }
.lanes .client-org summary { margin-left: 50%; } .lanes .browser-org summary { width: 66.67%; }
.there, .here { display: block; position: relative; padding: 0 .8rem; }
.there > span, .here > span { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; word-break: break-all; }
.there { border-bottom: 1px solid; } .there::after { content: "\\25b6"; position: absolute; right: 0; bottom: -.75em; }
.here { border-bottom: 1px dashed; text-align: right; } .here::before { content: "\\25c0"; position: absolute; left: 0; bottom: -.75em; }
.unseen { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
.decisive summary { font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .4rem 0; } dd { margin: 0; }
`
