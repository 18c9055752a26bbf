/** The one style of the public pages, sent inside each: a page is one request on a slow line. Colours are those of web/ui/tokens.css. */
export const style = `
:root{color-scheme:light dark;--ground:light-dark(#f6f4ef,#15181a);--surface:light-dark(#fff,#1d2124);--line:light-dark(#d6cfc2,#3c444a);--ink:light-dark(#1d1a16,#f0ece5);--ink-2:light-dark(#55493c,#c3bbb0);--lago:light-dark(#0a5569,#74c8de);--lago-soft:light-dark(#dceef2,#12343d);--cochinilla:light-dark(#98184f,#f39bbf);--good:light-dark(#1b6136,#8ad3a2);--warn:light-dark(#7a4b00,#f2c265);--warn-soft:light-dark(#fcefd0,#3b2c0c);--focus:light-dark(#98184f,#ffb8d3)}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
a{color:var(--lago);text-underline-offset:.18em}
a:focus-visible,button:focus-visible,select:focus-visible,input:focus-visible,summary:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:4px}
.band{height:8px;background:linear-gradient(90deg,#0a5569 0 30%,#d49a1f 0 42%,#98184f 0 56%,#2f7d4a 0 74%,#5a2d78 0 100%)}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--surface);padding:.6rem 1rem;z-index:2}
.wrap{max-width:68rem;margin:0 auto;padding:0 1rem}
header.top{background:var(--surface);border-bottom:1px solid var(--line)}
header.top .wrap{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1.5rem;padding-top:.6rem;padding-bottom:.6rem}
.brand{display:flex;align-items:center;gap:.6rem;font-weight:700;font-size:1.15rem;color:var(--ink);text-decoration:none;min-height:2.75rem}
.brand small{display:block;font-weight:400;font-size:.8rem;color:var(--ink-2);line-height:1.2}
nav ul{display:flex;flex-wrap:wrap;gap:0 .25rem;list-style:none;margin:0;padding:0}
nav a{display:inline-flex;align-items:center;min-height:2.75rem;padding:0 .7rem;border-radius:.5rem;text-decoration:none;color:var(--ink)}
nav a:hover{background:var(--lago-soft)}
nav a[aria-current]{background:var(--lago-soft);color:var(--lago);font-weight:600}
main.wrap{padding:1.6rem 1rem 3rem}
h1{font-size:clamp(1.6rem,4.5vw,2.3rem);line-height:1.15;letter-spacing:-.01em;margin:.4rem 0 .6rem;text-wrap:balance}
h2{font-size:1.3rem;line-height:1.25;margin:2.2rem 0 .7rem}
h3{font-size:1.02rem;line-height:1.3;margin:0 0 .3rem}
p{max-width:66ch;margin:.5rem 0}
.lead{font-size:1.12rem;color:var(--ink-2)}
.small{font-size:.88rem;color:var(--ink-2)}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(18rem,100%),1fr));gap:1rem;padding:0;margin:1rem 0;list-style:none}
.card{background:var(--surface);border:1px solid var(--line);border-radius:.9rem;padding:1rem 1.1rem 1.1rem;display:flex;flex-direction:column;gap:.3rem}
.card h3{font-weight:600}
.code{font-size:.78rem;font-weight:700;letter-spacing:.04em;color:var(--cochinilla)}
.value{font-size:2.1rem;font-weight:700;line-height:1.1;letter-spacing:-.02em;margin-top:auto;padding-top:.5rem;font-variant-numeric:tabular-nums}
.value small{font-size:.95rem;font-weight:400;letter-spacing:0;color:var(--ink-2)}
.none{font-size:1.25rem;font-weight:600;color:var(--ink-2)}
.notdue{color:var(--warn)}
.bar{display:block;width:100%;height:.6rem;border-radius:.3rem;background:var(--lago-soft);overflow:hidden}
.bar rect{fill:var(--lago)}
table{border-collapse:collapse;width:100%;background:var(--surface);border:1px solid var(--line);border-radius:.6rem;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}
th,td{padding:.5rem .7rem;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
td.num,th.num{text-align:right;white-space:nowrap}
tr:last-child td{border-bottom:0}
caption{text-align:left;padding:.2rem 0 .5rem;color:var(--ink-2);font-size:.9rem}
td .bar{min-width:5rem;margin-top:.35rem}
form.filter{display:flex;flex-wrap:wrap;gap:.8rem;align-items:end;background:var(--surface);border:1px solid var(--line);border-radius:.9rem;padding:.9rem 1rem;margin:1rem 0}
form.filter label{display:flex;flex-direction:column;gap:.2rem;font-size:.9rem;font-weight:600;flex:1 1 11rem}
select,input{font:inherit;min-height:2.75rem;padding:.3rem .6rem;border:1px solid light-dark(#857b6d,#8b959c);border-radius:.5rem;background:var(--ground);color:var(--ink);max-width:100%}
button,.button{font:inherit;font-weight:600;min-height:2.75rem;padding:.3rem 1.2rem;border:0;border-radius:.5rem;background:var(--lago);color:light-dark(#fff,#06252d);cursor:pointer;text-decoration:none;display:inline-flex;align-items:center}
.demo{background:var(--warn-soft);color:var(--ink);padding:.55rem 0;border-bottom:1px solid var(--line);font-size:.95rem}
.note{border-left:4px solid var(--lago);background:var(--lago-soft);padding:.7rem 1rem;border-radius:0 .6rem .6rem 0;margin:1rem 0}
.warn{border-left-color:light-dark(#b06d00,#f2c265);background:var(--warn-soft)}
.map{background:var(--surface);border:1px solid var(--line);border-radius:.9rem;padding:.5rem;margin:1rem 0}
.map svg{display:block;width:100%;height:auto;max-height:80vh}
.map .dept{fill:var(--ink-2);font-size:13px;font-weight:700;text-anchor:middle;opacity:.55}
.map .land path{fill:var(--ground);stroke:light-dark(#b9ae9c,#59636a);stroke-width:1.2px;vector-effect:non-scaling-stroke;stroke-linejoin:round}
.map .empty{fill:light-dark(#cfc7b8,#454d53)}
.map .has{fill:var(--lago);fill-opacity:.85;stroke:var(--surface);stroke-width:1}
.map a:hover .has,.map a:focus .has{fill:var(--cochinilla)}
.mono{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.82rem;overflow-wrap:anywhere}
.plain{list-style:none;padding:0;margin:.5rem 0}
.columns{columns:14rem;column-gap:1.5rem}
.columns li{break-inside:avoid}
.columns a{display:inline-block;padding:.35rem 0;min-height:1.5rem}
.pager{display:flex;gap:1rem;align-items:center;margin:1rem 0}
footer{border-top:1px solid var(--line);background:var(--surface);padding:1.2rem 0 2rem;font-size:.9rem;color:var(--ink-2)}
@media(max-width:42rem){nav{overflow-x:auto;width:100%;margin:0 -1rem;padding:0 1rem}nav ul{flex-wrap:nowrap;width:max-content}}
@media print{nav,form.filter,.skip{display:none}body{background:#fff}}
`;
