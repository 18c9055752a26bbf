import { html } from 'hono/html';
import type { Publication } from '../data.ts';
import { fewFamilies } from '../figure.ts';
import { type Html, page } from '../layout.ts';
import { LICENCE } from './data.ts';

/** Who runs the programme, what is not published and why, and how accessible the pages are. */
export function aboutPage(publication: Publication | null): Html {
  return page(
    'Acerca de este sitio',
    '/acerca',
    publication,
    html`
<h1>Acerca de este sitio</h1>
<p class="lead">Es la cara pública del SIGG, el Sistema de Información Gerencial Georreferenciado con el que trabaja el
  programa de alianzas rurales.</p>
<nav aria-label="Partes de esta página"><ul class="plain inline"><li><a href="#quienes">Quiénes</a></li>
<li><a href="#camino">El camino de un dato</a></li><li><a href="#privacidad">Qué no se publica</a></li>
<li><a href="#licencia">Licencia</a></li><li><a href="#accesibilidad">Accesibilidad</a></li></ul></nav>
<h2 id="quienes">Quiénes están detrás</h2>
<p>El programa lo ejecuta EMPODERAR, del Ministerio de Desarrollo Rural y Tierras del Estado Plurinacional de Bolivia,
  con financiamiento del Banco Mundial y contraparte de las organizaciones de productores. Los datos los registran los
  acompañantes que visitan las comunidades y las unidades operativas de cada departamento.</p>
<h2 id="camino">El camino de un dato, de la comunidad a esta página</h2>
<ol><li>Un acompañante registra la visita o la venta en la comunidad, muchas veces sin señal, con fotos del hecho o del
  papel.</li><li>Otra persona, de la unidad operativa, la verifica: revisa lo que llama la atención y una muestra al
  azar.</li><li>Una tercera, del nivel nacional, la valida. Recién entonces cuenta aquí.</li>
<li>Si después se corrige, la cifra cambia cuando la corrección pasa por las mismas manos.</li></ol>
<p>Por eso estas cifras pueden ser menores que las de otros informes: lo que todavía no fue validado no está. Todo queda
  anotado en una bitácora que <a href="/integridad">cualquiera puede comprobar</a>.</p>
<h2 id="privacidad">Qué no se publica y por qué</h2>
<ul><li><strong>Personas.</strong> Ni nombres, ni cédulas, ni teléfonos, ni cuentas, ni fotos. Participar en un programa
  no obliga a mostrarse ante todo el país.</li><li><strong>Compradores.</strong> Pueden ser personas, y sus precios son
  parte de su negocio.</li><li><strong>Solicitudes que terminaron sin apoyo.</strong> Una organización que se presentó y
  no fue admitida, no resultó viable, fue rechazada o desistió no se nombra.</li>
<li><strong>El lugar exacto.</strong> Los puntos del mapa están en el municipio, no en la comunidad.</li>
<li><strong>Cuentas de ${fewFamilies(publication)}.</strong> Con tan pocas, en un municipio pequeño se sabe quiénes son.
  Se lee «reservado». Se reserva además alguna otra cifra cuando, sumando y restando las que se ven, se podría deducir
  la pequeña.</li><li><strong>Cambios de ${fewFamilies(publication)}.</strong> Si una cifra de familias variara en tan
  pocas respecto de la que ya se publicó, comparando las dos se sabría de cuántas se trata. Por eso esa cifra se queda
  como estaba hasta que cambie en más. El desfase es pequeño y solo toca a las cuentas de familias.</li>
<li><strong>Reclamos.</strong> Ni lo que dicen ni quién los hizo. Se cuentan por semestre, y por tema, lugar y canal
  solo donde son bastantes: que en una unidad haya uno diría quién reclamó. Tampoco se dice si en un lugar no hay
  ninguno.</li></ul>
<p>También puede no estar lo que nadie registró todavía: se lee «s/d», sin dato, nunca cero.</p>
<h2 id="licencia">Licencia</h2>
<p>Textos y datos: <a href="${LICENCE.url}" rel="license">${LICENCE.name}</a>; hay que decir de dónde vienen. El
  programa informático es libre (AGPL-3.0 o posterior).</p>
<h2 id="accesibilidad">Accesibilidad</h2>
<p>Estas páginas se hacen para cumplir las pautas WCAG 2.2, nivel AA: se leen sin JavaScript, con teclado, con lector de
  pantalla, ampliadas y con poco internet; respetan el modo oscuro de su equipo y se pueden imprimir. Se revisan con una
  herramienta automática cada vez que cambian; todavía no las revisó un grupo de personas con discapacidad. Están solo
  en castellano. El mapa tiene al lado la misma información en lista.</p>`,
    {
      description:
        'Quiénes hacen el portal de las alianzas rurales, qué no se publica y por qué, licencia y accesibilidad.',
    },
  );
}
