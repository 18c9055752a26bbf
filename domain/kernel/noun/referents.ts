/** What a reference may point to besides a noun: the loader that tells whether it exists, and its name in words. */
interface Referent {
  readonly id: 'uuid' | 'text';
  readonly loader: string;
  /** With its article, for a refusal: 'No existe: la alianza'. */
  readonly words: string;
}

const referents = {
  unit: { id: 'text', loader: 'unit', words: 'la unidad' },
  municipality: { id: 'text', loader: 'municipality', words: 'el municipio' },
  programme: { id: 'text', loader: 'programme', words: 'el programa' },
  product: { id: 'text', loader: 'product', words: 'el producto' },
  alliance: { id: 'uuid', loader: 'alliance', words: 'la alianza' },
  organisation: { id: 'uuid', loader: 'noun.organisation', words: 'la organización' },
  visit: { id: 'uuid', loader: 'visitCurrent', words: 'la visita' },
  person: { id: 'uuid', loader: 'person', words: 'la persona' },
  user: { id: 'uuid', loader: 'user', words: 'la persona' },
  complaint: { id: 'uuid', loader: 'noun.complaint', words: 'el reclamo' },
  complaintKey: { id: 'uuid', loader: 'noun.complaintKey', words: 'la llave de reclamos' },
  community: { id: 'uuid', loader: 'community', words: 'la comunidad' },
  plan: { id: 'uuid', loader: 'noun.plan', words: 'el plan' },
  appraisal: { id: 'uuid', loader: 'noun.appraisal', words: 'el dictamen' },
  buyer: { id: 'uuid', loader: 'noun.buyer', words: 'el comprador' },
  serviceProvider: { id: 'uuid', loader: 'noun.serviceProvider', words: 'el proveedor de servicios' },
  call: { id: 'uuid', loader: 'noun.call', words: 'la convocatoria' },
  event: { id: 'uuid', loader: 'noun.event', words: 'el evento' },
  measureUnit: { id: 'text', loader: 'measureUnit', words: 'la unidad de medida' },
  priorityCriterion: { id: 'uuid', loader: 'noun.priorityCriterion', words: 'el criterio' },
  ranking: { id: 'uuid', loader: 'noun.ranking', words: 'la priorización' },
  committeeSession: { id: 'uuid', loader: 'noun.committeeSession', words: 'la sesión del Comité' },
  committeeMember: { id: 'uuid', loader: 'memberInSession', words: 'la persona que integra el Comité' },
  resolution: { id: 'uuid', loader: 'resolutionInUse', words: 'la resolución' },
  document: { id: 'uuid', loader: 'sourceDocument', words: 'el documento de respaldo' },
} as const satisfies Record<string, Referent>;

export type ReferentName = keyof typeof referents;

/** The referent of a name. Throws where a declaration names none: a mistake of the declaration, found by its test. */
export function referentOf(name: string | undefined): Referent {
  const found = (referents as Record<string, Referent>)[name ?? ''];
  if (!found) throw new Error(`no referent ${name}`);
  return found;
}
