/** Words of the file of an event. */
export const eventWords = {
  attendance: 'Asistencia',
  noList: 'Todavía no se anotó a nadie de la lista. Las personas se anotan una por una o llegan por Importar.',
  women: 'Mujeres',
  men: 'Hombres',
  unknown: 'Sin dato del sexo',
  repeated: (lines: number) =>
    lines === 1
      ? 'Una línea repite a alguien: se cuenta una vez.'
      : `${lines} líneas repiten a alguien: se cuentan una vez.`,
  declared: (women: string, men: string) =>
    `Según un papel sin nombres: ${women} mujeres y ${men} hombres. No se suma a lo contado.`,
} as const;
