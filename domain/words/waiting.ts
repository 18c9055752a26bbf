/** Words of the page that shows where work waits. */
export const waitingWords = {
  title: 'Lo que espera',
  lead: 'Qué espera, quién tiene que dar el paso siguiente y desde cuándo. Se cuenta lo que usted puede ver en las listas.',
  none: 'Nada espera',
  noneHow: 'Todo lo que usted puede ver está resuelto.',
  alliances: 'alianzas',
  or: ' o ',
  /** Shown instead of roles when each piece of work was given to a person. */
  keeper: 'la persona a quien se dio',
  stages: { unit: 'Por verificar en la unidad', nation: 'Por validar en la coordinación nacional' },
  waiting: (n: string) => `${n} esperan`,
  waitingOne: 'Uno espera',
  overdue: (n: string) => `${n} pasaron su plazo`,
  overdueOne: 'uno pasó su plazo',
  overdueNone: 'nada pasó su plazo',
  columns: {
    what: 'Qué',
    state: 'Estado',
    holder: 'Quién da el paso siguiente',
    unit: 'Unidad',
    count: 'Esperan',
    median: 'Días, mediana',
    longest: 'Días, el que más',
    overdue: 'Vencidos',
  },
  national: 'sin unidad',
} as const;
