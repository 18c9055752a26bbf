/** Words of the office that belong to no single area. */
export const officeWords = {
  product: 'SIGG',
  productLong: 'Sistema de Información Gerencial Georreferenciado',
  skip: 'Saltar al contenido',
  menu: 'Menú',
  closeMenu: 'Cerrar el menú',
  unofficial: 'No apto para registros oficiales',
  unofficialWhy: 'Funciona con la base de datos de prueba. Lo que registre aquí no tiene validez oficial.',
  demo: 'DATOS DE DEMOSTRACIÓN',
  demoWhy: 'Las alianzas, personas y montos son inventados.',
  offline: 'Sin conexión con el servidor',
  offlineWhy:
    'Puede leer lo que ya está en pantalla. Lo que escriba se conserva; se enviará cuando vuelva la conexión y usted lo confirme.',
  online: 'Conectado',
  allUnits: 'Todas las unidades',
  unit: 'Unidad',
  search: 'Buscar',
  palette: 'Buscar en todo',
  paletteHint: 'Nombre, código, convenio, carnet, NIT o número de documento',
  withoutFilter: 'Quitar el filtro:',
  filters: (set: number) => (set === 0 ? 'Filtros' : `Filtros (${set})`),
  paletteSearching: 'Buscando…',
  paletteEmpty: 'Nada coincide con lo que escribió.',
  shortcuts: 'Atajos de teclado',
  account: 'Mi cuenta',
  lent: 'por delegación',
  logout: 'Salir',
  theme: { label: 'Apariencia', system: 'Como el equipo', light: 'Clara', dark: 'Oscura' },
  version: 'Versión',
  retry: 'Volver a intentar',
  cancel: 'Cancelar',
  close: 'Cerrar',
  save: 'Guardar',
  send: 'Enviar',
  sending: 'Enviando…',
  wait: (what: string) => `Espere: ${what}…`,
  loading: 'Cargando…',
  index: 'En esta página',
  jump: 'Ir a:',
  back: 'Volver',
  more: 'Ver más',
  moreRows: (n: string) => `Y ${n} filas más, de otros registros del mismo acto.`,
  none: 'Sin dato',
  asOf: (at: string) => `Datos al ${at}`,
  groups: { work: 'Trabajo', cycle: 'Ciclo', programme: 'Programa', data: 'Datos', system: 'Sistema' },
  draftRecovered: 'Recuperamos lo que había escrito y no llegó a enviar.',
  draftDiscard: 'Empezar de nuevo',
  accepted: 'Guardado.',
  conflict: 'Guardado como propuesta: otra persona dio otro valor. Las dos quedan hasta que la unidad elija.',
  held: 'Recibido. Espera a otro registro del que depende.',
  unknownOutcome: 'No sabemos si llegó. Vuelva a intentar: si ya llegó, no se guardará dos veces.',
  document: {
    title: 'Documento de respaldo',
    help: 'El papel en que se apoya: informe, nota, acta, carta. Escriba cómo se llama.',
    reference: 'Número o referencia',
    issuedOn: 'Fecha del documento',
    file: 'Copia escaneada',
    fileHelp: 'PDF o foto. Queda guardada con el acto; solo la ven quienes pueden ver la alianza.',
  },
  reviewFields: (n: number) => (n === 1 ? 'Hay un dato por corregir.' : `Hay ${n} datos por corregir.`),
} as const;

export const loginWords = {
  title: 'Ingresar',
  lead: 'Oficina del programa de alianzas rurales.',
  username: 'Usuario',
  password: 'Contraseña',
  enter: 'Ingresar',
  entering: 'Verificando…',
  codeLead: 'Escriba el código de 6 dígitos de su aplicación de códigos.',
  code: 'Código',
  recoveryLead: 'Escriba uno de los códigos de recuperación que imprimió. Cada uno sirve una sola vez.',
  recovery: 'Código de recuperación',
  useRecovery: 'No tengo el teléfono: usar un código de recuperación',
  useApp: 'Usar la aplicación de códigos',
  wrongCode: 'El código no es correcto o ya venció. Espere el siguiente y escríbalo completo.',
  wait: (s: number) =>
    `Demasiados intentos. Podrá volver a probar en ${s < 90 ? `${s} segundos` : `${Math.ceil(s / 60)} minutos`}.`,
  expiredTitle: 'Su sesión terminó',
  expiredLead: 'Ingrese otra vez para seguir. Lo que escribió sigue aquí.',
  forgot: '¿Olvidó su contraseña? Pida a la administración de su unidad un código para poner otra.',
  startAgain: 'Empezar de nuevo',
  haveCode: 'Ya tengo un código',
  withdrawnTitle: 'Este navegador fue dado de baja',
  withdrawnLead:
    'Alguien de su unidad, o usted, lo dio de baja y su sesión se cerró. Si lo hizo por error o lo recuperó, ' +
    'puede ingresar otra vez: quedará como un equipo nuevo.',
  withdrawnAgain: 'Ingresar de nuevo',
} as const;

export const setPasswordWords = {
  title: 'Poner contraseña',
  lead: 'Con el código que le dieron en papel. Sirve una sola vez.',
  code: 'Código',
  codeHelp: 'Cuatro grupos de cuatro letras y números. No importa si escribe los guiones.',
  save: 'Guardar la contraseña',
  done: 'La contraseña está guardada. Ya puede ingresar.',
  back: 'Volver a ingresar',
} as const;

export const firstAdminWords = {
  title: 'Primer administrador',
  lead: 'Este enlace crea la primera cuenta del sistema. Sirve una sola vez y vence en una hora.',
  name: 'Nombre completo',
  username: 'Nombre de usuario',
  usernameHelp: 'Letras minúsculas, números y puntos; por ejemplo maria.quispe',
  ci: 'Carnet de identidad',
  password: 'Contraseña',
  passwordHelp: 'Al menos 12 letras. Una frase que recuerde es mejor que una palabra con signos.',
  repeat: 'Repita la contraseña',
  create: 'Crear la cuenta',
  mismatch: 'Las dos contraseñas no son iguales.',
  short: 'La contraseña necesita al menos 12 letras.',
  noToken: 'Falta la clave del enlace. Ábralo completo, como se mostró al iniciar el servidor.',
  done: 'La cuenta está creada. Ingrese y active el código de verificación.',
} as const;

export const secondFactorWords = {
  title: 'Código de verificación',
  required:
    'Su rol exige un código de verificación además de la contraseña. Se activa una sola vez y toma dos minutos.',
  optional: 'Un código que cambia cada 30 segundos protege su cuenta aunque alguien sepa su contraseña.',
  active: 'El código de verificación está activo.',
  lentTitle: 'Delegación en espera',
  lent:
    'Le delegaron un rol que exige este código. Su propio trabajo sigue igual; para usar el rol delegado, active ' +
    'el código, salga y vuelva a ingresar con él.',
  step1: '1. Confirme su contraseña',
  step2: '2. Lea este dibujo con su aplicación de códigos',
  step2Help:
    'Sirve cualquiera: Aegis, FreeOTP, Google Authenticator, Microsoft Authenticator. ¿No puede leer el ' +
    'dibujo? Escriba esta clave en la aplicación:',
  step3: '3. Escriba el código que muestra la aplicación',
  step4: '4. Guarde sus códigos de recuperación',
  step4Help:
    'Si pierde el teléfono, cada código le deja entrar una vez. Imprímalos y guárdelos bajo llave; no se volverán a mostrar.',
  begin: 'Continuar',
  verify: 'Comprobar',
  print: 'Imprimir los códigos',
  kept: 'Ya los guardé',
  printTitle: 'Códigos de recuperación de SIGG',
  printNote: 'Cada código sirve una sola vez. Tache el que use. Guarde esta hoja bajo llave.',
  renew: 'Hacer códigos de recuperación nuevos',
  renewHelp: 'Si usó o perdió sus códigos de recuperación, haga otros. Los anteriores dejan de servir.',
} as const;

export const tableWords = {
  rows: (n: string) => `${n} en total`,
  moreThan: (n: string) => `más de ${n}`,
  range: (from: string, to: string, total: string) => `${from} a ${to} de ${total}`,
  previous: 'Página anterior',
  next: 'Página siguiente',
  page: (n: number, of: number) => `Página ${n} de ${of}`,
  perPage: 'Filas por página',
  columns: 'Columnas',
  clear: 'Quitar filtros',
  noMatch: 'Nada coincide con estos filtros.',
  alike: 'Nada tiene esas palabras tal cual. Esto es lo parecido.',
} as const;

export const figureWords = {
  sd: 's/d',
  sdLong: 'Sin dato: todavía no hay registros de los que salga esta cifra.',
  notDue: 'aún no exigible',
  notDueLong: 'Todavía no llegó el momento de medirlo.',
  hidden: 'reservado',
  hiddenLong: 'Cuenta personas o reclamos: su rol la ve solo como se publica.',
  of: (n: string, d: string) => `${n} de ${d}`,
  cutoff: (day: string) => `Corte: ${day}`,
  basedOn: (n: string) => (n === '1' ? 'Según 1 registro' : `Según ${n} registros`),
  declared: (level: 2 | 3, own: string, declared: string) =>
    `${own} ${level === 3 ? 'validado' : 'verificado'} de ${declared} declarado`,
  declaredOnly: (level: 2 | 3, declared: string) =>
    `Declarado ${declared}; todavía nada está ${level === 3 ? 'validado' : 'verificado'}`,
  corrections: (n: string) => (n === '1' ? '1 corrección en camino' : `${n} correcciones en camino`),
  evidence: 'Ver registros',
} as const;

export const deadlineWords = {
  none: 'Sin plazo',
  today: 'Vence hoy',
  tomorrow: 'Vence mañana',
  in: (days: number) => `Vence en ${days} días`,
  late: (days: number) => (days === 1 ? 'Venció ayer' : `Venció hace ${days} días`),
} as const;

/** Words of the fields that open a list or a calendar. */
export const pickerWords = {
  choose: 'Elija o escriba…',
  clear: 'Quitar lo elegido',
  show: 'Ver las opciones',
  none: 'Ninguno coincide.',
  noneOf: (text: string) => `Ninguno coincide con «${text}».`,
  nothing: 'No hay opciones.',
  searching: 'Buscando…',
  failed: 'No se pudo buscar. Escriba otra letra para probar de nuevo.',
  more: 'Hay más: siga escribiendo.',
  day: 'dd/mm/aaaa',
  openCalendar: 'Abrir el calendario',
  calendar: 'Calendario',
  calendarComing: 'Abriendo el calendario…',
  calendarGone: 'El calendario no llegó. Escriba la fecha: 15/06/2026.',
  previousMonth: 'Mes anterior',
  nextMonth: 'Mes siguiente',
  month: 'Mes',
  year: 'Año',
} as const;
