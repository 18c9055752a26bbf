import { html } from 'hono/html';
import { dayOf, hourOf, type Instant, writtenDay } from '../../domain/kernel/dates.ts';
import { writtenNumber } from '../../domain/kernel/money.ts';
import type { Publication, PublicHead } from '../data.ts';
import { type Html, page } from '../layout.ts';

/** '23/11/2026 14:05' in La Paz. */
function writtenInstant(instant: Instant): string {
  return `${writtenDay(dayOf(instant))} ${hourOf(instant)}`;
}

/** The part of a head's address that names it: its instant, digits only. */
export const headName = (head: PublicHead): string => head.publishedAt.replaceAll(/\D/g, '');

/** The journal's heads, and how anyone can use them. @param address of this portal, for the commands that are shown */
export function integrityPage(publication: Publication | null, heads: readonly PublicHead[], address: string): Html {
  const [last] = heads;
  return page(
    'Integridad',
    '/integridad',
    publication,
    html`
<h1>Cómo saber que nada fue alterado</h1>
<p class="lead">Todo lo que se registra queda anotado, en orden, en una bitácora. Cada anotación lleva una huella: un
  número que sale de su contenido y de la huella anterior. Si alguien cambiara, borrara o agregara algo del pasado,
  todas las huellas siguientes serían distintas.</p>
<p>Es como un cuaderno de actas con las hojas numeradas y cosidas: no se puede arrancar una sin que se note. Cada hora,
  el sistema firma la última huella y la publica aquí; la firma se hace con una clave que no está en la base de
  datos.</p>
${
  last
    ? html`<div class="card"><span class="code">Última huella publicada</span>
      <div class="value">Asiento ${writtenNumber(last.number)}</div><p class="mono">${last.hash}</p>
      <p class="small">Firmada el ${writtenInstant(last.publishedAt)}, hora de Bolivia.</p></div>`
    : html`<p class="note">Todavía no se publicó ninguna huella. La primera aparece cuando el sistema se pone en marcha.</p>`
}
<h2>Guarde una copia hoy</h2>
<p>Quien guarda hoy una huella, un periodista, una organización, una universidad, puede demostrar mañana que la historia
  hasta ese punto sigue siendo la misma, o que no lo es. No hace falta confiar en quien administra el sistema.</p>
<p class="buttons"><a class="button" href="/integridad/huellas.jsonl" download>Guardar todas las huellas firmadas</a>
  <a class="button quiet" href="/integridad/clave-publica.pem" download>Guardar la clave pública</a></p>
${
  last
    ? html`<h2>Comprobar una firma usted mismo</h2>
<p>Con el programa OpenSSL (versión 3 o posterior), que cualquier computadora con Linux o macOS tiene o puede instalar.
  Estas órdenes bajan la última huella, su firma y la clave:</p>
<pre>curl -O ${address}/integridad/clave-publica.pem
curl -O ${address}/integridad/${headName(last)}.txt
curl -O ${address}/integridad/${headName(last)}.firma
openssl pkeyutl -verify -pubin -inkey clave-publica.pem -rawin -in ${headName(last)}.txt -sigfile ${headName(last)}.firma</pre>
<p>Si la firma es buena, responde <code>Signature Verified Successfully</code>. El archivo de texto tiene seis
  renglones: SIGG, la clase de huella, el número del asiento, la huella (SHA-256), el instante y la época de la base de
  datos.</p>
<p>Guarde la clave pública el primer día: si un día cambia sin explicación, es una señal. Es Ed25519; en base64url:
  <span class="mono">${last.publicKey}</span></p>`
    : ''
}
<h2>Y si no coincide</h2>
<ul><li><strong>Una huella que usted guardó ya no figura, o figura otra con el mismo número de asiento:</strong> la
  historia anterior a ese punto fue cambiada. Es grave: muestre su copia a la auditoría o publíquela; la firma prueba
  que era auténtica.</li><li><strong>La firma no se verifica:</strong> el texto o la firma no son los que se publicaron;
  vuelva a bajarlos. Si sigue igual, avise.</li><li><strong>Los números retroceden:</strong> solo pasa cuando se repone
  una copia de respaldo, y entonces cambia la época. Debe haber una explicación pública.</li></ul>
<p>Quien tiene acceso al servidor, como la auditoría, puede además ejecutar <code>npm run verify</code>: recalcula cada
  asiento, cada fila y cada archivo, los compara con estas huellas y dice qué se cambió y dónde.</p>
${
  last
    ? html`<h2>Historia</h2><div class="scroll" tabindex="0" role="region" aria-label="Huellas"><table class="stacked">
      <thead><tr><th scope="col">Fecha y hora</th><th scope="col" class="num">Asiento</th>
      <th scope="col">Huella (SHA-256)</th><th scope="col">Archivos</th></tr></thead><tbody>${heads.map(
        (h) =>
          html`<tr><th scope="row">${writtenInstant(h.publishedAt)}</th><td class="num" data-name="Asiento">
            ${writtenNumber(h.number)}</td><td class="mono">${h.hash}</td>
            <td><a href="/integridad/${headName(h)}.txt">texto</a> <a href="/integridad/${headName(h)}.firma">firma</a>
            </td></tr>`,
      )}</tbody></table></div><p class="small">
        ${
          heads.length === 1
            ? 'Es la primera; las que sigan se agregan cada hora.'
            : `Las últimas ${writtenNumber(heads.length)}; todas están en el archivo.`
        }</p>`
    : ''
}`,
    { description: 'Las huellas firmadas de la bitácora y cómo comprobar que nada fue alterado.' },
  );
}
