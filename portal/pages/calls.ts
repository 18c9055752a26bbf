import { html } from 'hono/html';
import { writtenDay } from '../../domain/kernel/dates.ts';
import { writtenWholeBs } from '../../domain/kernel/money.ts';
import type { Publication, PublicCall } from '../data.ts';
import { type Html, page } from '../layout.ts';

export const CALLS = '/convocatorias';

/** A text with its lines as paragraphs. */
const lines = (said: string) => said.split(/\n+/).map((line) => html`<p>${line}</p>`);

const one = (c: PublicCall) => html`<article class="card">
<h3>${c.title}</h3>
<p>Convocatoria ${c.number}. Se reciben solicitudes <strong>del ${writtenDay(c.opensOn)} al ${writtenDay(c.closesOn)}</strong>,
en la oficina de la unidad operativa de su departamento, en el formulario del programa. Las presenta un productor o el
comprador.</p>
${c.reopenReason ? html`<p class="small">Se abrió otra vez: ${c.reopenReason}</p>` : ''}
<h4>Dónde</h4>${lines(c.areas)}
<h4>Requisitos</h4>${lines(c.requirements)}
<h4>Bases</h4>${lines(c.bases)}
${c.budget === null ? '' : html`<p>Techo: ${writtenWholeBs(c.budget)}.</p>`}
</article>`;

const past = (c: PublicCall) => html`<li>${c.title} (${c.number}): del ${writtenDay(c.opensOn)} al
${writtenDay(c.closesOn)}, cerrada</li>`;

/** Calls that are open, with all that one needs to answer them; those that were, by name. */
export function callsPage(publication: Publication | null, calls: readonly PublicCall[]): Html {
  const open = calls.filter((c) => c.state === 'ABIERTA');
  const closed = calls.filter((c) => c.state !== 'ABIERTA');
  return page(
    'Convocatorias',
    CALLS,
    publication,
    html`
<h1>Convocatorias</h1>
<p class="lead">Cómo y hasta cuándo se pide el apoyo del programa para una alianza. Pedirlo no cuesta nada.</p>
<section aria-labelledby="abiertas"><h2 id="abiertas">Abiertas</h2>
${open.length > 0 ? open.map(one) : html`<p>Ahora no hay ninguna convocatoria abierta: no se reciben solicitudes.</p>`}
</section>
${
  closed.length > 0
    ? html`<section aria-labelledby="cerradas"><h2 id="cerradas">Cerradas</h2><ul>${closed.map(past)}</ul></section>`
    : ''
}
<p>Si cree que no se atendió bien su solicitud, puede <a href="/reclamos">hacer un reclamo</a>, con su nombre o sin él.</p>`,
    { description: 'Convocatorias abiertas del programa de alianzas rurales: requisitos, plazo y dónde presentarse.' },
  );
}
