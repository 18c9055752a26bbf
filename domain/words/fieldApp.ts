function spokenSpan(minutes: number): string {
  if (minutes < 90) return `${minutes} minutos`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} horas` : `${Math.round(hours / 24)} días`;
}

/** Adds the full stop, unless the text already ends with a mark. */
const endedOnce = (text = ''): string => (/[.?!]$/.test(text) ? text : `${text}.`);

/** Words of the phone app: plain, for people who use one thumb in the sun. */
export const fieldAppWords = {
  product: 'SIGG campo',
  nav: { alliances: 'Alianzas', outbox: 'Envíos', settings: 'Ajustes' },
  back: 'Volver',
  save: 'Guardar',
  cancel: 'Cancelar',
  yes: 'Sí',
  no: 'No',
  none: 'Sin dato',
  later: {
    missing: 'Falta una parte de la aplicación',
    missingHow: 'Ábrala una vez con señal y quedará guardada en este teléfono. Lo que usted guardó sigue aquí.',
    again: 'Abrir otra vez',
  },
  door: {
    who: '¿Quién usa este teléfono?',
    pin: 'PIN',
    pinHelp: 'De 4 a 12 números. Abre sus datos con o sin señal.',
    open: 'Abrir',
    opening: 'Abriendo…',
    other: 'Ingresar con otra cuenta',
    forgot: 'Olvidé mi PIN',
    newPin: 'Elegir otro PIN',
    otherLead:
      'Con señal, ingrese con su usuario. Lo que otra persona guardó en este teléfono sigue guardado y solo ella lo abre.',
    forgotHelp: 'Con señal, ingrese con su usuario y contraseña y elija otro PIN. No se pierde nada de lo guardado.',
    first: 'Ingresar',
    firstLead: 'La primera vez necesita señal. Después trabaja sin ella.',
    username: 'Usuario',
    password: 'Contraseña',
    enter: 'Ingresar',
    entering: 'Ingresando…',
    code: 'Código de 6 números',
    codeLead: 'Escriba el código de su aplicación de códigos.',
    paper: 'Tengo un código en papel',
    paperLead: 'Con señal, ponga su contraseña con el código que le dieron. Sirve una sola vez.',
    paperCode: 'Código del papel',
    paperCodeHelp: 'Con o sin guiones; da lo mismo mayúscula o minúscula.',
    newPassword: 'Contraseña nueva',
    newPasswordHelp: 'Doce letras o más. Una frase que recuerde es mejor que una palabra difícil.',
    repeatPassword: 'Repita la contraseña',
    shortPassword: 'La contraseña necesita al menos 12 letras.',
    passwordsDiffer: 'Las dos contraseñas no son iguales.',
    setPassword: 'Guardar la contraseña e ingresar',
    lostPassword: 'Olvidé mi contraseña',
    lostPasswordHow:
      'Pida un código a quien opera el sistema en su unidad, o a la administración de TI. Se lo dan en papel, ' +
      'en persona; después toque «Tengo un código en papel». Lo guardado en este teléfono no se pierde.',
    choose: 'Elija un PIN para este teléfono',
    chooseLead: 'Sus datos se guardan cifrados. Con este PIN los abre aunque no haya señal.',
    repeat: 'Repita el PIN',
    differ: 'Los dos PIN no son iguales.',
    keep: 'Guardar el PIN',
    unsent: (n: number) => (n === 1 ? '1 sin enviar' : `${n} sin enviar`),
    revoked: 'dado de baja',
    noSignal: 'Sin señal no se puede ingresar por primera vez.',
    insecure:
      'Así no puede funcionar: el teléfono solo permite guardar sin señal, usar la cámara y el GPS en una ' +
      'dirección segura (https). Abra la dirección que empieza con https.',
  },
  home: {
    title: 'Mis alianzas',
    empty: 'No tiene alianzas asignadas',
    emptyHow: 'Cuando la unidad le asigne una, aparecerá aquí con señal.',
    first: 'Trayendo sus alianzas…',
    firstHow: 'La primera vez hace falta señal.',
    drafts: 'Sin terminar',
    visit: 'Visita',
    sale: 'Venta',
    suspended: 'Suspendida',
    nothingDue: 'Nada pendiente',
    more: (n: number) => `y ${n} más`,
  },
  due: (days: number | null) =>
    days === null
      ? ''
      : days < 0
        ? `venció hace ${-days} ${days === -1 ? 'día' : 'días'}`
        : days === 0
          ? 'vence hoy'
          : days === 1
            ? 'vence mañana'
            : `en ${days} días`,
  sync: {
    offline: 'Sin señal',
    syncing: 'Enviando…',
    waiting: (n: number) => (n === 1 ? '1 por enviar' : `${n} por enviar`),
    attention: (n: number) => (n === 1 ? '1 necesita su decisión' : `${n} necesitan su decisión`),
    allSent: 'Todo enviado',
    login: 'Ingresar para enviar',
    closed: 'Cuenta cerrada',
    revoked: 'Teléfono dado de baja',
  },
  alliance: {
    lost: 'Esta alianza ya no está a su cargo',
    lostHow: 'Sus datos salieron del teléfono. Lo que usted registró se envía igual.',
    due: 'Pendiente',
    visits: 'Visitas',
    all: (n: number) => `Ver las ${n}`,
    noVisits: 'Todavía no hay visitas.',
    sales: 'Ventas',
    noSales: 'Todavía no hay ventas.',
    members: 'Familias',
    noMembers: 'Todavía no hay familias inscritas.',
    buyers: 'Compradores',
    noBuyers: 'Todavía no hay acuerdos con compradores.',
    withheld: 'Comprador (nombre reservado)',
    annulled: 'Acuerdo anulado',
    saleAnnulled: 'El acuerdo con este comprador fue anulado: la venta no cuenta como venta al comprador acordado.',
    conflicts: 'Dos valores',
    since: (day: string) => `A su cargo desde el ${day}`,
    suspended: (day: string) => `Suspendida desde el ${day}. Lo que registre se recibe y la unidad lo revisa.`,
    here: 'solo en este teléfono',
  },
  community: {
    title: 'Comunidad',
    add: 'Registrar una comunidad',
    where: (municipality: string) =>
      `Se registra en ${municipality}, el municipio de la alianza. Si ya está en el catálogo, se agrega lo que ` +
      'falte; la unidad la corrige o la une a otra si hace falta.',
    noMunicipality:
      'Esta alianza todavía no tiene municipio: la unidad lo completa en la oficina. Mientras tanto, anote la comunidad en la visita.',
    save: 'Guardar comunidad',
  },
  visit: {
    title: 'Visita',
    correct: 'Corregir visita',
    members: 'Socias y socios presentes',
    membersHelp: 'Marque por nombre a quienes vinieron.',
    search: 'Buscar por nombre',
    all: (n: number) => (n === 1 ? 'Marcar a 1' : `Marcar a todos (${n})`),
    allShown: (n: number) => (n === 1 ? 'Marcar al que se ve' : `Marcar a los ${n} que se ven`),
    nobody: 'Quitar a todos',
    unseen: 'Nadie con ese nombre.',
    marked: (n: number, of: number) => `${n} de ${of} marcados`,
    commitments: 'Compromisos',
    commitmentText: 'Qué se va a hacer',
    commitmentWho: 'Quién',
    commitmentDue: 'Para cuándo',
    addCommitment: 'Agregar compromiso',
    settle: 'Compromisos anteriores',
    settleHelp: 'Diga qué pasó con cada uno. El que no toque sigue pendiente.',
    hows: { fulfil: 'Cumplido', move: 'Trasladar', drop: 'Descartar' },
    movedTo: 'Nuevo día',
    why: 'Por qué',
    drop: 'Quitar',
    save: 'Guardar visita',
    notDone: 'No se pudo hacer',
    done: 'Visita hecha',
    present: (women: number | null, men: number | null) => `${women ?? 's/d'} mujeres, ${men ?? 's/d'} hombres`,
  },
  sale: {
    title: 'Venta',
    correct: 'Corregir venta',
    total: 'Total',
    same: (text: string) => `Son ${text}`,
    noConversion: 'No se conoce a cuánto equivale esta unidad; la oficina lo completa.',
    save: 'Guardar venta',
    noCatalogue: 'Todavía no llegaron los productos a este teléfono. Conéctese una vez para registrar ventas.',
  },
  /** Words for any declared noun; the names of the noun are in its declaration. */
  nounRecord: {
    none: 'Ninguna de estas, o no se sabe',
    chosen: 'Lo que ya había elegido',
    mine: (many: string) => `Mis ${many}`,
    count: (n: number, open: number) =>
      open === 0 ? `${n} en este teléfono` : open === n ? `${n} sin terminar` : `${n} en total, ${open} sin terminar`,
    noneYet: 'Todavía ninguno',
    empty: (many: string) => `No hay ${many} en este teléfono`,
    emptyHow: 'Lo que registre aparece aquí al momento, también sin señal, y después se ve cómo va.',
    since: (day: string) => `recibido el ${day}`,
    unsent: 'El código ya vale. La página y la oficina lo conocerán cuando este teléfono tenga señal.',
    dropped: 'No se envió',
    droppedHow: 'Usted decidió no enviarlo: la oficina no lo tiene y su código no sirve.',
    gone: 'No está en este teléfono',
    goneHow: 'Con el código se puede preguntar en la página pública o en cualquier oficina.',
    stands: 'Cómo va',
    returned: 'La unidad lo devolvió para corregir',
  },
  slip: {
    title: (one: string) => `Código de su ${one}`,
    until: 'Le responderán hasta el',
    noDay: 'El día hasta el que le responderán se lo dicen al preguntar por el código.',
    follow: 'Para saber cómo va',
    page: 'Entre a esta página y escriba el código:',
    office: 'O pregunte en cualquier oficina del programa, con el código. No hace falta dar el nombre.',
    keep: 'Guarde este código: copie o fotografíe esta pantalla.',
    print: 'Imprimir',
  },
  record: {
    correct: 'Corregir',
    level: 'Nivel',
    observed: 'La unidad lo devolvió',
    twoValues: 'Tiene dos valores para el mismo dato: elija cuál vale',
    by: (name: string) => `Registró ${name}`,
    sentAs: 'Envío',
    flags: 'Señales para revisar',
  },
  draft: {
    kept: 'Borrador guardado',
    keeping: 'Guardando borrador…',
    drop: 'Descartar borrador',
    dropSure: '¿Descartar lo escrito y sus fotos? No se puede recuperar.',
    correction: (what: string) => `Corrección de ${what.toLowerCase()}`,
    begun: (n: number) =>
      n === 1
        ? 'Ya empezó este registro y no lo terminó. Siga donde quedó.'
        : `Ya empezó ${n} registros así y no los terminó. Siga uno.`,
    another: 'Es otro: empezar de nuevo',
    from: (when: string) => `Empezado ${when}`,
  },
  outbox: {
    title: 'Envíos',
    empty: 'No hay nada por enviar',
    emptyHow: 'Lo que registre aparece aquí hasta que la oficina lo tenga respaldado.',
    sendNow: 'Enviar ahora',
    sending: 'Enviando…',
    last: (when: string) => `Última conexión: ${when}`,
    never: 'Todavía no se conectó.',
    groups: { decide: 'Necesitan su decisión', send: 'Por enviar', done: 'Recibidos', dropped: 'No enviados' },
    waits: 'Qué espera',
    can: 'Qué puede hacer',
    correct: 'Corregir',
    withdraw: 'No enviar',
    withdrawSure:
      '¿No enviar este registro? Queda una copia aquí, pero la oficina no lo recibirá. Lo que depende de él tampoco se envía.',
    see: 'Ver',
    choose: 'Ver los dos valores',
    sent: 'Este registro se envió mientras usted lo corregía. Corríjalo desde la alianza.',
    number: (n: number) => `Registro ${n} de este teléfono`,
    missing: (spans: string) =>
      `La oficina nunca recibió estos registros de este teléfono: ${spans}. Avise a su unidad.`,
  },
  conflict: {
    title: 'Dos valores',
    lead: 'Hay dos valores distintos para el mismo dato. Ninguno se perdió: diga cuál vale y por qué.',
    current: 'Vale ahora',
    proposed: 'También se dijo',
    by: (name: string) => `Lo dijo ${name}`,
    choose: '¿Cuál vale?',
    keepCurrent: 'El que vale ahora',
    keepProposed: 'El otro',
    third: 'Si vale un tercer valor, deje el que está y después corrija el registro.',
    reason: '¿Por qué?',
    reasonHelp: 'Por ejemplo: conté de nuevo con la tesorera.',
    save: 'Guardar elección',
    gone: 'Ya se resolvió.',
    waiting: 'Su elección está por enviarse.',
    others: 'Elige quien acompaña a la alianza, o la unidad.',
  },
  settings: {
    title: 'Ajustes',
    person: 'Quién',
    lock: 'Cerrar con PIN',
    leave: 'Salir de la cuenta',
    leaveHow: 'Cierra la sesión. Lo guardado queda cifrado en el teléfono y se envía cuando vuelva a ingresar.',
    changePin: 'Cambiar PIN',
    present: 'PIN actual',
    next: 'PIN nuevo',
    changed: 'PIN cambiado.',
    theme: 'Apariencia',
    themes: { system: 'Como el teléfono', light: 'Clara', dark: 'Oscura' },
    kept: 'Lo guardado ocupa',
    mayBeErased:
      'Si este teléfono se llena, el navegador podría borrar lo guardado. Para protegerlo, instale la ' +
      'aplicación: en el menú del navegador, «Agregar a la pantalla principal».',
    roomLow: 'Queda poco espacio. Envíe lo pendiente y borre fotos o videos que no necesite.',
    phone: 'Este teléfono',
    connected: 'Última conexión',
    safe: 'Respaldo en la oficina',
    safeCount: (n: number) =>
      n === 0
        ? 'Todo lo recibido tiene respaldo'
        : `Falta para ${n === 1 ? '1 registro' : `${n} registros`}: queda copia aquí`,
    demo: 'Demostración',
    version: 'Versión',
  },
  login: {
    title: 'Ingresar para enviar',
    lead: 'Su sesión terminó. Lo guardado sigue aquí.',
    other: 'En este teléfono está abierta la sesión de otra persona. Ingrese con su usuario.',
  },
  closed: {
    title: 'Su cuenta fue cerrada',
    body: (n: number) =>
      n === 0
        ? 'No quedó nada sin enviar en este teléfono.'
        : n === 1
          ? 'Queda 1 registro sin enviar. No se pierde: guárdelo en un archivo y entréguelo a su unidad, que lo ' +
            'trae al sistema a nombre de usted.'
          : `Quedan ${n} registros sin enviar. No se pierden: guárdelos en un archivo y entréguelo a su unidad, ` +
            'que los trae al sistema a nombre de usted.',
    call: (unit: string | null, people: readonly string[]) =>
      'Hable con ' +
      `${people.length > 0 ? people.join(', ') : 'la administración de TI'}${unit ? ` (${unit})` : ''}. Si fue ` +
      'un error, puede reabrirla.',
    save: 'Guardar lo no enviado en un archivo',
    saved: 'El archivo quedó en las descargas de este teléfono. Solo la oficina puede abrirlo.',
    none: 'No hay nada que guardar en un archivo.',
  },
  revoked: {
    title: 'Este teléfono fue dado de baja',
    body: (n: number) =>
      n > 0
        ? 'Los datos de las alianzas salieron de este teléfono. ' +
          `${n === 1 ? 'Queda 1 registro sin enviar, cifrado' : `Quedan ${n} registros sin enviar, cifrados`}: ` +
          `llévelo a su unidad para rescatarlo${n === 1 ? '' : 's'}.`
        : 'Los datos de las alianzas salieron de este teléfono. No quedó nada sin enviar.',
  },
  clockWrong: (minutes: number) =>
    `El reloj de este teléfono está ${spokenSpan(Math.abs(minutes))} ` +
    `${minutes > 0 ? 'adelantado' : 'atrasado'}. Póngalo en hora automática en los ajustes del teléfono; ` +
    'mientras tanto la unidad revisará las fechas.',
  missing: (labels: readonly string[]) =>
    labels.length === 1
      ? `Falta o está mal: ${endedOnce(labels[0])}`
      : `Faltan o están mal ${labels.length} respuestas: ${endedOnce(labels.join(', '))}`,
  odd: {
    ask: 'Si es correcto, ¿por qué?',
    help: 'Si no lo es, corrija el dato de arriba. La unidad verá su respuesta.',
    answer: 'Hay un dato poco probable: corríjalo, o diga por qué es correcto.',
  },
  waitsFor: (what: readonly string[]) => `Espere un momento: ${[...new Set(what)].join(', ')}…`,
  waiting: 'Esperando…',
  withoutIt: 'Guardar sin la ubicación',
  saved: 'Guardado en este teléfono. Se envía solo cuando haya señal.',
  savedUnsure: 'Guardado. La oficina lo confirma cuando llegue.',
  savedFlags: (flags: string) => `Guardado. La unidad lo revisará: ${flags}.`,
  photosKept: 'Las fotos se guardan en el teléfono.',
  notFound: 'No está en este teléfono',
  notYours: {
    title: 'Su rol no registra esto',
    how: 'Lo registra quien acompaña a la alianza. Si le corresponde a usted, pida el rol a su unidad.',
  },
} as const;
