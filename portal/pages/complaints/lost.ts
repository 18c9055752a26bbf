import { html } from 'hono/html';
import { MOST_PHRASE } from '../../../domain/participation/recoveryPhrase.ts';
import type { Publication } from '../../data.ts';
import type { Html } from '../../layout.ts';
import { addressIn, type Teller } from '../../words/complaints/languages.ts';
import { backLink, complaintPage } from './frame.ts';
import { municipalityOptions, option, type Place } from './places.ts';

interface Shown {
  readonly municipalities: readonly Place[];
  readonly today: string;
  /** The last search without a result; null before any. The phrase is not shown again. */
  readonly sought: { readonly municipality: string; readonly day: string } | null;
}

/** The page to find a lost code again, with the phrase written with the complaint. */
export function lostPage(t: Teller, publication: Publication | null, { municipalities, today, sought }: Shown): Html {
  const { say, plain, tagOf } = t;
  const chosen = sought?.municipality ?? '';
  return complaintPage(
    t,
    publication,
    sought ? 'lostNone' : 'lost',
    html`
<h1>${say('lost')}</h1>
${
  sought
    ? html`<p class="note bad" role="alert"><strong>${say('lostNone')}.</strong> ${say('lostNoneLead')}</p>`
    : html`<p class="lead">${say('lostLead')}</p>`
}
<form class="ask" method="post" action="${addressIn(t.code)}">
<label>${say('lostMunicipality')}
<select name="municipality">${option('', plain('rather'), chosen, tagOf('rather'))}
${municipalityOptions(municipalities, chosen)}</select></label>
<label for="day">${say('lostDay')}</label>
<p class="small" id="day-help">${say('lostDayHelp')}</p>
<input id="day" type="date" name="day" value="${sought?.day ?? ''}" max="${today}" required aria-describedby="day-help">
<label>${say('lostPhrase')}<input name="phrase" maxlength="${String(MOST_PHRASE)}" required autocomplete="off" spellcheck="false"></label>
<button type="submit" name="act" value="find">${say('lostFind')}</button>
</form>
${backLink(t)}`,
  );
}
