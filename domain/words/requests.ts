/** Words of the file of a request. */
export const requestWords = {
  receipt: 'Recibo',
  received: (number: string, day: string) => `Solicitud ${number}, recibida el ${day}.`,
  from: (who: string, group: string) => `La entregó ${who}, por ${group}.`,
  next: 'La unidad la revisa y avisa el resultado. Si no está conforme, puede hacer un reclamo en la unidad o en el sitio.',
  print: 'Imprimir',
  signature: 'Firma y sello de quien recibe',
  alliance: 'Su alianza',
  register: 'Registrar la alianza',
} as const;
