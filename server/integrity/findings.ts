/**
 * What `npm run verify` can find, each with a code whose meaning never changes, in the order of the report. 1xx chain
 * and entries, 2xx rows, 3xx files, 4xx receipts, 5xx heads kept outside, 6xx structure and rights of the database, 7xx
 * reference rows, 8xx what is computed from records.
 */
export const findingKinds = {
  numberGap: ['V-101', 'Falta un número en la cadena: se borró un asiento, o se cortó en el medio.'],
  brokenLink: ['V-102', 'Un eslabón de la cadena no sigue del anterior.'],
  sealWithoutEntry: ['V-103', 'La cadena nombra un asiento que ya no está.'],
  entryAltered: ['V-104', 'Un asiento no dice lo que decía cuando se selló.'],
  entryUnsealed: ['V-105', 'Hay un asiento que no está en la cadena ni espera su número: no entró por el sistema.'],
  bodyAltered: ['V-106', 'El contenido recibido no es el que llegó.'],
  bodyMissing: ['V-107', 'El contenido recibido fue borrado sin un borrado autorizado.'],
  changesAltered: ['V-108', 'La lista de cambios de un asiento no es la que se selló.'],
  changeCopyAltered: ['V-109', 'La copia de una fila guardada en la bitácora no es la que se escribió.'],
  orphan: ['V-110', 'Hay partes de la bitácora que no pertenecen a ningún asiento.'],
  pendingLeftover: ['V-111', 'La lista de espera nombra un asiento ya sellado o que no existe.'],
  textUnknown: ['V-112', 'Un asiento o un eslabón dice estar escrito de una forma que este programa no conoce.'],
  changeCopyMissing: ['V-113', 'La copia de una fila guardada en la bitácora fue borrada sin un borrado autorizado.'],
  orderAltered: ['V-114', 'El orden de los asientos no es el que se selló.'],
  counterBehind: ['V-115', 'Un contador de la base fue devuelto atrás: volvería a dar números ya usados.'],
  rowChanged: ['V-201', 'Una fila fue cambiada sin pasar por la bitácora.'],
  rowUnwritten: ['V-202', 'Una fila no la escribió ningún asiento de la bitácora.'],
  rowRemoved: ['V-203', 'Falta una fila que la bitácora escribió.'],
  rowNotLatest: ['V-204', 'Una fila fue devuelta a un contenido anterior.'],
  unknownTable: ['V-205', 'La bitácora escribió en una tabla que ya no existe.'],
  rowHidden: ['V-206', 'Una tabla tiene filas que sus índices no muestran, o dos con la misma identidad.'],
  fileMissing: ['V-301', 'Falta un archivo.'],
  fileChanged: ['V-302', 'Un archivo no tiene el contenido que llegó.'],
  receiptWithoutEntry: ['V-401', 'Se respondió «aceptado» a un registro que no está en la bitácora.'],
  entryWithoutReceipt: ['V-402', 'Un asiento no tiene la respuesta que se le dio a su autor.'],
  receiptAltered: ['V-403', 'La respuesta a un registro habla de otro contenido.'],
  heldWithoutCommand: ['V-404', 'Se respondió «en espera» a un registro que ya no está.'],
  heldAltered: ['V-405', 'Un registro en espera no es el que llegó.'],
  heldUnanswered: ['V-406', 'Hay un registro en espera al que nunca se respondió: no entró por el sistema.'],
  tailCut: ['V-501', 'Faltan los últimos asientos: una huella firmada llegó más lejos que la bitácora.'],
  chainRecomputed: ['V-502', 'La cadena fue calculada de nuevo: no coincide con una huella firmada.'],
  headLineAltered: ['V-503', 'Una línea del archivo de huellas fue alterada: su firma no corresponde.'],
  headFileShort: ['V-504', 'El archivo de huellas perdió líneas que sí se publicaron.'],
  headPublicationAltered: ['V-505', 'Una huella publicada no es la que se firmó.'],
  keyMissing: ['V-506', 'Falta la clave con que este servidor firma sus huellas.'],
  headsMissing: ['V-507', 'La bitácora tiene asientos y no hay ninguna huella firmada por una clave conocida.'],
  keyUnknown: [
    'V-508',
    'Hay huellas firmadas con una clave que no se conoce. Si la clave se cambió a propósito, agréguela al archivo de claves conocidas.',
  ],
  schemaOther: [
    'V-601',
    'La base no tiene las mismas migraciones que este programa: su estructura no se pudo comparar.',
  ],
  schemaChanged: ['V-602', 'Una parte de la estructura de la base no es como la deja el programa.'],
  schemaMissing: ['V-603', 'Falta una parte de la estructura que el programa deja en la base.'],
  schemaExtra: ['V-604', 'Hay en la base algo que el programa no hizo.'],
  rightsExcess: ['V-605', 'Un rol de la base puede más de lo que debe.'],
  referenceChanged: ['V-701', 'Un dato de referencia (territorio, catálogos, conversiones) no es el que se selló.'],
  referenceUnsealed: [
    'V-702',
    'Hay un dato de referencia que ni los archivos del programa ni ningún asiento explican.',
  ],
  referenceMissing: ['V-703', 'Falta un dato de referencia que se selló.'],
  derivedAhead: ['V-801', 'Lo calculado dice llegar más lejos que la bitácora.'],
  derivedDiffers: ['V-802', 'Lo calculado que está guardado no es lo que dan los registros.'],
} as const;

export type FindingKind = keyof typeof findingKinds;

/** Findings of one kind: their number, and the first of them. */
export interface FindingGroup {
  readonly kind: FindingKind;
  readonly code: string;
  readonly sentence: string;
  readonly count: number;
  readonly first: readonly string[];
}

/** Advice that is no alteration: what an older installation lacks, or what a person should look at. */
const adviceKinds = {
  noKnownKeys:
    'No se indicó un archivo de claves conocidas (SIGG_KNOWN_KEYS, o --keys ARCHIVO): si alguien cambiara a la ' +
    'vez la clave, las huellas y lo publicado, no se notaría.',
  keyNotRecorded:
    'La clave que firma las huellas todavía no está anotada en la bitácora: se anota al iniciar el servidor.',
  referenceNotSealed:
    'Hay datos de referencia que todavía no están sellados en la bitácora: se sellan al iniciar el servidor.',
  referenceUnexplained:
    'La primera vez se sellaron datos de referencia que no vienen de los archivos del programa; revíselos',
  derivedBehind:
    'Lo calculado no llega todavía al último asiento y no se comparó: deje que el servidor termine y repita',
  withdrawnThere: 'Hay archivos que se retiraron por un borrado y todavía están; los quita el servidor en segundos',
  erasurePending: 'Hay borrados confirmados que todavía no se hicieron; los hace el servidor en segundos. Asientos',
  restored: 'Se volvió a propósito a una copia anterior; compruebe que fue así',
} as const;

export type AdviceKind = keyof typeof adviceKinds;

const KEPT = 20;

/**
 * Collects findings. For each kind only the first are kept and the others counted, so that a ruined database does not
 * fill the memory.
 */
export class Findings {
  private readonly groups = new Map<FindingKind, { count: number; first: string[] }>();

  add(kind: FindingKind, where: string): void {
    const group = this.groups.get(kind) ?? { count: 0, first: [] };
    group.count += 1;
    if (group.first.length < KEPT) group.first.push(where);
    this.groups.set(kind, group);
  }

  private readonly advised = new Map<AdviceKind, string>();

  /** Adds an advice, once. */
  advise(kind: AdviceKind, what = ''): void {
    this.advised.set(kind, what === '' ? adviceKinds[kind] : `${adviceKinds[kind]}: ${what}.`);
  }

  /** In the order of the catalogue. */
  get advice(): string[] {
    return (Object.keys(adviceKinds) as AdviceKind[]).flatMap((kind) => this.advised.get(kind) ?? []);
  }

  get total(): number {
    return [...this.groups.values()].reduce((sum, { count }) => sum + count, 0);
  }

  /** In the order of the catalogue. */
  list(): FindingGroup[] {
    return (Object.keys(findingKinds) as FindingKind[]).flatMap((kind) => {
      const group = this.groups.get(kind);
      const [code, sentence] = findingKinds[kind];
      return group ? [{ kind, code, sentence, count: group.count, first: group.first }] : [];
    });
  }
}
