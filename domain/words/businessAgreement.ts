/** Words of the screens about business agreements and their buyers. */
export const businessAgreementWords = {
  title: 'Acuerdos comerciales',
  none: 'Sin acuerdo comercial registrado.',
  noneWhy: 'Sin acuerdo comercial no se puede medir lo vendido al comprador acordado.',
  record: 'Registrar acuerdo',
  correct: 'Corregir',
  correctTitle: 'Corregir acuerdo comercial',
  recordTitle: 'Registrar acuerdo comercial',
  twice: { open: 'Ver ese acuerdo', besides: 'Es otro, además de ese: registrarlo' },
  annul: 'Anular acuerdo',
  annulWhen:
    'Anule un acuerdo que no debió registrarse o que nunca llegó a regir. Si terminó antes de tiempo, corrija ' +
    'la fecha en que deja de valer.',
  annulSales: (n: number) =>
    n === 0
      ? 'Ninguna venta se apoya en este acuerdo.'
      : n === 1
        ? 'Una venta se apoya en este acuerdo: dejará de contar como venta al comprador acordado.'
        : `${n} ventas se apoyan en este acuerdo: dejarán de contar como ventas al comprador acordado.`,
  annulReason: 'Por qué se anula',
  annulSubmit: 'Anular el acuerdo',
  annulled: 'Anulado',
  annulledWhy: (reason: string) => `Anulado: ${reason}`,
  annulledNote:
    'La anulación se verifica y se valida como cualquier registro; hasta entonces, las cifras validadas siguen como estaban.',
  annulledList: (n: number) => (n === 1 ? '1 acuerdo anulado' : `${n} acuerdos anulados`),
  saleAnnulled: 'Acuerdo anulado',
  saleAnnulledWhy:
    'El acuerdo comercial en que se apoya esta venta fue anulado: no cuenta como venta al comprador acordado.',
  open: 'Ver historia',
  withheld: 'Comprador (nombre reservado)',
  ended: 'Vencido',
  noAmount: (product: string) => `${product}, sin cantidad registrada`,
  amount: (quantity: string, unit: string, product: string) => `${quantity} ${unit} de ${product} por ciclo`,
  price: (price: string, unit: string) => `a ${price} por ${unit}`,
  noPrice: 'sin precio registrado',
  unit: 'unidad',
  baseline: (quantity: string, unit: string) => `Antes del proyecto se le vendían ${quantity} ${unit} por ciclo`,
  noBaseline: 'Falta lo que se le vendía antes del proyecto: sin ese dato no se mide cuánto creció la venta',
  observed: 'Observado',
  buyer: {
    search: 'Buscar al comprador por nombre o NIT',
    searchHelp:
      'Búsquelo antes de registrarlo: un comprador se registra una sola vez para todo el programa. El NIT se escribe entero.',
    least: 'Escriba al menos dos letras del nombre, o el NIT entero.',
    none: 'Ningún comprador registrado se parece a eso.',
    more: 'Hay más. Escriba más letras del nombre.',
    nit: (end: string) => `NIT terminado en ${end}`,
    choose: 'Elegir',
    closed: 'ya no compra, según su ficha',
    register: 'No está: registrar comprador nuevo',
    registerTitle: 'Registrar comprador',
    registerSubmit: 'Registrar comprador y seguir',
    use: (name: string) => `Usar «${name}»`,
    back: 'Buscar otra vez',
    other: 'Elegir otro comprador',
    chosen: 'Comprador',
    name: 'Nombre o razón social',
    kind: 'Tipo de comprador',
    nitField: 'NIT',
    nitHelp: 'Solo dígitos. Un NIT es de un solo comprador.',
  },
  ofBuyer: {
    title: 'Lo acordado con este comprador',
    none: 'Ninguna alianza de su alcance tiene un acuerdo con este comprador.',
    noneHow: 'Los acuerdos se registran en el expediente de cada alianza.',
    alliance: 'Alianza',
    product: 'Producto',
    terms: 'Acordado por ciclo',
    sold: 'Vendido en 12 meses',
    validated: (bs: string) => `validado: ${bs}`,
  },
  fields: {
    notConvertible: (unit: string) => `${unit} (no se convierte para este producto)`,
  },
} as const;
