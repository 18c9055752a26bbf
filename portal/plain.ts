/** How the public pages call each measure, in words that need no document beside them; the official name stands on its page. */
const plainNames: Readonly<Record<string, string>> = {
  R5: 'Familias que participan',
  R5a: 'Familias representadas por una mujer',
  '1.2a': 'Alianzas con convenio integral',
  P9: 'Alianzas con convenio firmado',
  A4: 'Cuánto más se vende al comprador',
  'A4-aumento': 'Cuánto más se vende al comprador, en bolivianos',
  'A4-comprador': 'Cuánto más se vende al comprador, con acuerdo vigente o sin él',
  N5: 'Alianzas que ya venden a su comprador',
  'N8-datos': 'Alianzas con datos en el período',
  'N8-visitas': 'Meses con visita en la comunidad',
  '3.2.1': 'Reclamos respondidos en plazo, de todos los recibidos',
  '3.2.1-exigible': 'Reclamos respondidos en plazo, de los que ya debían tener respuesta',
};

/** The questions the front page answers, in order. A measure that no question names stands under the last one. */
export const questions: readonly { readonly title: string; readonly measures: readonly string[] }[] = [
  { title: '¿A quiénes llega?', measures: ['R5', 'R5a'] },
  { title: '¿Qué se acordó?', measures: ['P9', '1.2a'] },
  { title: '¿Se vende más?', measures: ['N5', 'A4', 'A4-aumento', 'A4-comprador'] },
  { title: '¿Se acompaña en el campo?', measures: ['N8-visitas', 'N8-datos'] },
  { title: '¿Se responde a quien reclama?', measures: ['3.2.1', '3.2.1-exigible'] },
];

export const plainName = (measure: { readonly code: string; readonly name: string }): string =>
  plainNames[measure.code] ?? measure.name;
