import { html } from 'hono/html';
import type { ComplaintStatus } from '../../../domain/participation/complaintStatus.ts';
import type { Publication } from '../../data.ts';
import type { Html } from '../../layout.ts';
import { addressIn, type Teller } from '../../words/complaints/languages.ts';
import { complaintPage } from './frame.ts';

type Told = Pick<ComplaintStatus, 'code' | 'receivedOn' | 'dueOn'>;

const strong = (text: string) => html`<strong>${text}</strong>`;

/**
 * The slip that the person takes home. It says neither who complained nor about what. `address`: where the answer can
 * be read.
 */
const slip = ({ say, day }: Teller, { code, receivedOn, dueOn }: Told, address: string): Html =>
  html`<p>${say('yourCode')}</p><p class="code">${code}</p><p>${say('receivedOn', { day: strong(day(receivedOn)) })}
    ${say('dueOn', { day: strong(day(dueOn)) })}</p><p class="small">
    ${say('slipWhere', { address: html`<span class="whole">${address}</span>` })}</p>`;

/** What the person is told at once: the code, and by when the complaint is answered; to be printed or saved. */
export function receivedPage(
  t: Teller,
  publication: Publication | null,
  status: Told,
  { again, found, site }: { again?: boolean; found?: boolean; site: string },
): Html {
  const { say } = t;
  const here = addressIn(t.code);
  return complaintPage(
    t,
    publication,
    found ? 'lostFound' : 'received',
    html`
<h1>${say(found ? 'lostFound' : 'receivedHead')}</h1>
${again ? html`<p class="note">${say('again')}</p>` : ''}
<div class="card slip">${slip(t, status, site + here)}</div>
<p><strong>${say('keep')}</strong> ${say('keepWhy')}</p>
<p>${say('keepLost')}</p>
<form class="buttons" method="post" action="${here}"><input type="hidden" name="code" value="${status.code}"><button
  type="submit" name="act" value="slip">${say('slipGet')}</button><a class="button quiet"
  href="${here}">${say('back')}</a></form>`,
  );
}

/** The same as a file: it opens without a connection on any telephone, and fits on a quarter of a sheet. */
export function slipFile(t: Teller, status: Told, site: string): Html {
  return html`<!doctype html>
<html lang="${t.language.tag}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${t.plain('slip')}</title>
<style>
body{font:1.1rem/1.5 sans-serif;margin:1.5rem auto;max-width:24rem;padding:1rem;border:2px solid}
h1{font-size:1.2rem;margin:0}.code{font:bold 1.9rem monospace;margin:.2rem 0}
.small{font-size:.9rem;overflow-wrap:anywhere}
</style></head>
<body><h1>SIGG · ${t.say('slip')}</h1>${slip(t, status, site + addressIn(t.code))}<p class="small">${t.say('keepWhy')}</p></body></html>
`;
}
