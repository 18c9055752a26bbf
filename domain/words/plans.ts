/** Words of the file of a plan. */
export const planWords = {
  worth: 'Rentabilidad',
  declared: 'Declarado',
  workedOut: 'Calculado con el flujo de caja',
  van: 'VAN',
  tir: 'TIR',
  benefitCost: 'Beneficio/costo',
  noFlow: 'Agregue los años del flujo de caja para calcular el VAN, la TIR y la relación beneficio/costo.',
  noRate: 'Falta la tasa de descuento.',
  noTir: 'no tiene una sola',
  years: (n: number, rate: string) =>
    `Con ${n === 1 ? '1 año' : `${n} años`} del flujo de caja y una tasa del ${rate} al año; el año 0 no se descuenta.`,
  changed: 'Qué cambió desde la versión anterior',
  asked: 'Lo que se pidió',
  before: (version: string) => `Antes: ${version}`,
  now: 'Ahora',
  askedAndChanged: 'pedido y cambiado',
  askedNotChanged: 'pedido, sin cambiar',
  changedOnly: 'cambiado',
  nothingChanged: 'Todavía no cambió nada.',
} as const;
