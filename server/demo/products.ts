/**
 * The products that demonstration alliances grow and sell. Codes are those of reference/catalogue; prices, volumes and
 * seasons are plausible, not measured.
 */
export type Ecoregion = 'altiplano' | 'valles' | 'yungas' | 'chaco' | 'llanos' | 'amazonia';

export interface DemoProduct {
  readonly code: string;
  /** The product in the name of an organisation. */
  readonly named: string;
  readonly unit: string;
  /** Lowest and highest price, in Bs per unit. */
  readonly price: readonly [number, number];
  /** Units in one sale of a group of about 25 families. */
  readonly volume: readonly [number, number];
  /** Months in which it is sold. */
  readonly months: readonly number[];
  readonly buyers: readonly string[];
  readonly problems: readonly string[];
}

const always = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const p = (
  code: string,
  named: string,
  unit: string,
  price: readonly [number, number],
  volume: readonly [number, number],
  months: readonly number[],
  buyers: readonly string[],
  problems: readonly string[],
): DemoProduct => ({ code, named, unit, price, volume, months, buyers, problems });

const quinua = p(
  'QUINUA',
  'Quinua',
  'qq',
  [340, 620],
  [25, 140],
  [5, 6, 7, 8, 9, 10],
  ['Exportadora Grano de Oro', 'Beneficiadora Altiplano Real'],
  [
    'Ticona en el 10 % de las parcelas',
    'Helada en la semana de floración',
    'El comprador devolvió dos quintales por saponina',
  ],
);
const papa = p(
  'PAPA',
  'Papa',
  'carga',
  [180, 330],
  [30, 160],
  [2, 3, 4, 5, 6, 7],
  ['Mercado Mayorista El Campesino', 'Procesadora Papa Sabor'],
  ['Gorgojo de los Andes en almacén', 'Granizo en dos comunidades', 'Faltan bolsas para el acopio'],
);
const leche = p(
  'LECHE',
  'Leche',
  'litro',
  [3.6, 4.8],
  [2500, 11_000],
  always,
  ['Planta Lechera del Valle', 'Programa de desayuno escolar'],
  ['Mastitis en cuatro vacas', 'El tanque de frío estuvo sin luz un día', 'Poco forraje por la sequía'],
);
const fibra = p(
  'FIBRA_CAMELIDO',
  'Fibra de Camélidos',
  'libra',
  [18, 34],
  [300, 1400],
  [10, 11, 12, 1],
  ['Acopiadora Fibras Andinas'],
  ['Sarna en el rebaño de dos familias', 'Falta una esquiladora mecánica'],
);
const carne = p(
  'CARNE_CAMELIDO',
  'Carne de Llama',
  'kg',
  [22, 31],
  [400, 1800],
  [3, 4, 5, 6, 7, 8],
  ['Frigorífico Camélido Andino'],
  ['Perdieron crías por el frío', 'Falta registro sanitario de dos familias'],
);
const haba = p(
  'HABA',
  'Haba',
  'qq',
  [220, 380],
  [20, 90],
  [3, 4, 5, 6],
  ['Exportadora Leguminosas del Lago'],
  ['Mancha chocolate en haba verde'],
);
const cebolla = p(
  'CEBOLLA',
  'Cebolla',
  'arroba',
  [18, 48],
  [200, 900],
  [1, 2, 9, 10, 11, 12],
  ['Mercado Mayorista El Campesino'],
  ['Bajó el precio por contrabando', 'Trips en las parcelas de abajo'],
);
const durazno = p(
  'DURAZNO',
  'Durazno',
  'caja',
  [90, 170],
  [80, 420],
  [12, 1, 2, 3],
  ['Frutas del Valle', 'Supermercado La Cosecha'],
  ['Mosca de la fruta en tres huertos', 'Granizo: faltan mallas'],
);
const uva = p(
  'UVA',
  'Uva',
  'qq',
  [260, 430],
  [60, 300],
  [1, 2, 3, 4],
  ['Bodega Valle Alto'],
  ['Oídio después de las lluvias', 'Falta riego por goteo en dos parcelas'],
);
const hortalizas = p(
  'HORTALIZAS',
  'Hortalizas',
  'arroba',
  [28, 70],
  [60, 340],
  always,
  ['Supermercado La Cosecha', 'Programa de desayuno escolar'],
  ['La carpa solar perdió el agrofilm', 'Poca agua en el atajado'],
);
const mani = p(
  'MANI',
  'Maní',
  'qq',
  [380, 560],
  [40, 180],
  [4, 5, 6, 7],
  ['Procesadora Maní Chaqueño'],
  ['Aflatoxina: hay que secar mejor', 'La peladora está en reparación'],
);
const aji = p(
  'AJI',
  'Ají',
  'qq',
  [900, 1500],
  [10, 60],
  [5, 6, 7, 8],
  ['Especias del Sur'],
  ['Secado lento por humedad'],
);
const maiz = p(
  'MAIZ',
  'Maíz',
  'qq',
  [85, 140],
  [120, 700],
  [4, 5, 6, 7, 8],
  ['Avícola del Sur', 'Molino San Isidro'],
  ['Gusano cogollero', 'Sequía en el segundo mes'],
);
const miel = p(
  'MIEL',
  'Miel',
  'kg',
  [34, 58],
  [120, 700],
  [11, 12, 1, 2, 3, 4],
  ['Apícola Monte Verde', 'Programa de subsidio'],
  ['Varroa en seis colmenas', 'Faltan envases con etiqueta', 'Colmenas sin postura por la sequía'],
);
const cafe = p(
  'CAFE',
  'Café',
  'qq',
  [900, 1650],
  [20, 130],
  [5, 6, 7, 8, 9],
  ['Tostadora Cumbre de Yungas', 'Exportadora Café de Altura'],
  ['Roya en cafetales viejos', 'Broca: hay que cosechar repase', 'La despulpadora perdió una pieza'],
);
const cacao = p(
  'CACAO',
  'Cacao',
  'qq',
  [950, 1700],
  [12, 80],
  [3, 4, 5, 6, 7, 8],
  ['Chocolatera del Norte'],
  ['Monilia en mazorcas', 'Fermentado disparejo: se revisó el cajón'],
);
const citricos = p(
  'CITRICOS',
  'Cítricos',
  'ciento',
  [28, 55],
  [300, 1600],
  [4, 5, 6, 7, 8],
  ['Mercado Mayorista El Campesino'],
  ['Camino malo: se perdió fruta'],
);
const pina = p(
  'PINA',
  'Piña',
  'unidad',
  [3, 6],
  [1500, 9000],
  [9, 10, 11, 12, 1],
  ['Exportadora Fruta Tropical'],
  ['Cochinilla en dos lotes', 'El camión no pasó por la lluvia'],
);
const bovinos = p(
  'BOVINO_PIE',
  'Ganado Bovino',
  'cabeza',
  [2600, 4600],
  [4, 26],
  [3, 6, 7, 9, 10, 12],
  ['Frigorífico Oriental'],
  ['Falta vacuna de aftosa a un hato', 'Poco pasto por la quema vecina'],
);
const arroz = p(
  'ARROZ',
  'Arroz',
  'qq',
  [110, 190],
  [150, 900],
  [3, 4, 5, 6],
  ['Ingenio Arrocero del Norte'],
  ['Chinche en el arroz', 'Quedó una parte sin cosechar por la lluvia'],
);
const castana = p(
  'CASTANA',
  'Castaña',
  'caja',
  [90, 190],
  [150, 800],
  [12, 1, 2, 3, 4],
  ['Beneficiadora Castaña Amazónica'],
  ['El precio bajó a mitad de zafra', 'Arroyo crecido: cajas sin sacar'],
);
const asai = p(
  'ASAI',
  'Asaí',
  'kg',
  [9, 16],
  [500, 3200],
  [4, 5, 6, 7, 8, 9],
  ['Pulpas del Acre'],
  ['Quema cerca del manchal', 'La despulpadora trabajó medio día'],
);
const copoazu = p(
  'COPOAZU',
  'Copoazú',
  'kg',
  [8, 15],
  [300, 1800],
  [1, 2, 3, 4],
  ['Pulpas del Acre'],
  ['Falta cadena de frío hasta la planta'],
);
const queso = p(
  'QUESO',
  'Queso',
  'kg',
  [22, 36],
  [250, 1200],
  always,
  ['Supermercado La Cosecha'],
  ['Registro sanitario en trámite'],
);
const yuca = p(
  'YUCA',
  'Yuca',
  'arroba',
  [14, 30],
  [200, 1000],
  [5, 6, 7, 8, 9],
  ['Almidonera del Trópico'],
  ['Pudrición de raíz en lote bajo'],
);

/** Products by ecoregion, the most common first. */
export const productsOf: Readonly<Record<Ecoregion, readonly DemoProduct[]>> = {
  altiplano: [quinua, papa, leche, fibra, carne, haba, queso],
  valles: [papa, cebolla, durazno, leche, hortalizas, uva, maiz, aji, miel],
  yungas: [cafe, cacao, citricos, miel, pina],
  chaco: [miel, mani, maiz, bovinos, queso],
  llanos: [arroz, bovinos, yuca, leche, cacao, hortalizas],
  amazonia: [castana, asai, cacao, copoazu, yuca],
};

/** Provinces (four digits of INE) whose ecoregion differs from that of their department. */
const provinces: Readonly<Record<string, Ecoregion>> = {
  '0105': 'chaco',
  '0110': 'chaco',
  '0205': 'valles',
  '0206': 'yungas',
  '0207': 'amazonia',
  '0209': 'valles',
  '0210': 'valles',
  '0211': 'yungas',
  '0214': 'yungas',
  '0215': 'amazonia',
  '0220': 'yungas',
  '0310': 'valles',
  '0312': 'yungas',
  '0316': 'valles',
  '0506': 'valles',
  '0508': 'valles',
  '0303': 'valles',
  '0603': 'chaco',
  '0707': 'chaco',
  '0708': 'valles',
  '0709': 'valles',
  '0713': 'valles',
  '0802': 'amazonia',
};
const departments: Readonly<Record<string, Ecoregion>> = {
  '01': 'valles',
  '02': 'altiplano',
  '03': 'valles',
  '04': 'altiplano',
  '05': 'altiplano',
  '06': 'valles',
  '07': 'llanos',
  '08': 'llanos',
  '09': 'amazonia',
};

/** Approximate ecoregion of a municipality, by its province or department. */
export function ecoregionOf(municipalityCode: string): Ecoregion {
  return provinces[municipalityCode.slice(0, 4)] ?? departments[municipalityCode.slice(0, 2)] ?? 'valles';
}
