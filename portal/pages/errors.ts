import { html } from 'hono/html';
import type { Publication } from '../data.ts';
import { type Html, page } from '../layout.ts';
import { findForm } from './municipalities.ts';

/** Not found, in the same language. */
export function notFoundPage(publication: Publication | null): Html {
  return page(
    'No encontrada',
    '',
    publication,
    html`<h1>Esta página no existe</h1><p class="lead">Puede que la dirección esté mal escrita, o que se trate de una
      alianza que ya no está publicada.</p><p class="buttons"><a class="button" href="/">Ir a los resultados</a><a
      class="button quiet" href="/alianzas">Ver las alianzas</a></p>${findForm('')}`,
  );
}

/** Something failed on the server: the page says so without needing anything else to work. */
export function failurePage(): Html {
  return page(
    'No disponible',
    '',
    null,
    html`<h1>La página no está disponible en este momento</h1><p class="lead">Es una falla nuestra, no suya. Ningún dato
      se perdió. Vuelva a intentarlo en unos minutos.</p><p class="buttons"><a class="button" href="/">Volver a intentar
      desde el inicio</a></p>`,
  );
}
