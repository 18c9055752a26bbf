import { html } from 'hono/html';
import { MOST_SAID } from '../../../domain/kernel/noun/remark.ts';
import { type ComplaintStatus, maySayMore, type PublicRemark } from '../../../domain/participation/complaintStatus.ts';
import type { Html } from '../../layout.ts';
import { addressIn, type Teller } from '../../words/complaints/languages.ts';

/** One remark: which side made it, on which day, and its words. */
const remark = ({ say, day }: Teller, { side, text, saidOn }: PublicRemark): Html =>
  html`<li class="talk-${side}"><p class="small"><strong>${say(side === 'told' ? 'talkTold' : 'talkSaid')}</strong> ·
    ${day(saidOn)}</p><p class="said">${text}</p></li>`;

/** The remarks after the complaint, in order, and the form to add one while somebody can still answer it. */
export function talk(
  t: Teller,
  { code, state }: ComplaintStatus,
  said: readonly PublicRemark[],
  { more = '' }: { more?: string },
): Html {
  const { say } = t;
  const form = html`<form class="ask" method="post" action="${addressIn(t.code)}">
    <input type="hidden" name="code" value="${code}"><label for="more">${say('more')}</label>
    <p class="small" id="more-help">${say('moreHelp')}</p>
    <textarea id="more" name="more" rows="4" maxlength="${String(MOST_SAID)}" required
    aria-describedby="more-help">${more}</textarea><button type="submit" class="quiet" name="act"
    value="say">${say('moreSend')}</button></form>`;
  return html`<h2>${say('talk')}</h2>
${said.length > 0 ? html`<ol class="talk">${said.map((one) => remark(t, one))}</ol>` : html`<p>${say('talkNone')}</p>`}
${
  maySayMore(state)
    ? form
    : html`<p class="note">${say('talkClosed')}</p>
  ${more ? html`<p>${say('written')}</p><p class="said">${more}</p>` : ''}`
}`;
}
