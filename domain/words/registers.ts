/** Words of the screens of organisations, parameters and waiting records. */
export const organisationWords = {
  alliances: 'Sus alianzas',
  alliance: 'Alianza',
  state: 'Estado',
  model: 'Modelo',
  product: 'Producto',
  members: 'Familias inscritas',
  noAlliance: 'Ninguna alianza de su alcance es de esta organización.',
  noAllianceHow: 'Una alianza se incorpora desde la lista de alianzas o desde una planilla.',
} as const;

export const changeRequestWords = { sides: 'Lo que rige y lo que se pide' } as const;

export const parameterWords = {
  title: 'Parámetros',
  lead: 'Topes, plazos y criterios del programa. Rige el valor del día del hecho; los anteriores quedan con su fuente.',
  inForce: (value: string, unit: string) => `${value} ${unit}`,
  assumption: 'Supuesto por confirmar',
  official: 'Con norma o documento',
  source: 'Fuente',
  history: 'Valores',
  since: (from: string, to: string | null) => (to ? `del ${from} al ${to}` : `desde el ${from}`),
  set: 'Fijar otro valor',
  fields: {
    value: 'Valor nuevo',
    validFrom: 'Rige desde',
    validFromHelp: 'Lo que pasó antes de ese día se sigue juzgando con el valor anterior.',
    source: 'Norma o documento que lo fija',
    assumption: 'Respaldo',
  },
} as const;

export const heldWords = {
  title: 'Registros en espera',
  lead:
    'Llegaron antes que otro del que dependen. Se acomodan solos cuando llegue; si pasan varios días, hay que ' +
    'ayudar a la persona a enviarlo.',
  empty: 'Ningún registro espera a otro.',
  emptyHow: 'Aquí aparecen los que llegaron antes que aquel del que dependen.',
  what: 'Registro',
  who: 'De quién',
  received: 'Llegó',
  days: 'Días',
  waitsFor: 'Espera a',
  late: 'Solo los demorados',
  isLate: 'Demorado',
  notArrived: 'un registro que no llegó todavía',
} as const;
