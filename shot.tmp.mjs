import { chromium } from 'playwright-core';
const [,, base, user, out, ...paths] = process.argv;
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const login = async (ctx) => { const p = await ctx.newPage(); await p.goto(base + '/oficina'); 
  await p.getByLabel(/Usuario/).fill(user); await p.locator('input[type=password]').fill('alianzas-demo'); await p.keyboard.press('Enter'); await p.waitForTimeout(2500);
  const code = p.getByLabel(/ódigo/); if (await code.count()) { await code.first().fill('000000'); await p.keyboard.press('Enter'); await p.waitForTimeout(2500);} return p; };
for (const [w, scheme] of [[1440,'light'],[390,'dark']]) {
  const ctx = await b.newContext({ viewport: { width: w, height: w===390?844:900 }, colorScheme: scheme, locale: 'es-BO' });
  const p = await login(ctx);
  for (const [i, path] of paths.entries()) { 
    if (path.startsWith('click:')) { await p.getByRole('link', { name: new RegExp(path.slice(6)) }).first().click(); }
    else if (path.startsWith('btn:')) { await p.getByRole('button', { name: new RegExp(path.slice(4)) }).first().click(); }
    else await p.goto(base + '/oficina' + path); 
    await p.waitForTimeout(1800); await p.screenshot({ path: `${out}-${i}-${w}.png`, fullPage: true }); }
  await ctx.close();
}
await b.close();
