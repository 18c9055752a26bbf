import { html, raw } from 'hono/html';
import { type Day, writtenDay } from '../../domain/kernel/dates.ts';
import { type ComplaintStatus, daysLeft, publicSteps, stateSaid } from '../../domain/participation/complaintStatus.ts';
import type { Publication, PublicMunicipality } from '../data.ts';
import { type Html, page } from '../layout.ts';

const HERE = '/reclamos';
const DESCRIPTION = 'Haga un reclamo sobre el programa sin dar su nombre, y vea por su código qué se respondió.';

/** What was typed, to be shown again when it was not taken. */
export interface Typed {
  readonly id: string;
  readonly story: string;
  readonly municipality: string;
  readonly relation: string;
  readonly danger: boolean;
}

/** Who complains, as they would say it themselves. */
const RELATIONS = {
  socio: 'Soy socio o socia de una organización',
  familiar: 'Soy familiar de un socio',
  comunidad: 'Soy de la comunidad',
  proveedor: 'Soy proveedor',
  otro: 'Otra persona',
} as const;

const option = (value: string, name: string, chosen: string) => html`<option value="${value}"${value === chosen ? raw(' selected') : ''}>${name}</option>`;

type Place = Pick<PublicMunicipality, 'code' | 'name' | 'department'>;

/** Municipalities by department, for a choice without a program in the page. */
function municipalityOptions(all: readonly Place[], chosen: string): Html {
  const byDepartment = Map.groupBy(all, (m) => m.department);
  const names = [...byDepartment.keys()].sort((a, b) => a.localeCompare(b, 'es'));
  const sorted = (department: string) => (byDepartment.get(department) ?? []).toSorted((a, b) => a.name.localeCompare(b.name, 'es'));
  return html`${names.map((name) => html`<optgroup label="${name}">${sorted(name).map((m) => option(m.code, m.name, chosen))}</optgroup>`)}`;
}

const wrong = (problem: string | null) => (problem ? html`<p class="note bad" role="alert"><strong>No se envió.</strong> ${problem}</p>` : '');

/** To complain, and to see how a complaint goes. `problem`: why what was typed was not taken. */
export function complaintsPage(
  publication: Publication | null,
  { typed, municipalities, days, problem }: { typed: Typed; municipalities: readonly Place[]; days: number; problem: string | null },
): Html {
  return page(
    'Reclamos',
    HERE,
    publication,
    html`
<h1>Reclamos</h1>
<p class="lead">Si algo del programa no está bien, cuéntelo aquí. No tiene que dar su nombre ni presentar pruebas. Se responde en ${String(days)} días como máximo.</p>
<div class="two">
<section aria-labelledby="hacer">
<h2 id="hacer">Hacer un reclamo</h2>
${wrong(problem)}
<form class="ask" method="post" action="${HERE}">
<input type="hidden" name="id" value="${typed.id}">
<label for="story">¿Qué pasó?</label>
<p class="small" id="story-help">Con sus palabras, al menos diez letras. No escriba aquí nombres, carnets ni teléfonos, ni los suyos ni los de otras personas.</p>
<textarea id="story" name="story" rows="8" minlength="10" maxlength="4000" required aria-describedby="story-help">${typed.story}</textarea>
<label>¿En qué municipio? <span class="small">Si lo sabe: así llega a quien puede atenderlo.</span><select name="municipality">${option('', 'Prefiero no decirlo', typed.municipality)}${municipalityOptions(municipalities, typed.municipality)}</select></label>
<label>¿Quién reclama?<select name="relation">${option('', 'Prefiero no decirlo', typed.relation)}${Object.entries(RELATIONS).map(([value, name]) => option(value, name, typed.relation))}</select></label>
<label class="tick"><input type="checkbox" name="danger" value="1"${typed.danger ? raw(' checked') : ''}> Hay amenaza o peligro para alguien</label>
<p class="small">Si alguien corre peligro ahora mismo, llame al <strong>110</strong> (Policía). Este formulario no se lee a toda hora.</p>
<button type="submit">Enviar el reclamo</button>
</form>
</section>
<section aria-labelledby="seguir">
<h2 id="seguir">Ver cómo va su reclamo</h2>
${codeForm('')}
<h2>Cómo se cuida a quien reclama</h2>
<ul><li>No se le pide el nombre, y este sistema no guarda desde qué equipo ni a qué hora escribió: solo el día.</li><li>Hasta que se clasifica, lo leen solo la persona responsable de reclamos, la coordinación nacional y la auditoría. Los de violencia o corrupción, siempre solo ellas.</li><li>Quien fue señalado en un reclamo no puede verlo ni atenderlo.</li><li>El orden de llegada de los reclamos de un mismo día queda anotado en la bitácora.</li></ul>
<p>También puede reclamar en la oficina departamental, por teléfono, por carta o por medio de quien acompaña a su organización.</p>
</section>
</div>`,
    { description: DESCRIPTION },
  );
}

/** Ask by code. A form that is sent, so that the code stays in no address and no history. */
function codeForm(typed: string): Html {
  return html`<form class="ask" method="post" action="${HERE}"><label>Código<input name="code" value="${typed}" maxlength="40" required autocomplete="off" autocapitalize="characters" spellcheck="false" placeholder="R-2026-7KQ4M2XD"></label><button type="submit" name="act" value="status">Ver</button></form>`;
}

/** What is told at once: the code, and until when it is answered. */
export function receivedPage(publication: Publication | null, status: ComplaintStatus, again: boolean): Html {
  return page(
    'Reclamo recibido',
    HERE,
    publication,
    html`
<h1>Su reclamo fue recibido</h1>
${again ? html`<p class="note">Este formulario ya se había enviado. Vale lo que escribió la primera vez; si quiere decir algo más, <a href="${HERE}">haga otro reclamo</a>.</p>` : ''}
<div class="card slip"><p>Su código</p><p class="code">${status.code}</p><p>Recibido el <strong>${writtenDay(status.receivedOn)}</strong>. Se responde hasta el <strong>${writtenDay(status.dueOn)}</strong>.</p></div>
<p><strong>Guarde este código</strong>: anótelo, tómele una foto o imprima esta página. Con él verá la respuesta, aquí mismo, y podrá decir si está conforme. Si lo pierde no podemos saber cuál reclamo es el suyo, porque no sabemos quién es usted.</p>
<p class="buttons"><a class="button" href="${HERE}">Volver a los reclamos</a></p>`,
    { description: DESCRIPTION },
  );
}

const line = (name: string, value: string | null) => (value === null ? '' : html`<dt>${name}</dt><dd>${value}</dd>`);
const written = (day: Day | null) => (day === null ? null : writtenDay(day));

function term(status: ComplaintStatus, today: Day): Html | string {
  const left = daysLeft(status, today);
  if (left === null) return '';
  if (left < 0)
    return html`<p class="note bad"><strong>La respuesta está atrasada ${left === -1 ? 'un día' : `${String(-left)} días`}.</strong> Debió darse hasta el ${writtenDay(status.dueOn)}. La coordinación nacional lo sabe.</p>`;
  return html`<p class="note">Se responde hasta el <strong>${writtenDay(status.dueOn)}</strong>: ${left === 0 ? 'hoy' : left === 1 ? 'falta un día' : `faltan ${String(left)} días`}.</p>`;
}

/** How a complaint goes, for who holds its code: the answer, and what they may say to it. `problem`: why what they said was not taken. */
export function statusPage(
  publication: Publication | null,
  status: ComplaintStatus,
  today: Day,
  { problem, done }: { problem: string | null; done: string | null },
): Html {
  const may = publicSteps(status.state);
  const code = html`<input type="hidden" name="code" value="${status.code}">`;
  return page(
    'Estado de su reclamo',
    HERE,
    publication,
    html`
<h1>Reclamo <span class="whole">${status.code}</span></h1>
${wrong(problem)}
${done ? html`<p class="note" role="status">${done}</p>` : ''}
<p class="lead">${stateSaid(status.state) ?? ''}</p>
${term(status, today)}
<dl class="data">${line('Recibido', written(status.receivedOn))}${line('Recepción avisada', written(status.acknowledgedOn))}${line('Enviado a', status.referredTo)}${line('Enviado el', written(status.referredOn))}${line('Respondido', written(status.answeredOn))}${line('Resultado', status.outcome)}${line('Reabierto', written(status.reopenedOn))}${line('Segunda respuesta', written(status.secondAnsweredOn))}</dl>
${status.answer ? html`<h2>Respuesta</h2><p class="said">${status.answer}</p>` : ''}
${status.measures ? html`<h2>Medidas</h2><p class="said">${status.measures}</p>` : ''}
${status.secondAnswer ? html`<h2>Segunda respuesta</h2><p class="said">${status.secondAnswer}</p>` : ''}
${
  may.length === 0
    ? ''
    : html`<h2>¿Qué le parece la respuesta?</h2>
${may.includes('agree') ? html`<form class="ask" method="post" action="${HERE}">${code}<button type="submit" name="act" value="agree">Estoy conforme: cerrar el reclamo</button></form>` : ''}
<form class="ask" method="post" action="${HERE}">${code}<label for="reason">No estoy conforme</label><p class="small" id="reason-help">Diga por qué. Lo verá y lo responderá otra persona que la primera vez.</p><textarea id="reason" name="reason" rows="4" minlength="5" maxlength="2000" required aria-describedby="reason-help"></textarea><button type="submit" class="quiet" name="act" value="reopen">Pedir que se vea otra vez</button></form>`
}
<p class="buttons"><a class="button quiet" href="${HERE}">Volver a los reclamos</a></p>`,
    { description: DESCRIPTION },
  );
}

/** No complaint has that code. */
export function noSuchCodePage(publication: Publication | null, typed: string): Html {
  return page(
    'Código desconocido',
    HERE,
    publication,
    html`<h1>Ningún reclamo tiene ese código</h1><p class="lead">Revise que esté completo: una R, el año y ocho letras o números, como <span class="whole">R-2026-7KQ4M2XD</span>.</p>${codeForm(typed)}<p class="buttons"><a class="button quiet" href="${HERE}">Volver a los reclamos</a></p>`,
    { description: DESCRIPTION },
  );
}

/** What was sent and could not be taken: shown, to be sent again as it was, so that what had arrived after all is one and not two. */
function resend(fields: Readonly<Record<string, string>>): Html {
  const written = fields.story ?? fields.reason ?? '';
  return html`${written ? html`<p>Esto es lo que escribió:</p><p class="said">${written}</p>` : ''}
<form class="ask" method="post" action="${HERE}">${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button type="submit">Enviar otra vez</button></form>
<p class="buttons"><a class="button quiet" href="${HERE}">Volver a los reclamos</a></p>`;
}

/** Too much was sent from one place: what was typed is given back. */
export function tooManyPage(publication: Publication | null, fields: Readonly<Record<string, string>>): Html {
  return page(
    'Espere un momento',
    HERE,
    publication,
    html`<h1>Espere unos minutos</h1><p class="lead">Desde este lugar se envió mucho en poco tiempo. Deje esta página abierta y envíe otra vez en un rato.</p>${resend(fields)}`,
    { description: DESCRIPTION },
  );
}

/** Something failed on our side: what was written is given back. It needs nothing else to work. */
export function notTakenPage(fields: Readonly<Record<string, string>>): Html {
  return page(
    'No se envió',
    HERE,
    null,
    html`<h1>No se pudo enviar</h1><p class="lead">Es una falla nuestra, no suya. Deje esta página abierta y envíe otra vez en unos minutos: si ya había llegado, se le dirá.</p>${resend(fields)}`,
    { description: DESCRIPTION },
  );
}
