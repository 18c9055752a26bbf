import { html, raw } from 'hono/html';
import type { Publication } from '../../data.ts';
import { type Html, page } from '../../layout.ts';
import { addressIn, languageCodes, languages, SPANISH, type Teller } from '../../words/complaints/languages.ts';
import type { WordKey } from '../../words/complaints/words.ts';

/**
 * The languages by their own names. Each leads to the first page in that language: what was sent is in no address, so
 * nothing else can be carried over.
 */
function languageRow({ code, plain }: Teller): Html {
  return html`<nav class="languages" aria-label="${plain('languages')}"><ul>${languageCodes.map(
    (one) =>
      html`<li><a href="${addressIn(one)}" lang="${languages[one].tag}"
        hreflang="${languages[one].tag}"${one === code ? raw(' aria-current="true"') : ''}>${languages[one].name}</a>
        </li>`,
  )}</ul></nav>`;
}

/** The note, in the language and in Spanish, that no speaker has reviewed the translation. */
function reviewNote({ language }: Teller): Html | string {
  if (language.unreviewed === null) return '';
  return html`<aside class="note small"><p>${language.unreviewed}</p>
    <p lang="${SPANISH}">Traducción en espera de revisión por un hablante. Lo que falta traducir está en castellano,
    <em>así</em>.</p></aside>`;
}

/** One page about complaints, in a language. */
export function complaintPage(t: Teller, publication: Publication | null, title: WordKey, content: Html): Html {
  const alternates = languageCodes.map(
    (one) => html`<link rel="alternate" hreflang="${languages[one].tag}" href="${addressIn(one)}">`,
  );
  return page(t.plain(title), '/reclamos', publication, html`${languageRow(t)}${reviewNote(t)}${content}`, {
    description: t.plain('description'),
    language: t.language.tag,
    skip: t.plain('skip'),
    head: html`${alternates}`,
  });
}

/** Why what was sent was not accepted. */
export const wrong = (t: Teller, problem: Html | string | null): Html | string =>
  problem ? html`<p class="note bad" role="alert"><strong>${t.say('notSent')}</strong> ${problem}</p>` : '';

export const backLink = (t: Teller, look = 'button quiet'): Html =>
  html`<p class="buttons"><a class="${look}" href="${addressIn(t.code)}">${t.say('back')}</a></p>`;

/** The form to ask with a code. It is sent as a form, so that the code is in no address and in no browser history. */
export const codeForm = (t: Teller, typed: string): Html =>
  html`<form class="ask" method="post" action="${addressIn(t.code)}"><label>${t.say('code')}<input name="code"
    value="${typed}" maxlength="40" required autocomplete="off" autocapitalize="characters" spellcheck="false"
    placeholder="R-2026-7KQ4M2XD"></label><button type="submit" name="act" value="status">${t.say('look')}</button>
    </form>`;
