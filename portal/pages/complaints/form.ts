import { html, raw } from 'hono/html';
import { complaint } from '../../../domain/participation/complaint.ts';
import { LEAST_PHRASE, MOST_PHRASE } from '../../../domain/participation/recoveryPhrase.ts';
import type { Publication } from '../../data.ts';
import type { Html } from '../../layout.ts';
import { addressIn, type Teller } from '../../words/complaints/languages.ts';
import { COMPLAINT_FIGURES } from '../complaintFigures.ts';
import { codeForm, complaintPage, wrong } from './frame.ts';
import { municipalityOptions, option, type Place } from './places.ts';

/** What was typed, to be shown again when it was not accepted. */
export interface Typed {
  readonly id: string;
  readonly story: string;
  readonly municipality: string;
  readonly relation: string;
  readonly danger: boolean;
  readonly against: string;
  readonly phrase: string;
}

const PHOTOS = complaint.fields.photos.options.max ?? 1;
const MORE = Array.from({ length: PHOTOS - 1 }, (_, i) => i + 2);

/** Who complains, as they would say it themselves. */
const AGAINST = ['reclamos', 'coordinacion'] as const;
const RELATIONS = ['socio', 'familiar', 'comunidad', 'proveedor', 'otro'] as const;

interface Shown {
  readonly typed: Typed;
  readonly municipalities: readonly Place[];
  /** Within how many days a complaint is answered. */
  readonly days: number;
  /** The largest file accepted, in megabytes. */
  readonly mb: number;
  /** Why what was typed was not accepted. */
  readonly problem: Html | null;
}

/** The page to make a complaint, and to see the state of one. */
export function complaintsPage(
  t: Teller,
  publication: Publication | null,
  { typed, municipalities, days, mb, problem }: Shown,
): Html {
  const { say, plain, tagOf } = t;
  // A question for each photo: a camera gives one at a time, and the next would replace it.
  const photo = (n: number) =>
    html`<label>${say('photo', { n })}<input type="file" name="photo" accept="image/jpeg,image/png,image/webp"
      aria-describedby="files-help"></label>`;
  return complaintPage(
    t,
    publication,
    'title',
    html`
<h1>${say('title')}</h1>
<p class="lead">${say('lead')} ${say('term', { days })}</p>
<div class="two">
<section aria-labelledby="hacer">
<h2 id="hacer">${say('make')}</h2>
${wrong(t, problem)}
<form class="ask" method="post" action="${addressIn(t.code)}" enctype="multipart/form-data">
<input type="hidden" name="id" value="${typed.id}">
<label for="story">${say('story')}</label>
<p class="small" id="story-help">${say('storyHelp')}</p>
<textarea id="story" name="story" rows="8" minlength="10" maxlength="4000" required aria-describedby="story-help">${typed.story}</textarea>
<label>${say('municipality')} <span class="small">${say('municipalityHelp')}</span>
<select name="municipality">${option('', plain('rather'), typed.municipality, tagOf('rather'))}
${municipalityOptions(municipalities, typed.municipality)}</select></label>
<label>${say('relation')}
<select name="relation">${option('', plain('rather'), typed.relation, tagOf('rather'))}
${RELATIONS.map((one) => option(one, plain(`relation.${one}`), typed.relation, tagOf(`relation.${one}`)))}</select></label>
<label>${say('against')} <span class="small">${say('againstHelp')}</span>
<select name="against">${option('', plain('againstNo'), typed.against, tagOf('againstNo'))}
${AGAINST.map((code) => option(code, plain(`against.${code}`), typed.against, tagOf(`against.${code}`)))}</select></label>
<label class="tick"><input type="checkbox" name="danger" value="1"${typed.danger ? raw(' checked') : ''}> ${say('danger')}</label>
<p class="small">${say('emergency', { number: html`<strong>110</strong>` })}</p>
<fieldset><legend>${say('photos', { most: PHOTOS })}</legend><p class="small">${say('photosHelp')}</p>
${photo(1)}<details><summary>${say('photosMore')}</summary>${MORE.map(photo)}</details></fieldset>
<label for="voice">${say('voice')}</label>
<p class="small" id="voice-help">${say('voiceHelp')}</p>
<input id="voice" type="file" name="voice" accept="audio/*,.m4a,.ogg,.opus,.webm,.mp3,.amr" aria-describedby="voice-help files-help">
<p class="small" id="files-help">${say('filesHelp', { mb })}</p>
<label for="phrase">${say('phrase')}</label>
<p class="small" id="phrase-help">${say('phraseHelp', { least: LEAST_PHRASE })}</p>
<input id="phrase" name="phrase" value="${typed.phrase}" maxlength="${String(MOST_PHRASE)}" autocomplete="off"
  spellcheck="false" aria-describedby="phrase-help">
<button type="submit">${say('send')}</button>
</form>
</section>
<section aria-labelledby="seguir">
<h2 id="seguir">${say('follow')}</h2>
${codeForm(t, '')}
<form class="buttons" method="post" action="${addressIn(t.code)}"><button type="submit" class="quiet" name="act"
  value="lost">${say('lost')}</button></form>
<h2>${say('care')}</h2>
<ul><li>${say('careName')}</li><li>${say('careReaders')}</li><li>${say('careAccused')}</li><li>${say('careOrder')}</li>
<li>${say('careAnswer')}</li></ul>
<p>${say('otherWays')}</p>
<p><a href="${COMPLAINT_FIGURES}" hreflang="es">${say('figures')}</a></p>
</section>
</div>`,
  );
}
