import tokens from './tokens.gen.json' with { type: 'json' };

/** The portal's own: the ground of the hero, dark in both themes, and what stands on it. */
const hero =
  '--hero:light-dark(#0a5569,#0b3440);--hero-2:light-dark(#073f4f,#07262f);--on-hero:#fff;--on-hero-2:#d7eaf0;' +
  '--hero-gold:#f0c04f';

/** A strip of cloth: stepped diamonds in the colours of the woven band. */
const cloth = `url("data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns='http://www.w3.org/2000/svg' width='56' height='14' shape-rendering='crispEdges'>` +
    `<path fill='${tokens['band-3']}' d='M0 0h56v14H0z'/>` +
    `<path fill='${tokens['band-2']}' d='M12 1h4v12h-4zM9 3h10v8H9zM6 5h16v4H6z'/>` +
    `<path fill='${tokens['band-1']}' d='M13 5h2v4h-2zM11 6h6v2h-6z'/>` +
    `<path fill='${tokens['band-4']}' d='M40 1h4v12h-4zM37 3h10v8H37zM34 5h16v4H34z'/>` +
    `<path fill='${tokens['band-2']}' d='M41 5h2v4h-2zM39 6h6v2h-6z'/>` +
    `<path fill='${tokens['band-5']}' d='M0 5h2v4H0zM26 5h4v4h-4zM54 5h2v4h-2z'/></svg>`,
)}")`;

const sheet = `
@font-face{
  font-family:"Atkinson Hyperlegible Next Variable";font-weight:200 800;font-display:swap;
  src:url(/tipografia.woff2) format("woff2")}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.55 var(--font);font-variant-numeric:lining-nums}
a{color:var(--lago);text-underline-offset:.18em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--surface);padding:.6rem 1rem;z-index:2}
.wrap{max-width:70rem;margin:0 auto;padding:0 1rem}
.only-read{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.cloth{height:14px;background:${cloth} repeat-x center/56px 14px}
header.top{background:var(--surface);border-bottom:1px solid var(--line)}
header.top .wrap{
  display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.25rem 1.5rem;padding-top:.6rem;
  padding-bottom:.6rem}
.brand{
  display:flex;align-items:center;gap:.6rem;font-weight:700;font-size:1.2rem;line-height:1.15;color:var(--ink);
  text-decoration:none;min-height:2.75rem}
.brand small{display:block;font-weight:400;font-size:.85rem;color:var(--ink-2)}
header.top nav ul{display:flex;flex-wrap:wrap;gap:0 .15rem;list-style:none;margin:0;padding:0}
header.top nav a{
  display:inline-flex;align-items:center;min-height:2.75rem;padding:0 .75rem;border-radius:.5rem;text-decoration:none;
  color:var(--ink)}
header.top nav a:hover{background:var(--surface-2)}
header.top nav a[aria-current]{background:var(--lago-soft);color:var(--lago);font-weight:600}
.hero{background:linear-gradient(105deg,var(--hero-2),var(--hero));color:var(--on-hero)}
.hero .wrap{display:grid;gap:1rem 2.5rem;padding-top:2rem;padding-bottom:2rem;align-items:center}
.hero h1{margin:0 0 .6rem;max-width:22ch}
.hero .lead{color:var(--on-hero-2)}
.hero a{color:var(--on-hero)}
.hero :focus-visible{outline-color:var(--hero-gold)}
.hero svg{display:block;width:100%;height:auto;max-height:25rem;overflow:visible}
.facts{display:grid;grid-template-columns:1fr 1fr;gap:1.1rem 1.5rem;margin:1.5rem 0 0;padding:0;max-width:38rem}
.facts div{border-top:2px solid var(--hero-gold);padding-top:.4rem;display:flex;flex-direction:column-reverse;justify-content:flex-end}
.facts dt{color:var(--on-hero-2);font-size:.95rem;line-height:1.3}
.facts dd{margin:0;font-size:clamp(1.9rem,5vw,2.7rem);font-weight:700;line-height:1.1;letter-spacing:-.02em}
.facts dd small{display:block;font-size:.88rem;font-weight:400;letter-spacing:0;line-height:1.35;color:var(--on-hero-2);margin-top:.2rem}
.main{padding:1.6rem 1rem 3rem}
h1{text-wrap:balance;font-size:clamp(1.75rem,4.6vw,2.6rem);line-height:1.12;letter-spacing:-.015em;margin:.3rem 0 .6rem;text-wrap:balance}
h2{font-size:clamp(1.3rem,3vw,1.6rem);line-height:1.2;letter-spacing:-.01em;margin:2.6rem 0 .5rem;text-wrap:balance}
h3,h4{font-size:1.08rem;line-height:1.3;margin:0 0 .3rem}
section>h3{margin-top:1.6rem}
p{max-width:66ch;margin:.5rem 0}
.lead{font-size:1.17rem;line-height:1.5;color:var(--ink-2);text-wrap:pretty}
.small{font-size:.92rem;color:var(--ink-2)}
.path{font-size:.92rem;color:var(--ink-2);margin:0 0 .3rem}
.path a{display:inline-block;padding:.3rem 0}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(15rem,100%),1fr));gap:1rem;padding:0;margin:1rem 0;list-style:none}
.card{
  background:var(--surface);border:1px solid var(--line);border-radius:.9rem;padding:1.1rem 1.2rem 1.2rem;display:flex;
  flex-direction:column;gap:.35rem}
.card h3,.card h4{font-weight:600}
.card .small{margin:0}
.code{font-size:.84rem;font-weight:700;letter-spacing:.03em;color:var(--cochinilla)}
.value{font-size:2.4rem;font-weight:700;line-height:1.1;letter-spacing:-.02em;font-variant-numeric:tabular-nums lining-nums}
.value small{display:inline-block;font-size:1rem;line-height:1.3;font-weight:400;letter-spacing:0;color:var(--ink-2)}
.value.none{font-size:1.35rem;font-weight:600;letter-spacing:0;color:var(--ink-2)}
.value.notdue{color:var(--warn)}
.foot{margin-top:auto;padding-top:.5rem}
svg.bar{display:block;width:100%;height:.65rem;border-radius:.33rem;background:var(--surface-3);margin:.3rem 0}
svg.bar .fill,.key .fill{fill:var(--lago)}
svg.bar .fill-2,.key .fill-2{fill:var(--band-2)}
svg.bar .goal{fill:var(--cochinilla)}
svg.bar.tall{height:1.5rem;border-radius:.4rem}
.key{display:flex;flex-wrap:wrap;gap:.3rem 1.5rem;list-style:none;padding:0;margin:.4rem 0;font-size:.97rem}
.key svg{width:.85rem;height:.85rem;vertical-align:-.05rem;margin-right:.35rem}
.two{display:grid;gap:1rem 2.5rem}
table{border-collapse:collapse;width:100%;background:var(--surface);font-variant-numeric:tabular-nums lining-nums}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:.7rem;background:var(--surface);margin:.8rem 0}
th,td{padding:.55rem .8rem;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
thead th{font-size:.92rem;color:var(--ink-2);background:var(--surface-2)}
th[scope=row]{font-weight:400}
td.num,th.num{text-align:right;white-space:nowrap}
tr:last-child>td,tr:last-child>th[scope=row]{border-bottom:0}
.groups{display:grid;gap:0 1.5rem}.groups h3{margin:1.4rem 0 -.2rem}
td svg.bar,th svg.bar{min-width:5rem;max-width:22rem;margin:.4rem 0 .1rem;height:.5rem}
.list{list-style:none;padding:0;margin:.8rem 0;display:grid;gap:.8rem}
.list .card{gap:.15rem}
form.find,form.filter{
  display:flex;flex-wrap:wrap;gap:.7rem;align-items:end;background:var(--surface);border:1px solid var(--line);
  border-radius:.9rem;padding:1rem 1.1rem;margin:1rem 0}
form label .small{font-weight:400}
form label{display:flex;flex-direction:column;gap:.25rem;font-size:.97rem;font-weight:600;flex:1 1 11rem;min-width:0}
form.find label{flex-basis:16rem;font-size:1.08rem}
form.ask{
  display:grid;gap:.35rem;background:var(--surface);border:1px solid var(--line);border-radius:.9rem;padding:1.1rem;
  margin:1rem 0;max-width:40rem}
form.ask label{font-size:1.05rem;margin-top:.6rem}form.ask p{margin:0}form.ask button{justify-self:start;margin-top:.8rem}
form.ask label.tick{flex-direction:row;align-items:center;gap:.7rem;min-height:2.75rem}
label.tick input{width:1.4rem;min-height:1.4rem;flex:none}
textarea{min-height:7rem;resize:vertical;line-height:1.5}
select,input,textarea{
  font:inherit;font-weight:400;width:100%;min-height:2.75rem;padding:.3rem .7rem;border:1px solid var(--edge);
  border-radius:.5rem;background:var(--ground);color:var(--ink)}
button,.button{
  font:inherit;font-weight:600;min-height:2.75rem;padding:.3rem 1.2rem;border:1px solid var(--lago);border-radius:.5rem;
  background:var(--lago);color:var(--on-lago);cursor:pointer;text-decoration:none;display:inline-flex;
  align-items:center}
button:hover,.button:hover{background:var(--lago-strong)}
.languages ul{display:flex;flex-wrap:wrap;gap:0 .2rem;list-style:none;margin:0 0 .6rem;padding:0;font-size:.97rem}
.languages a{display:inline-flex;align-items:center;min-height:2.75rem;padding:0 .6rem;border-radius:.5rem}
.languages a[aria-current]{background:var(--lago-soft);font-weight:600;text-decoration:none}
form.ask fieldset{border:0;margin:.6rem 0 0;padding:0;min-width:0}
form.ask legend{padding:0;font-size:1.05rem;font-weight:600}form.ask details{margin-top:.4rem}
input[type=file]{padding:.5rem}
.other{font-style:italic}
form.buttons button{margin:0}
.slip .code{font:700 1.9rem/1.2 var(--font-mono);letter-spacing:.04em;margin:.2rem 0;overflow-wrap:anywhere}
.whole{white-space:nowrap}
.said{white-space:pre-wrap;overflow-wrap:anywhere;max-width:66ch}
.talk{list-style:none;margin:1rem 0;padding:0;display:grid;gap:.8rem;max-width:66ch}
.talk li{border:1px solid var(--line);border-radius:.6rem;padding:.6rem 1rem}
.talk .talk-told{margin-left:1.5rem;background:var(--lago-soft)}
.talk .talk-said{margin-right:1.5rem;background:var(--surface)}
.talk p{margin:.2rem 0}
.note.bad{border-color:var(--cochinilla);background:var(--cochinilla-soft)}
button.quiet,.button.quiet{background:var(--surface);color:var(--lago)}
button.quiet:hover,.button.quiet:hover{background:var(--lago-soft)}
.buttons{display:flex;flex-wrap:wrap;gap:.6rem;margin:.8rem 0}
.demo{background:var(--warn-soft);color:var(--ink);padding:.5rem 0;border-bottom:1px solid var(--line);font-size:.97rem}
.note{
  border-left:4px solid var(--lago);background:var(--lago-soft);padding:.7rem 1rem;border-radius:0 .6rem .6rem 0;
  margin:1rem 0;max-width:66ch}
.note p{margin:.2rem 0}
.tag{display:inline-block;padding:.05rem .6rem;border-radius:1rem;background:var(--lago-soft);color:var(--ink);font-size:.9rem}
.map svg{display:block;width:100%;height:auto}
.map{background:var(--surface);border:1px solid var(--line);border-radius:.9rem;padding:.5rem;margin:1rem 0}
.dept{
  pointer-events:none;fill:var(--ink-2);font:700 14px var(--font);text-anchor:middle;paint-order:stroke;
  stroke:var(--surface);stroke-width:4px;stroke-linejoin:round}
.land path{fill:var(--ground);stroke:var(--edge);stroke-width:1.2px;vector-effect:non-scaling-stroke;stroke-linejoin:round}
.narrow{max-width:36rem}
.border{fill:none;stroke:var(--edge);stroke-width:1.2px;vector-effect:non-scaling-stroke;pointer-events:none}
.area{fill:var(--lago);stroke:var(--lago);stroke-width:.6px;vector-effect:non-scaling-stroke}
.d1{fill-opacity:.15}.d2{fill-opacity:.35}.d3{fill-opacity:.55}.d4{fill-opacity:.75}
.without{fill:none;stroke:light-dark(#c9c0b0,#4c555b);stroke-linecap:round}
.has{fill:var(--lago);fill-opacity:.88;stroke:var(--surface);stroke-width:1.5}
.map a:hover .has,.map a:focus .has{fill:var(--cochinilla)}
.hero figcaption{color:var(--on-hero-2);margin-top:.6rem}
.hero .area{fill:var(--hero-gold);stroke:var(--hero)}.hero .border{stroke:var(--on-hero);stroke-opacity:.5}
.hero .d1{fill-opacity:.4}.hero .d2{fill-opacity:.55}.hero .d3{fill-opacity:.7}.hero .d4{fill-opacity:.85}
dl.data{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.45rem 1.2rem;margin:1rem 0}
dl.data dt{color:var(--ink-2)}dl.data dd{margin:0}
.mono,code,pre{font-family:var(--font-mono);font-size:.86rem;overflow-wrap:anywhere}
pre{background:var(--surface-2);border:1px solid var(--line);border-radius:.6rem;padding:.8rem 1rem;white-space:pre-wrap;line-height:1.6}
.plain{list-style:none;padding:0;margin:.5rem 0}
.inline{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem}
.inline a,.columns a{display:inline-block;padding:.3rem 0}
.columns{columns:13rem;column-gap:1.5rem}
.columns li{break-inside:avoid}
details{border-top:1px solid var(--line);padding:.2rem 0}
summary{cursor:pointer;font-weight:600;padding:.6rem 0;min-height:2.75rem}
.pager{display:flex;flex-wrap:wrap;gap:1rem;align-items:center;margin:1rem 0}
.pager .button{color:var(--on-lago)}
footer{border-top:1px solid var(--line);background:var(--surface);padding:1.6rem 0 2.2rem;font-size:.97rem;color:var(--ink-2)}
footer .wrap{display:grid;gap:1rem 2.5rem}
footer h2{font-size:1rem;margin:0 0 .3rem;letter-spacing:0;color:var(--ink)}
footer ul{list-style:none;margin:0;padding:0}
footer li a{display:inline-block;padding:.3rem 0}
@media(min-width:48rem){
  .two,.groups{grid-template-columns:1fr 1fr}.two.map-first{grid-template-columns:3fr 2fr;align-items:start}
  .map-first h2{font-size:1.15rem;margin:1rem 0 0}
  .hero .wrap{grid-template-columns:3fr 2fr;padding-top:3rem;padding-bottom:2.6rem}
  footer .wrap{grid-template-columns:2fr 1fr 1fr}
}
@media(max-width:47.99rem){
  header.top nav ul{display:grid;grid-template-columns:repeat(3,auto)}header.top nav{width:100%}
  header.top nav a{padding:0 .6rem;width:100%}.hero figure{max-width:17rem;margin:0 auto}.dept{font-size:26px}
  .map-first h2{font-size:1.15rem;margin:1rem 0 0}.stacked thead{display:none}.scroll:has(.stacked){overflow:visible}
  .stacked tr{display:block;border-bottom:1px solid var(--line);padding:.5rem 0}.stacked tr:last-child{border:0}
  .stacked td,.stacked th[scope=row]{display:block;border:0;padding:.12rem .9rem;text-align:left}
  .stacked td[data-name]::before{content:attr(data-name) ": ";color:var(--ink-2)}
}
figure{margin:0}
@media print{
  nav,form,.skip,.cloth,.pager,.buttons,footer ul,footer h2{display:none!important}:root{color-scheme:light}
  body{background:#fff;font-size:11pt}.hero{background:none;color:#000}.hero .lead,.facts dt,.facts dd small{color:#333}
  .card,tr,figure{break-inside:avoid}.scroll{overflow:visible}details>*{display:block}
  body:has(.slip)>*:not(main),.slip~*,.languages~.note{display:none!important}.slip{border:2px solid;max-width:24rem}
  .slip .code{color:#000}main a[href^="/"]{color:inherit}
}
`;

/** Tokens that a text uses, as declarations. */
const used = (text: string) =>
  Object.entries(tokens)
    .filter(([name]) => text.includes(`var(--${name})`))
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');

/**
 * The one style of the public pages, sent inside each: a page is one request on a slow line. Colours and type are the tokens of
 * the office and the field (web/ui/tokens.css), no others but the hero's.
 */
export const style = `:root{color-scheme:light dark;${used(sheet)};${hero}}${sheet.replaceAll(/\n/g, '')}`;
