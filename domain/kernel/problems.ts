import { writtenDay, writtenSpan } from './dates.ts';

/**
 * Every problem that a person can be told of: a stable code (never reused), the HTTP status when it is the whole
 * answer, what can help, and the sentence in plain Spanish. `never`: final, because what was sent is wrong or not
 * allowed. `later`: the obstacle is the server's own or will pass, so the same thing is sent again and the answer is
 * not kept (tests/problems.test.ts holds both). `afterLogin`: the person must log in again or give a code. Groups: 1xx
 * envelope and form, 2xx identity and permission, 3xx state and rules of the cycle, 4xx people and organisations, 5xx
 * files and imports, 9xx the system itself.
 */
const p = <const M extends string | ((d: never) => string)>(
  code: string,
  status: number,
  retry: 'never' | 'later' | 'afterLogin',
  message: M,
) => ({ code: `SIGG-${code}`, status, retry, message }) as const;

export const problems = {
  malformed: p('100', 400, 'never', 'No se pudo leer lo enviado. El formato no es válido.'),
  invalidField: p('101', 422, 'never', (d: { sentence: string }) => d.sentence),
  // Kinds are never taken away, so only a server older than the app, or one restored from a backup, does not know a
  // kind.
  unknownCommand: p(
    '102',
    422,
    'later',
    (d: { kind: string }) =>
      `El servidor todavía no conoce la operación «${d.kind}». Lo que escribió sigue en su equipo y se enviará ` +
      'otra vez; si no entra, avise a su unidad.',
  ),
  tooManyCommands: p(
    '103',
    413,
    'never',
    (d: { max: number }) => `Se enviaron demasiados registros juntos. El máximo es ${d.max}.`,
  ),
  sameIdOtherContent: p(
    '104',
    409,
    'never',
    'Ya existe un registro con este identificador y otro contenido. Guarde una copia y avise a su unidad.',
  ),
  dayInFuture: p(
    '105',
    422,
    'never',
    (d: { day: string }) => `La fecha ${writtenDay(d.day)} todavía no llegó. Revise el día.`,
  ),
  dayBeforeProgramme: p(
    '106',
    422,
    'never',
    (d: { day: string; start: string }) =>
      `La fecha ${writtenDay(d.day)} es anterior al inicio del programa (${writtenDay(d.start)}). Revise el año.`,
  ),
  predecessorRefused: p(
    '107',
    409,
    'never',
    'El registro del que depende fue rechazado. Hay que resolver los dos juntos.',
  ),
  tooLarge: p(
    '108',
    413,
    'never',
    (d: { maxKb: number }) =>
      `Lo enviado pesa demasiado. El máximo es ${d.maxKb < 1024 ? `${d.maxKb} KB` : `${d.maxKb / 1024} MB`}.`,
  ),
  bodyMissingField: p('109', 422, 'never', (d: { name: string }) => `Falta completar «${d.name}».`),
  predecessorMissing: p(
    '111',
    409,
    'later',
    'Depende de otro registro que todavía no llegó. Envíe primero ese y después este otra vez.',
  ),
  waitsInCircle: p(
    '112',
    409,
    'never',
    'Este registro y otro se esperan uno al otro, así que ninguno puede entrar. Avise a su unidad para resolverlos juntos.',
  ),
  tooManyHeld: p(
    '113',
    409,
    'later',
    (d: { max: number }) =>
      `Hay demasiados registros que esperan a otro que todavía no llegó (el máximo es ${d.max}). Este sigue en ` +
      'su equipo y se enviará otra vez cuando entren.',
  ),
  clocksDiffer: p(
    '114',
    409,
    'later',
    (d: { day: string; today: string }) =>
      `El registro es del ${writtenDay(d.day)} y para el servidor hoy es ${writtenDay(d.today)}: uno de los ` +
      'dos relojes está mal. Sigue en su equipo y se enviará otra vez. Revise la fecha de su equipo; si está ' +
      'bien, avise a su unidad.',
  ),
  clockBehind: p(
    '910',
    503,
    'later',
    (d: { said: string }) =>
      'El reloj del servidor está atrasado, así que su respuesta todavía no es segura. Se intentará otra vez ' +
      `solo. Lo que respondió: «${d.said}»`,
  ),
  oldVersion: p(
    '110',
    409,
    'never',
    'Alguien cambió este registro mientras usted lo miraba. Revise los cambios y decida de nuevo.',
  ),

  notLoggedIn: p('200', 401, 'afterLogin', 'Su sesión terminó. Vuelva a ingresar; lo que escribió sigue aquí.'),
  notAllowed: p('201', 403, 'never', 'Su rol no permite hacer esto.'),
  outsideScope: p('202', 403, 'never', 'Esto no corresponde a su unidad ni a sus alianzas.'),
  otherActor: p('203', 403, 'never', 'El registro fue hecho por otra persona. Solo ella puede enviarlo.'),
  deviceRevoked: p('204', 403, 'never', 'Este teléfono o computadora fue dado de baja. Comuníquese con su unidad.'),
  samePerson: p(
    '205',
    409,
    'never',
    (d: { first: string; second: string }) => `La persona que ${d.first} no puede ser la misma que ${d.second}.`,
  ),
  secondFactorRequired: p('206', 403, 'afterLogin', 'Su rol exige el código de verificación. Actívelo en «Mi cuenta».'),
  tooManyAttempts: p(
    '207',
    429,
    'later',
    (d: { seconds: number }) =>
      `Demasiados intentos. Espere ${d.seconds < 90 ? `${d.seconds} segundos` : `${Math.ceil(d.seconds / 60)} minutos`} y vuelva a probar.`,
  ),
  wrongCredentials: p('208', 401, 'never', 'El usuario o la contraseña no son correctos.'),
  crossOrigin: p('209', 403, 'never', 'El pedido vino de otro sitio y no se aceptó.'),
  notFound: p('210', 404, 'never', 'No existe, o no está entre lo que usted puede ver.'),
  tokenScope: p('211', 403, 'never', 'La clave de integración no permite esta operación.'),
  linkExpired: p('212', 410, 'never', 'El enlace ya fue usado o venció. Pida uno nuevo.'),
  wrongCode: p('213', 401, 'never', 'El código no es correcto o ya venció. Espere el siguiente y escríbalo completo.'),
  wrongResetCode: p(
    '214',
    401,
    'never',
    'El usuario o el código impreso no son correctos, o el código ya se usó o venció. Pida otro a quien administra las cuentas.',
  ),
  weakPassword: p(
    '215',
    422,
    'never',
    'La contraseña necesita al menos 12 letras y no puede ser su usuario, su carnet ni una muy común.',
  ),
  familiesReserved: p(
    '218',
    403,
    'never',
    'Su rol no abre los registros de familias, para que no se sepa de ninguna. Puede ver la cifra publicada y las alianzas.',
  ),
  secondFactorActive: p(
    '216',
    409,
    'never',
    'El código de verificación ya está activo. Para empezar de nuevo, pida que le den un código de acceso.',
  ),
  tokenDevice: p(
    '217',
    422,
    'never',
    (d: { id: string }) =>
      `Lo que envía una integración lleva como dispositivo (deviceId) el identificador de su clave: ${d.id}.`,
  ),

  wrongState: p(
    '300',
    409,
    'never',
    (d: { state: string; action: string }) => `No se puede ${d.action} una alianza en estado «${d.state}».`,
  ),
  documentMissing: p('301', 422, 'never', (d: { document: string }) => `Falta adjuntar: ${d.document}.`),
  dataMissing: p('302', 409, 'never', (d: { fields: string[] }) => `Antes hay que completar: ${d.fields.join(', ')}.`),
  alreadySuspended: p('303', 409, 'never', 'La alianza ya está suspendida.'),
  notSuspended: p('304', 409, 'never', 'La alianza no está suspendida.'),
  capReached: p(
    '305',
    409,
    'never',
    (d: { cap: number; name: string }) =>
      `${d.name} ya acompaña ${d.cap} alianzas activas, que es el máximo. Cierre o reasigne una antes.`,
  ),
  alreadyAssigned: p('306', 409, 'never', 'Esa persona ya está asignada a esta alianza en esas fechas.'),
  otherZone: p(
    '307',
    409,
    'never',
    (d: { municipality: string }) =>
      `Las alianzas de una persona deben estar en la misma zona; ${d.municipality} no es vecina de las que ya tiene.`,
  ),
  conflictSettled: p('308', 409, 'never', 'Este conflicto ya fue resuelto.'),
  alreadyVerified: p('309', 409, 'never', 'Esta versión ya tiene ese nivel.'),
  levelSkipped: p('310', 409, 'never', 'Primero tiene que verificarla la unidad.'),
  ruralOnly: p(
    '311',
    409,
    'never',
    'El programa solo llega a comunidades rurales y este lugar consta como área urbana.',
  ),
  alreadyDecided: p('312', 409, 'never', 'Esto ya fue decidido por otra persona.'),
  alreadyExists: p('313', 409, 'never', 'Ya existe un registro igual.'),
  notCurrent: p('314', 409, 'never', 'Hay una versión más nueva de este registro. Revísela y decida sobre ella.'),
  unitAlreadyServes: p('315', 409, 'never', 'La alianza ya pertenece a esa unidad.'),
  sourceMissing: p('316', 422, 'never', 'Falta el documento de origen del que salen estos datos.'),
  parameterLater: p(
    '317',
    409,
    'never',
    'Ese parámetro ya tiene un valor desde ese día o después. Elija un día posterior.',
  ),
  roleNotHeld: p(
    '318',
    409,
    'never',
    (d: { name: string; role: string }) =>
      `${d.name} no tiene el rol «${d.role}» en esas fechas. Otórguelo antes de asignar.`,
  ),
  assignmentEnded: p('319', 409, 'never', 'Esa asignación ya terminó.'),
  assignmentEndsThen: p(
    '342',
    409,
    'never',
    (d: { day: string }) =>
      `Esa asignación ya termina el ${writtenDay(d.day)}. Elija un día anterior; para alargarla, asigne otra vez desde el día siguiente.`,
  ),
  datesReversed: p('320', 422, 'never', 'La fecha final es anterior a la inicial.'),
  memberLeft: p('321', 409, 'never', 'Esa familia ya salió de la organización.'),
  evidencePending: p(
    '322',
    409,
    'later',
    (d: { missing: number }) =>
      `Todavía no llegaron ${d.missing === 1 ? 'una foto o papel' : `${d.missing} fotos o papeles`} de este ` +
      'registro. Se podrá verificar cuando lleguen.',
  ),
  allianceIsSuspended: p('323', 409, 'never', 'La alianza está suspendida. Levante la suspensión antes de avanzar.'),
  importedUnseen: p(
    '345',
    409,
    'never',
    'Un registro importado sin foto no se decide con el resto: se mira uno por uno y se escribe en qué se apoya.',
  ),
  flaggedRecord: p('324', 409, 'never', 'Este registro tiene señales: se decide uno por uno, no junto con los demás.'),
  fileNotStored: p('325', 409, 'later', 'El archivo todavía no llegó entero al servidor. Se enviará otra vez.'),
  mergedThing: p('326', 409, 'never', 'Esta ficha fue unida con otra. Trabaje sobre la que quedó.'),
  notDecided: p('327', 409, 'never', 'No hay una decisión que deshacer.'),
  requirementMissing: p('329', 409, 'never', (d: { sentence: string }) => d.sentence),
  beforeLastState: p(
    '330',
    422,
    'never',
    (d: { day: string }) => `La fecha es anterior al último cambio de estado (${writtenDay(d.day)}).`,
  ),
  observedRecord: p('331', 409, 'never', 'Este registro fue observado y espera su corrección.'),
  sampleFirst: p(
    '332',
    409,
    'never',
    (d: { left: number }) =>
      `Antes hay que mirar ${d.left === 1 ? 'el registro de la muestra que falta' : `los ${d.left} registros de la muestra que faltan`}.`,
  ),
  notInBatch: p('333', 409, 'never', 'Ese registro no es parte del resto de este lote.'),
  nothingToDraw: p('334', 409, 'never', 'No hay registros nuevos de esa unidad y ese mes por revisar.'),
  openConflict: p(
    '335',
    409,
    'never',
    'Hay dos valores para el mismo dato. Elijan uno antes de decidir sobre el registro.',
  ),
  laterMove: p(
    '336',
    409,
    'never',
    (d: { day: string }) => `Ese municipio ya cambia de unidad el ${writtenDay(d.day)}. Elija un día posterior.`,
  ),
  municipalityServed: p('337', 409, 'never', 'Esa unidad ya atiende ese municipio en esa fecha.'),
  communityExists: p(
    '338',
    409,
    'never',
    'Ya hay una comunidad con ese nombre en el municipio. Si es la misma, únala.',
  ),
  agreementAnnulled: p(
    '340',
    409,
    'never',
    'Ese acuerdo comercial está anulado. Si se anuló por error, regístrelo otra vez.',
  ),
  agreementTwice: p(
    '341',
    409,
    'never',
    (d: { id: string; startsOn: string | null; endsOn: string | null }) =>
      `La alianza ya tiene un acuerdo con ese comprador por ese producto ${writtenSpan(d.startsOn, d.endsOn)}. ` +
      'Si es el mismo, corríjalo; si es otro, además de ese, dígalo.',
  ),
  buyerNitTaken: p(
    '339',
    409,
    'never',
    (d: { id: string; name: string }) =>
      `Ese NIT ya es del comprador «${d.name}». Un comprador se registra una sola vez: úselo, o revise el número.`,
  ),
  signalsNeedReason: p(
    '343',
    422,
    'never',
    (d: { signals: string }) => `Este registro tiene señales: ${d.signals} Escriba por qué está bien, o obsérvelo.`,
  ),
  stepNotNow: p('360', 409, 'never', (d: { action: string; the: string; state: string }) =>
    `No se puede ${d.action} ${d.the} mientras está en «${d.state}».`.replace(' de el ', ' del '),
  ),
  notAmongOffered: p(
    '361',
    422,
    'never',
    (d: { label: string }) => `Quien se indicó en «${d.label}» no tiene un rol que lo permita.`,
  ),
  mergedMeanwhile: p('328', 409, 'never', 'Una de las dos ya fue unida con una tercera. Decida sobre la que quedó.'),

  ciFormat: p(
    '400',
    422,
    'never',
    'El carnet tiene de 4 a 10 dígitos y, si corresponde, un complemento. No lleva otras letras.',
  ),
  oneAccountPerPerson: p(
    '401',
    409,
    'never',
    'Ya existe una cuenta con ese carnet. Una persona tiene una sola cuenta.',
  ),
  usernameTaken: p('402', 409, 'never', 'Ese nombre de usuario ya está ocupado.'),
  twoPeopleNeeded: p(
    '403',
    409,
    'never',
    'Lo pide una persona y lo confirma otra. Usted ya intervino: tiene que confirmarlo alguien más.',
  ),
  ownGrant: p('404', 403, 'never', 'Nadie se otorga ni se confirma un rol a sí mismo.'),
  roleUnknown: p('405', 422, 'never', 'Ese rol no existe.'),
  familyServed: p('406', 409, 'never', 'Esta familia ya está inscrita en otra alianza del programa.'),
  alreadyMember: p('407', 409, 'never', 'Esta familia ya es parte de la organización.'),
  incompatibleRole: p(
    '408',
    409,
    'never',
    (d: { role: string; other: string }) =>
      `Quien es ${d.other} de una alianza no puede ser ${d.role} de la misma alianza.`,
  ),
  notDelegable: p('409', 403, 'never', 'Solo se delega un rol propio y vigente.'),
  administratorExists: p('410', 409, 'never', 'El sistema ya tiene administrador.'),
  rolesIncompatible: p(
    '411',
    409,
    'never',
    (d: { role: string; other: string; why: string }) => `El rol «${d.role}» no va junto con «${d.other}»: ${d.why}.`,
  ),
  lastAdministrator: p(
    '412',
    409,
    'never',
    'Es la única persona que administra el sistema. Antes tiene que haber otra.',
  ),
  grantInPast: p('413', 422, 'never', 'Un rol no puede empezar en una fecha pasada.'),
  scopeNotTaken: p('414', 422, 'never', 'Este rol no lleva una lista de lugares.'),
  delegatedHand: p('415', 403, 'never', 'Para confirmar hace falta un rol propio, no uno delegado.'),
  delegationTooLong: p(
    '416',
    422,
    'never',
    (d: { days: number }) =>
      `Una delegación dura como máximo ${d.days} días. Para más tiempo, pida que otorguen el rol.`,
  ),
  tokenRole: p('417', 403, 'never', 'Una clave de integración solo puede tener roles que usted mismo tiene hoy.'),
  tokenOperation: p(
    '418',
    403,
    'never',
    (d: { operation: string }) => `La operación «${d.operation}» la hace una persona, no una clave de integración.`,
  ),
  tokenTooLong: p('419', 422, 'never', (d: { days: number }) => `Una clave vale como máximo ${d.days} días.`),
  accountClosed: p('420', 409, 'never', 'Esa cuenta no existe o está cerrada.'),
  notColleague: p(
    '422',
    403,
    'never',
    'Un rol se delega a personal del programa en ejercicio: el de una unidad, a alguien de la misma unidad. ' +
      'Quien es de fuera del programa no lo recibe.',
  ),
  neverErased: p(
    '430',
    409,
    'never',
    'Este asiento no se borra: dice quién podía hacer qué, o prueba la bitácora, y no guarda datos personales.',
  ),
  resetExpired: p('421', 409, 'never', 'Ese código ya venció. Pida que hagan otro.'),

  sendsItself: p(
    '426',
    409,
    'never',
    'Esa persona puede enviar desde su teléfono: su cuenta está abierta y el teléfono no fue dado de baja.',
  ),
  notAPhoneFile: p(
    '423',
    422,
    'never',
    'Ese archivo no es lo no enviado de un teléfono de esta persona, o está dañado.',
  ),

  fileType: p(
    '500',
    415,
    'never',
    'Solo se aceptan fotos (JPEG, PNG, WebP), PDF y planillas. El contenido de este archivo es otro.',
  ),
  fileTooLarge: p(
    '501',
    413,
    'never',
    (d: { maxMb: number }) => `El archivo pesa demasiado. El máximo es ${d.maxMb} MB.`,
  ),
  fileEmpty: p('519', 422, 'never', 'El archivo está vacío.'),
  fileHash: p('502', 422, 'later', 'El archivo llegó incompleto. Se enviará otra vez.'),
  fileWithdrawn: p(
    '576',
    410,
    'never',
    'Este archivo se retiró: contenía datos de una persona que se borraron. No se vuelve a recibir.',
  ),
  importErased: p('577', 410, 'never', 'Lo que decía esta celda se borró a pedido de una persona.'),
  fileByUpload: p('507', 403, 'never', 'Un archivo entra por donde se suben los archivos, no como un registro.'),
  importUnreadable: p(
    '503',
    422,
    'never',
    'No se pudo leer la planilla. Guárdela como .xlsx o .csv y vuelva a intentar.',
  ),
  importOldExcel: p(
    '508',
    415,
    'never',
    'Es una planilla de Excel antiguo (.xls). Ábrala, elija «Guardar como» .xlsx y súbala otra vez.',
  ),
  importOpenDocument: p(
    '509',
    415,
    'never',
    'Es una planilla de LibreOffice (.ods). Ábrala, elija «Guardar como» .xlsx (Excel 2007-365) y súbala otra vez.',
  ),
  importLocked: p('510', 415, 'never', 'La planilla tiene contraseña. Quítela, guárdela otra vez como .xlsx y súbala.'),
  importBinaryExcel: p(
    '511',
    415,
    'never',
    'Es una planilla de Excel binaria (.xlsb). Ábrala, elija «Guardar como» .xlsx y súbala otra vez.',
  ),
  importNumbers: p(
    '512',
    415,
    'never',
    'Es una planilla de Numbers. Elija «Exportar a» Excel (.xlsx) y súbala otra vez.',
  ),
  importWebPage: p(
    '513',
    415,
    'never',
    'Es una página web con nombre de planilla. Ábrala en Excel, elija «Guardar como» .xlsx y súbala otra vez.',
  ),
  importTooManyRows: p(
    '514',
    413,
    'never',
    (d: { max: number }) => `La planilla tiene demasiadas filas. El máximo es ${d.max}: divídala en varias.`,
  ),
  importTooManyColumns: p(
    '515',
    413,
    'never',
    (d: { max: number }) => `La planilla tiene demasiadas columnas. El máximo es ${d.max}: borre las que no use.`,
  ),
  importTooManyCells: p(
    '516',
    413,
    'never',
    (d: { max: number }) => `La planilla tiene demasiadas celdas con datos. El máximo es ${d.max}: divídala en varias.`,
  ),
  importTooManyRanges: p(
    '517',
    413,
    'never',
    (d: { max: number }) => `La planilla tiene demasiadas celdas combinadas. El máximo es ${d.max}: sepárelas.`,
  ),
  importTooMuchText: p('518', 413, 'never', 'La planilla tiene demasiado texto. Divídala en varias.'),
  importColumn: p('504', 422, 'never', (d: { column: string }) => `Falta indicar qué columna contiene «${d.column}».`),
  unknownMunicipality: p('505', 422, 'never', (d: { code: string }) => `No existe el municipio con código ${d.code}.`),
  unknownReference: p('506', 422, 'never', (d: { what: string }) => `No existe: ${d.what}.`),

  importNoName: p('520', 422, 'never', 'La fila no dice el nombre de la organización ni de la alianza.'),
  importNoUnit: p(
    '521',
    422,
    'never',
    'La fila no dice a qué unidad operativa corresponde, y sin municipio no se puede saber.',
  ),
  importUnknownUnit: p('522', 422, 'never', (d: { said: string }) => `No se reconoce la unidad operativa «${d.said}».`),
  importNoState: p('523', 422, 'never', 'La fila no dice hasta qué etapa llegó la alianza.'),
  importUnknownState: p(
    '524',
    422,
    'never',
    (d: { said: string }) => `No se reconoce la etapa «${d.said}». Indique a qué estado corresponde.`,
  ),
  importUnknownProgramme: p(
    '525',
    422,
    'never',
    (d: { said: string }) => `El programa «${d.said}» no está en el catálogo.`,
  ),
  importRepeatedCode: p(
    '526',
    422,
    'never',
    (d: { code: string; row: number }) => `El código «${d.code}» ya está en la fila ${d.row} de esta planilla.`,
  ),
  importCodeTaken: p(
    '527',
    409,
    'never',
    (d: { code: string }) => `Ya existe en el sistema otra alianza con el código «${d.code}».`,
  ),
  importBadDay: p(
    '528',
    422,
    'never',
    (d: { said: string }) => `«${d.said}» no es una fecha completa (día, mes y año).`,
  ),
  importDayOutside: p(
    '529',
    422,
    'never',
    (d: { said: string }) => `La fecha ${d.said} está fuera del tiempo del programa.`,
  ),
  importBadNumber: p('530', 422, 'never', (d: { said: string }) => `«${d.said}» no es un número.`),
  importNegative: p('531', 422, 'never', (d: { said: string }) => `«${d.said}» es negativo, y aquí no puede serlo.`),
  importTooMany: p('532', 422, 'never', (d: { said: string }) => `«${d.said}» es demasiado grande para ser cierto.`),
  importUnknownMunicipality: p(
    '533',
    422,
    'never',
    (d: { said: string }) => `No se reconoce el municipio «${d.said}».`,
  ),
  importDoubtfulMunicipality: p(
    '534',
    422,
    'never',
    (d: { name: string; why: string }) =>
      `El municipio ${d.name} no es seguro (${d.why}). Una persona tiene que confirmarlo.`,
  ),
  importOtherUnit: p(
    '535',
    422,
    'never',
    (d: { name: string; unit: string }) =>
      `El municipio ${d.name} lo atiende ${d.unit}, y la fila dice otra unidad. Una persona tiene que decidir.`,
  ),
  importUnknownProduct: p(
    '536',
    422,
    'never',
    (d: { said: string }) => `«${d.said}» no es un solo producto del catálogo.`,
  ),
  importUnknownModel: p(
    '537',
    422,
    'never',
    (d: { said: string }) => `«${d.said}» no es un modelo de alianza (1, 2 o 3).`,
  ),
  importBadPoint: p('538', 422, 'never', (d: { said: string }) => `«${d.said}» no es una posición en Bolivia.`),
  importTooLong: p('539', 422, 'never', (d: { max: number }) => `El texto es muy largo. El máximo es ${d.max} letras.`),
  importChanged: p(
    '540',
    409,
    'never',
    'La fila ya se incorporó antes con otros datos. Los cambios se hacen en el sistema, no por importación.',
  ),
  importLikeOther: p(
    '541',
    422,
    'never',
    (d: { name: string }) => `Puede ser la misma organización que «${d.name}». Una persona tiene que decidir.`,
  ),
  importMoreWomen: p('542', 422, 'never', 'Hay más mujeres que familias.'),
  importBusy: p('543', 409, 'later', 'Ya hay una importación en marcha. Espere a que termine.'),
  importNotReady: p('544', 409, 'never', 'Primero elija las columnas y revise los problemas.'),
  importCut: p('546', 503, 'later', 'La importación se interrumpió. Se puede continuar: lo que ya entró no se repite.'),
  importOpensTooLarge: p(
    '547',
    413,
    'never',
    'La planilla pesa poco pero abierta es enorme. Copie solo sus datos a una planilla nueva y suba esa.',
  ),
  importTooManyParts: p(
    '548',
    413,
    'never',
    (d: { max: number }) => `La planilla tiene más de ${d.max} hojas e imágenes. Copie solo sus datos a una nueva.`,
  ),
  importTooSlow: p(
    '549',
    413,
    'never',
    'Leer la planilla tarda demasiado y se dejó. Copie solo sus datos a una planilla nueva, o divídala en varias.',
  ),
  importTooHeavy: p(
    '552',
    413,
    'never',
    'La planilla no cabe en la memoria que hay para leerla. Copie solo sus datos a una planilla nueva, o divídala.',
  ),
  importLineTooLong: p(
    '553',
    422,
    'never',
    (d: { line: number }) =>
      `Cerca de la línea ${d.line} hay una comilla que no se cierra, o una línea demasiado larga. Corríjala y suba el archivo otra vez.`,
  ),
  importReadAs: p(
    '554',
    422,
    'never',
    (d: { name: string }) =>
      `El archivo no está en UTF-8 y se leyó como texto de ${d.name}. Revise las tildes y las eñes.`,
  ),
  importTornLetters: p(
    '555',
    422,
    'never',
    'El archivo tiene letras dañadas: partes de él están en otra codificación. Las filas donde están se señalan abajo.',
  ),
  importGarbled: p(
    '556',
    422,
    'never',
    (d: { said: string }) =>
      `«${d.said}» tiene letras dañadas por guardar el archivo en otra codificación. Corríjalo, o guarde la planilla como .xlsx.`,
  ),
  importCellError: p(
    '557',
    422,
    'never',
    (d: { said: string }) => `La celda tiene un error de la planilla (${d.said}) en lugar de un dato.`,
  ),
  importNoResult: p(
    '558',
    422,
    'never',
    (d: { said: string }) =>
      `La celda tiene una fórmula sin su resultado (${d.said}). Abra la planilla en Excel, guárdela y súbala otra vez.`,
  ),
  importHiddenRow: p(
    '559',
    422,
    'never',
    'La fila está oculta en la planilla. Se lee igual: revise si tiene que entrar.',
  ),
  importHiddenColumn: p(
    '560',
    422,
    'never',
    (d: { header: string }) => `La columna «${d.header}» está oculta en la planilla. Se lee igual.`,
  ),
  importColumnTwice: p(
    '561',
    422,
    'never',
    (d: { header: string; first: string; second: string }) =>
      `Hay dos columnas «${d.header}»: ${d.first} y ${d.second}. Diga cuál contiene el dato; si no lo dice, se lee la ${d.first}.`,
  ),
  importOtherSheets: p(
    '562',
    422,
    'never',
    (d: { read: string; others: string }) =>
      `El libro tiene varias hojas con datos. Se lee solo «${d.read}»; no se leen: ${d.others}.`,
  ),
  importDayAhead: p('563', 422, 'never', (d: { day: string }) => `La fecha ${writtenDay(d.day)} todavía no llegó.`),
  importTooFew: p(
    '564',
    422,
    'never',
    (d: { said: string; min: string }) => `«${d.said}» es menos que lo mínimo: ${d.min}.`,
  ),
  importNotWord: p(
    '565',
    422,
    'never',
    (d: { said: string; words: string }) => `«${d.said}» no es una de las palabras que se aceptan: ${d.words}.`,
  ),
  importEmptyCell: p('566', 422, 'never', (d: { label: string }) => `Falta ${d.label}: la celda está vacía.`),
  importUnknownName: p(
    '567',
    422,
    'never',
    (d: { what: string; said: string }) => `No se encuentra ${d.what} «${d.said}». Revise el código o el nombre.`,
  ),
  importSeveralNamed: p(
    '568',
    422,
    'never',
    (d: { said: string; count: number; codes: string }) =>
      `Hay ${d.count} con el nombre «${d.said}». Escriba cuál es: ${d.codes}.`,
  ),
  importRepeatedRow: p('569', 422, 'never', (d: { row: number }) => `Dice lo mismo que la fila ${d.row} de esta hoja.`),
  importRepeatedCell: p(
    '570',
    422,
    'never',
    (d: { said: string; row: number }) => `«${d.said}» ya está en la fila ${d.row} de esta hoja.`,
  ),
  importComes: p(
    '571',
    422,
    'never',
    (d: { said: string; sheet: string; row: number }) => `«${d.said}» vendrá de la hoja ${d.sheet}, fila ${d.row}.`,
  ),
  importStays: p(
    '575',
    422,
    'never',
    (d: { said: string; sheet: string; row: number }) =>
      `«${d.said}» está en la hoja ${d.sheet}, fila ${d.row}, que no entra. Corrija primero esa fila.`,
  ),
  importFlagged: p(
    '572',
    422,
    'never',
    (d: { flags: string }) => `Entra con una advertencia para quien la verifique: ${d.flags}.`,
  ),
  importThing: p('573', 422, 'never', 'Diga qué trae cada hoja que se importa.'),
  importMoreSheets: p(
    '574',
    422,
    'never',
    (d: { max: number; others: string }) => `El libro tiene más de ${d.max} hojas. Estas no se leen: ${d.others}.`,
  ),
  importNoRows: p('545', 422, 'never', 'La planilla no tiene filas.'),

  exportTooLarge: p(
    '550',
    413,
    'never',
    (d: { max: number }) => `Son demasiadas filas para una sola planilla. Use los filtros: el máximo es ${d.max}.`,
  ),
  periodNotBegun: p(
    '362',
    422,
    'never',
    (d: { name: string; from: string }) =>
      `El período «${d.name}» todavía no empezó: comienza el ${writtenDay(d.from)}. Elija uno que ya haya empezado.`,
  ),
  exportNotTable: p('551', 422, 'never', 'Esta consulta no es una lista: no se puede bajar como planilla.'),

  internal: p(
    '900',
    500,
    'later',
    'Algo falló en el servidor. No se perdió nada de lo que usted escribió; vuelva a intentar.',
  ),
  busy: p('901', 503, 'later', 'El servidor está ocupado. Se intentará otra vez solo.'),
  readOnly: p('902', 503, 'later', 'El sistema está en mantenimiento: por ahora solo se puede consultar.'),
  noConnection: p('904', 503, 'later', 'No hay conexión con el servidor. Lo que escribió sigue aquí.'),
  unreadableAnswer: p('905', 502, 'later', 'La respuesta del servidor llegó incompleta. Vuelva a intentar.'),
  screenFailed: p('906', 500, 'later', 'Esta pantalla falló. Lo que ya se guardó está a salvo; vuelva a abrirla.'),
  storageFull: p(
    '907',
    507,
    'later',
    'No queda espacio en este teléfono y no se pudo guardar. Borre fotos o videos que no necesite, o envíe lo ' +
      'pendiente, y guarde otra vez. Lo que escribió sigue en la pantalla.',
  ),
  serverFull: p(
    '911',
    507,
    'later',
    'El servidor no tiene espacio y por ahora no recibe nada. Lo que envió sigue en su equipo y se enviará ' +
      'otra vez; avise a quien lo administra.',
  ),
  wrongPin: p('908', 403, 'never', 'El PIN no es correcto.'),
  pinWait: p(
    '909',
    429,
    'later',
    (d: { seconds: number }) =>
      `Demasiados intentos con el PIN. Espere ${d.seconds < 90 ? `${d.seconds} segundos` : `${Math.ceil(d.seconds / 60)} minutos`}.`,
  ),
  constraint: p('903', 409, 'never', (d: { sentence: string }) => d.sentence),
} as const;
