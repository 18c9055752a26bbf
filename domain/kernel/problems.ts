import { writtenDay } from './dates.ts';

/**
 * Every problem a person can be told of: stable code (never reused), HTTP status when it is the whole answer, whether
 * sending again can help, and the sentence in plain Spanish. Groups: 1xx envelope and form, 2xx identity and permission,
 * 3xx state and rules of the cycle, 4xx people and organisations, 5xx files and imports, 9xx the system itself.
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
  unknownCommand: p('102', 422, 'never', (d: { kind: string }) => `Esta versión no conoce la operación «${d.kind}». Actualice la aplicación.`),
  tooManyCommands: p('103', 413, 'never', (d: { max: number }) => `Se enviaron demasiados registros juntos. El máximo es ${d.max}.`),
  sameIdOtherContent: p('104', 409, 'never', 'Ya existe un registro con este identificador y otro contenido. Guarde una copia y avise a su unidad.'),
  dayInFuture: p('105', 422, 'never', (d: { day: string }) => `La fecha ${writtenDay(d.day)} todavía no llegó. Revise el día.`),
  dayBeforeProgramme: p('106', 422, 'never', (d: { day: string; start: string }) => `La fecha ${writtenDay(d.day)} es anterior al inicio del programa (${writtenDay(d.start)}). Revise el año.`),
  predecessorRefused: p('107', 409, 'never', 'El registro del que depende fue rechazado. Hay que resolver los dos juntos.'),
  tooLarge: p('108', 413, 'never', (d: { maxMb: number }) => `Lo enviado pesa demasiado. El máximo es ${d.maxMb} MB.`),
  bodyMissingField: p('109', 422, 'never', (d: { name: string }) => `Falta completar «${d.name}».`),
  oldVersion: p('110', 409, 'never', 'Alguien cambió este registro mientras usted lo miraba. Revise los cambios y decida de nuevo.'),

  notLoggedIn: p('200', 401, 'afterLogin', 'Su sesión terminó. Vuelva a ingresar; lo que escribió sigue aquí.'),
  notAllowed: p('201', 403, 'never', 'Su rol no permite hacer esto.'),
  outsideScope: p('202', 403, 'never', 'Esto no corresponde a su unidad ni a sus alianzas.'),
  otherActor: p('203', 403, 'never', 'El registro fue hecho por otra persona. Solo ella puede enviarlo.'),
  deviceRevoked: p('204', 403, 'never', 'Este teléfono fue dado de baja. Comuníquese con su unidad.'),
  samePerson: p('205', 409, 'never', (d: { first: string; second: string }) => `La persona que ${d.first} no puede ser la misma que ${d.second}.`),
  secondFactorRequired: p('206', 403, 'afterLogin', 'Su rol exige el código de verificación. Actívelo en «Mi cuenta».'),
  tooManyAttempts: p('207', 429, 'later', (d: { seconds: number }) => `Demasiados intentos. Espere ${d.seconds < 90 ? `${d.seconds} segundos` : `${Math.ceil(d.seconds / 60)} minutos`} y vuelva a probar.`),
  wrongCredentials: p('208', 401, 'never', 'El usuario o la contraseña no son correctos.'),
  crossOrigin: p('209', 403, 'never', 'El pedido vino de otro sitio y no se aceptó.'),
  notFound: p('210', 404, 'never', 'No existe, o no está entre lo que usted puede ver.'),
  tokenScope: p('211', 403, 'never', 'La clave de integración no permite esta operación.'),
  linkExpired: p('212', 410, 'never', 'El enlace ya fue usado o venció. Pida uno nuevo.'),

  wrongState: p('300', 409, 'never', (d: { state: string; action: string }) => `No se puede ${d.action} una alianza en estado «${d.state}».`),
  documentMissing: p('301', 422, 'never', (d: { document: string }) => `Falta adjuntar: ${d.document}.`),
  dataMissing: p('302', 409, 'never', (d: { fields: string[] }) => `Antes hay que completar: ${d.fields.join(', ')}.`),
  alreadySuspended: p('303', 409, 'never', 'La alianza ya está suspendida.'),
  notSuspended: p('304', 409, 'never', 'La alianza no está suspendida.'),
  capReached: p('305', 409, 'never', (d: { cap: number; name: string }) => `${d.name} ya acompaña ${d.cap} alianzas activas, que es el máximo. Cierre o reasigne una antes.`),
  alreadyAssigned: p('306', 409, 'never', 'Esa persona ya está asignada a esta alianza en esas fechas.'),
  otherZone: p('307', 409, 'never', (d: { municipality: string }) => `Las alianzas de una persona deben estar en la misma zona; ${d.municipality} no es vecina de las que ya tiene.`),
  conflictSettled: p('308', 409, 'never', 'Este conflicto ya fue resuelto.'),
  alreadyVerified: p('309', 409, 'never', 'Esta versión ya tiene ese nivel.'),
  levelSkipped: p('310', 409, 'never', 'Primero tiene que verificarla la unidad.'),
  ruralOnly: p('311', 422, 'never', 'El programa cubre comunidades rurales. Confirme que el lugar no es área urbana de la ciudad capital.'),
  alreadyDecided: p('312', 409, 'never', 'Esto ya fue decidido por otra persona.'),
  alreadyExists: p('313', 409, 'never', 'Ya existe un registro igual.'),
  notCurrent: p('314', 409, 'never', 'Hay una versión más nueva de este registro. Revísela y decida sobre ella.'),
  unitAlreadyServes: p('315', 409, 'never', 'La alianza ya pertenece a esa unidad.'),
  sourceMissing: p('316', 422, 'never', 'Falta el documento de origen del que salen estos datos.'),

  ciFormat: p('400', 422, 'never', 'El carnet tiene de 4 a 10 dígitos y, si corresponde, un complemento. No lleva otras letras.'),
  oneAccountPerPerson: p('401', 409, 'never', 'Ya existe una cuenta con ese carnet. Una persona tiene una sola cuenta.'),
  usernameTaken: p('402', 409, 'never', 'Ese nombre de usuario ya está ocupado.'),
  twoPeopleNeeded: p('403', 409, 'never', 'Este rol lo otorgan dos personas distintas. Otra persona tiene que confirmarlo.'),
  ownGrant: p('404', 403, 'never', 'Nadie se otorga ni se confirma un rol a sí mismo.'),
  roleUnknown: p('405', 422, 'never', 'Ese rol no existe.'),
  familyServed: p('406', 409, 'never', 'Esta familia ya está inscrita en otra alianza del programa.'),
  alreadyMember: p('407', 409, 'never', 'Esta familia ya es parte de la organización.'),
  incompatibleRole: p('408', 409, 'never', (d: { role: string; other: string }) => `Quien es ${d.other} de una alianza no puede ser ${d.role} de la misma alianza.`),
  notDelegable: p('409', 403, 'never', 'Solo se delega un rol propio y vigente.'),
  administratorExists: p('410', 409, 'never', 'El sistema ya tiene administrador.'),

  fileType: p('500', 415, 'never', 'Solo se aceptan fotos (JPEG, PNG, WebP), PDF y planillas. El contenido de este archivo es otro.'),
  fileTooLarge: p('501', 413, 'never', (d: { maxMb: number }) => `El archivo pesa demasiado. El máximo es ${d.maxMb} MB.`),
  fileHash: p('502', 422, 'later', 'El archivo llegó incompleto. Se enviará otra vez.'),
  importUnreadable: p('503', 422, 'never', 'No se pudo leer la planilla. Guárdela como .xlsx o .csv y vuelva a intentar.'),
  importColumn: p('504', 422, 'never', (d: { column: string }) => `Falta indicar qué columna contiene «${d.column}».`),
  unknownMunicipality: p('505', 422, 'never', (d: { code: string }) => `No existe el municipio con código ${d.code}.`),
  unknownReference: p('506', 422, 'never', (d: { what: string }) => `No existe: ${d.what}.`),

  internal: p('900', 500, 'later', 'Algo falló en el servidor. No se perdió nada de lo que usted escribió; vuelva a intentar.'),
  busy: p('901', 503, 'later', 'El servidor está ocupado. Se intentará otra vez solo.'),
  readOnly: p('902', 503, 'later', 'El sistema está en mantenimiento: por ahora solo se puede consultar.'),
  constraint: p('903', 409, 'never', (d: { sentence: string }) => d.sentence),
} as const;
