import { html } from 'hono/html';
import { dayOf, hourOf, type Instant, writtenDay } from '../../domain/kernel/dates.ts';
import { writtenNumber } from '../../domain/kernel/money.ts';
import type { Publication, PublicHead } from '../data.ts';
import { type Html, page } from '../layout.ts';

/** '23/11/2026 14:05' in La Paz. */
function writtenInstant(instant: Instant): string {
  return `${writtenDay(dayOf(instant))} ${hourOf(instant)}`;
}

/** The journal's heads, and how anyone can use them. */
export function integrityPage(publication: Publication | null, heads: readonly PublicHead[]): Html {
  return page(
    'Integridad',
    '/integridad',
    publication,
    html`
<h1>Cómo saber que nada fue alterado</h1>
<p class="lead">Cada registro del sistema queda anotado en una bitácora encadenada: cada anotación lleva una huella que depende de todas las anteriores. Si alguien cambiara, borrara o agregara una anotación vieja, todas las huellas siguientes serían distintas.</p>
<p>Cada hora se firma y se publica la última huella. Quien guarde hoy una copia de esta página, un periodista, una organización o la auditoría, podrá comprobar más adelante que la historia hasta este punto sigue siendo la misma.</p>
<h2>Últimas huellas publicadas</h2>
${
  heads.length === 0
    ? html`<p class="note">Todavía no se publicó ninguna huella.</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="Huellas"><table><thead><tr><th scope="col">Fecha y hora</th><th scope="col" class="num">Anotación n.º</th><th scope="col">Huella (SHA-256)</th></tr></thead><tbody>${heads
        .slice(0, 24)
        .map(
          (h) => html`<tr><td>${writtenInstant(h.publishedAt)}</td><td class="num">${writtenNumber(h.number)}</td><td class="mono">${h.hash}</td></tr>`,
        )}</tbody></table></div>
<p>Descargue <a href="/datos/huellas.json">todas las huellas con sus firmas</a>.</p>
<h2>Para comprobar una firma</h2>
<p>Las firmas son Ed25519. La clave pública (SPKI en base64url) es:</p><p class="mono">${heads[0]?.publicKey ?? ''}</p>
<p>La auditoría compara estas huellas con la bitácora con el programa <code>npm run verify</code>, que recalcula cada anotación, cada fila y cada archivo.</p>`
}`,
  );
}
