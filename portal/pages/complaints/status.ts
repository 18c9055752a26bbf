import { html } from 'hono/html';
import { type Day, daysBetween } from '../../../domain/kernel/dates.ts';
import {
  type ComplaintStatus,
  owedBy,
  type PublicRemark,
  publicSteps,
} from '../../../domain/participation/complaintStatus.ts';
import type { Publication } from '../../data.ts';
import type { Html } from '../../layout.ts';
import { es } from '../../words/complaints/es.ts';
import { addressIn, type Teller } from '../../words/complaints/languages.ts';
import type { WordKey } from '../../words/complaints/words.ts';
import { backLink, codeForm, complaintPage, wrong } from './frame.ts';
import { talk } from './talk.ts';

/** The word for a code; a code that no dictionary has yet is shown as it is. */
const wordOf = ({ say }: Teller, group: 'state' | 'outcome' | 'referredTo', code: string): Html | string =>
  Object.hasOwn(es, `${group}.${code}`) ? say(`${group}.${code}` as WordKey) : code;

function term(t: Teller, status: ComplaintStatus, today: Day): Html | string {
  const by = owedBy(status);
  if (by === null) return '';
  const left = daysBetween(today, by);
  const day = html`<strong>${t.day(by)}</strong>`;
  if (left < 0) {
    const late = left === -1 ? t.say('lateOne') : t.say('late', { days: -left });
    return html`<p class="note bad"><strong>${late}</strong> ${t.say('lateWhy', { day })}</p>`;
  }
  const how = left === 0 ? t.say('leftNone') : left === 1 ? t.say('leftOne') : t.say('left', { days: left });
  return html`<p class="note">${t.say('until', { day, left: how })}</p>`;
}

function opinion(
  { say, code: language }: Teller,
  { code, state }: ComplaintStatus,
  { reason = '' }: Written,
): Html | string {
  const may = publicSteps(state);
  if (may.length === 0) return '';
  const action = addressIn(language);
  const hidden = html`<input type="hidden" name="code" value="${code}">`;
  return html`<h2>${say('opinion')}</h2>
${
  may.includes('agree')
    ? html`<form class="ask" method="post" action="${action}">
  ${hidden}<button type="submit" name="act" value="agree">${say('agree')}</button></form>`
    : ''
}
<form class="ask" method="post" action="${action}">${hidden}<label for="reason">${say('disagree')}</label>
<p class="small" id="reason-help">${say('reasonHelp')}</p>
<textarea id="reason" name="reason" rows="4" minlength="5" maxlength="2000" required
  aria-describedby="reason-help">${reason}</textarea><button type="submit" class="quiet" name="act"
  value="reopen">${say('reopen')}</button></form>`;
}

/** Words that were not accepted, shown again so that the person can edit them. */
export interface Written {
  readonly reason?: string;
  readonly more?: string;
}

/** The result of the remark just sent (accepted, or why not), and all earlier remarks. */
interface Told {
  readonly problem: Html | null;
  readonly done: Html | null;
  readonly written: Written;
  readonly said: readonly PublicRemark[];
}

/** The state of a complaint for the holder of its code: the answer, and what they may say to it. */
export function statusPage(
  t: Teller,
  publication: Publication | null,
  status: ComplaintStatus,
  today: Day,
  { problem, done, written, said }: Told,
): Html {
  const { say } = t;
  const line = (key: WordKey, value: Html | string | null) =>
    value === null ? '' : html`<dt>${say(key)}</dt><dd>${value}</dd>`;
  const on = (day: Day | null) => (day === null ? null : t.day(day));
  const text = (key: WordKey, value: string | null) =>
    value ? html`<h2>${say(key)}</h2><p class="said">${value}</p>` : '';
  return complaintPage(
    t,
    publication,
    'status',
    html`
<h1>${say('complaint', { code: html`<span class="whole">${status.code}</span>` })}</h1>
${wrong(t, problem)}
${done ? html`<p class="note" role="status">${done}</p>` : ''}
<p class="lead">${wordOf(t, 'state', status.state)}</p>
${term(t, status, today)}
<dl class="data">
${line('day.received', on(status.receivedOn))}
${line('day.acknowledged', on(status.acknowledgedOn))}
${line('day.referredTo', status.referredTo && wordOf(t, 'referredTo', status.referredTo))}
${line('day.referred', on(status.referredOn))}
${line('day.answered', on(status.answeredOn))}
${line('day.outcome', status.outcome && wordOf(t, 'outcome', status.outcome))}
${line('day.reopened', on(status.reopenedOn))}
${line('day.secondAnswered', on(status.secondAnsweredOn))}</dl>
${text('answer', status.answer)}
${text('measures', status.measures)}
${text('secondAnswer', status.secondAnswer)}
${opinion(t, status, written)}
${talk(t, status, said, written)}
${backLink(t)}`,
  );
}

/** No complaint has that code. */
export function noSuchCodePage(t: Teller, publication: Publication | null, typed: string): Html {
  const example = html`<span class="whole">R-2026-7KQ4M2XD</span>`;
  return complaintPage(
    t,
    publication,
    'noCode',
    html`<h1>${t.say('noCodeHead')}</h1><p class="lead">${t.say('noCodeHelp', { example })}</p>${codeForm(t, typed)}${backLink(t)}`,
  );
}
