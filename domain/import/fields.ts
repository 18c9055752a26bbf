interface FieldDefinition {
  readonly label: string;
  readonly required: boolean;
  readonly help: string | null;
  /** Headers that are recognised as this datum without asking; accents, capitals and punctuation do not count. */
  readonly headers: readonly string[];
}

const f = (
  label: string,
  headers: readonly string[],
  help: string | null = null,
  required = false,
): FieldDefinition => ({ label, required, help, headers });

/**
 * Every datum that a spreadsheet of alliances can bring. A datum without a column stays empty; nothing gets a default.
 */
export const importFields = {
  name: f(
    'Nombre de la organización',
    ['nombre', 'organizacion', 'opp', 'nombre de la opp', 'nombre de la organizacion', 'razon social'],
    null,
    true,
  ),
  allianceName: f(
    'Nombre de la alianza',
    ['alianza', 'nombre de la alianza', 'plan de alianza'],
    'Si no hay columna, lleva el nombre de la organización.',
  ),
  code: f(
    'Código',
    ['id', 'codigo', 'codigo de alianza', 'cod', 'nro'],
    'Distingue una fila de otra cuando la planilla vuelve a importarse.',
  ),
  programme: f('Programa', ['programa', 'proyecto']),
  unit: f('Unidad operativa', [
    'uod',
    'uor',
    'unidad',
    'unidad operativa',
    'unidad operativa departamental',
    'departamental',
  ]),
  state: f(
    'Etapa o estado',
    ['estado', 'etapa', 'etapa maxima', 'etapa_maxima', 'situacion'],
    'La última etapa que la fuente demuestra.',
    true,
  ),
  stateSince: f('En esa etapa desde', ['fecha de estado', 'desde', 'fecha de la etapa']),
  legalForm: f('Forma de la organización', ['forma', 'tipo', 'forma juridica', 'tipo de organizacion']),
  acronym: f('Sigla', ['sigla']),
  municipalityCode: f('Código de municipio (INE)', [
    'municipio codigo',
    'municipio_codigo',
    'codigo ine',
    'cod municipio',
    'codigo de municipio',
  ]),
  municipalityName: f('Municipio', ['municipio', 'nombre del municipio']),
  municipalityHow: f('De dónde sale el municipio', ['municipio fuente', 'municipio_fuente']),
  municipalityTrust: f(
    'Confianza del municipio',
    ['municipio confianza', 'municipio_confianza'],
    'Lo que no es de confianza alta va a una persona.',
  ),
  community: f('Comunidad', ['comunidad', 'localidad']),
  lon: f('Longitud', ['lon', 'longitud', 'long', 'x']),
  lat: f('Latitud', ['lat', 'latitud', 'y']),
  product: f('Producto', ['producto', 'rubro', 'rubro derivado', 'rubro_derivado', 'producto principal']),
  model: f('Modelo de alianza', ['modelo', 'modelo de alianza']),
  families: f('Familias', ['familias', 'numero de familias', 'nro familias', 'socios', 'beneficiarios']),
  women: f('Familias representadas por mujeres', ['mujeres', 'socias', 'familias mujeres']),
  amountPar: f('Monto del proyecto (Bs)', [
    'monto proyecto bs',
    'monto_proyecto_bs',
    'monto par',
    'aporte par',
    'aporte proyecto',
  ]),
  amountCounterpart: f('Monto de contraparte (Bs)', [
    'monto contraparte bs',
    'monto_contraparte_bs',
    'contraparte',
    'aporte opp',
  ]),
  buyer: f('Comprador', ['comprador', 'agente de mercado']),
  documentReference: f('Número del documento de respaldo', [
    'cuces',
    'cuce',
    'documento',
    'numero de documento',
    'resolucion',
  ]),
  documentSource: f('De dónde sale el documento', ['fuente', 'respaldo']),
  documentDay: f('Fecha del documento', [
    'primera publicacion',
    'primera_publicacion',
    'fecha del documento',
    'fecha de publicacion',
  ]),
  note: f('Nota', ['nota', 'observaciones', 'observacion', 'comentario']),
} as const satisfies Record<string, FieldDefinition>;

export type ImportField = keyof typeof importFields;
export const importFieldNames = Object.keys(importFields) as ImportField[];

/** Datum → number of its column, from 0. */
export type ImportMapping = Readonly<Record<string, number | undefined>>;
