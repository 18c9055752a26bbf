const rows = (n: number): string => (n === 1 ? '1 fila' : `${n} filas`);

/** Words of the acts on many rows at once. */
export const bulkWords = {
  choose: (called: string) => `Elegir ${called}`,
  choosePage: 'Elegir todas las filas de esta página',
  bar: 'Actos sobre lo elegido',
  chosen: (n: number) => (n === 1 ? '1 fila elegida' : `${n} filas elegidas`),
  more: 'Elegir:',
  page: 'esta página',
  all: (n: number) => `todas (${n})`,
  firstOf: (most: number) => `las primeras ${most}`,
  most: (n: number) => `no se eligen más de ${n} a la vez`,
  busy: 'Antes falta terminar el envío anterior de esta lista.',
  none: 'ninguna',
  gone: (n: number) => `${n === 1 ? '1 fila ya no está' : `${n} filas ya no están`} en la lista.`,
  can: (n: number, all: number) => {
    if (n === 0)
      return all === 1 ? 'No se puede con la fila elegida.' : `No se puede con ninguna de las ${all} filas elegidas.`;
    if (n === all) return n === 1 ? 'Se puede con la fila elegida.' : `Se puede con las ${n} filas elegidas.`;
    return `Se puede con ${n} de ${all}.`;
  },
  cannot: (n: number) =>
    n === 1 ? 'Con 1 fila no se puede, y queda como está:' : `Con ${n} filas no se puede, y quedan como están:`,
  which: (n: number) => `Ver cuáles: ${n}`,
  each: 'Cada fila es un acto aparte, con su propia anotación. Lo que se rechace se dice fila por fila.',
  submit: (title: string, n: number) => `${title}: ${rows(n)}`,
  progress: (done: number, all: number) => `${done} de ${all}`,
  running: (title: string) => `${title}: enviando`,
  stopped: (title: string, left: number) =>
    `${title}: ${left === 1 ? 'queda 1 fila' : `quedan ${left} filas`} por enviar`,
  finished: (title: string) => `${title}: resultado`,
  resume: 'Continuar',
  give: 'No enviar las que faltan',
  see: 'Ver fila por fila',
  done: (n: number) => (n === 1 ? '1 hecha' : `${n} hechas`),
  refused: (n: number) => (n === 1 ? '1 rechazada' : `${n} rechazadas`),
  waiting: (n: number) => `${n} sin enviar`,
  outcome: { done: 'hecho', refused: 'rechazado', waiting: 'sin enviar' },
  row: 'Fila',
  result: 'Resultado',
  close: 'Cerrar el resultado',
  chooseRefused: 'Elegir las rechazadas',
  leave: 'Puede cerrar esta ventana: el envío sigue mientras la oficina esté abierta.',
} as const;
