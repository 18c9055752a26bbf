import { html } from 'hono/html';
import type { Publication } from '../../data.ts';
import type { Html } from '../../layout.ts';
import { addressIn, type Teller } from '../../words/complaints/languages.ts';
import { backLink, complaintPage } from './frame.ts';

type Sent = Readonly<Record<string, string>>;

/**
 * Shows what was sent and could not be accepted, to be sent again unchanged. If it had arrived after all, it is then
 * still one complaint.
 */
function resend(t: Teller, fields: Sent): Html {
  const written = fields.story ?? fields.reason ?? fields.more ?? '';
  return html`${written ? html`<p>${t.say('written')}</p><p class="said">${written}</p>` : ''}
<form class="ask" method="post" action="${addressIn(t.code)}">
${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button
  type="submit">${t.say('sendAgain')}</button></form>
${fields.story ? html`<p class="small">${t.say('resendFiles')}</p>` : ''}
${backLink(t)}`;
}

/** Too much was sent from one place: what was typed is given back. */
export function tooManyPage(t: Teller, publication: Publication | null, fields: Sent): Html {
  return complaintPage(
    t,
    publication,
    'wait',
    html`<h1>${t.say('waitHead')}</h1><p class="lead">${t.say('waitLead')}</p>${resend(t, fields)}`,
  );
}

/** Too many people send at the same moment: what was typed is given back. */
export function busyPage(t: Teller, fields: Sent): Html {
  return complaintPage(
    t,
    null,
    'wait',
    html`<h1>${t.say('waitHead')}</h1><p class="lead">${t.say('busyLead')}</p>${resend(t, fields)}`,
  );
}

/** Something failed on the server: what was written is given back. This page needs nothing else to work. */
export function notTakenPage(t: Teller, fields: Sent): Html {
  return complaintPage(
    t,
    null,
    'failed',
    html`<h1>${t.say('failedHead')}</h1><p class="lead">${t.say('failedLead')}</p>${resend(t, fields)}`,
  );
}
