import type { BoundaryLoad, Named } from './loadBoundaries.ts';

/** How many municipalities a line names before it only counts the rest. */
const SHOWN = 12;

/** What a load of boundaries did, in lines for the person who ran it. */
export function boundaryReport(load: BoundaryLoad): string[] {
  const lines = [
    load.status === 'loaded'
      ? `Límites cargados: ${count(load.municipalities, 'municipio', 'municipios')}` +
        `${load.repaired > 0 ? `, ${count(load.repaired, 'contorno reparado', 'contornos reparados')}` : ''}.`
      : 'Este archivo ya estaba cargado: no se cambió nada.',
    `Versión ${load.versionId} (SHA-256 ${load.fileHash.slice(0, 12)}…).`,
  ];
  if (load.unknown.length > 0) lines.push(`Códigos que no son de ningún municipio, sin cargar: ${some(load.unknown)}.`);
  if (load.missing.length > 0) {
    lines.push(`Municipios que el archivo no trae (${load.missing.length}): ${some(load.missing.map(named))}.`);
    lines.push('En ellos, y fuera de todo contorno, se seguirán ofreciendo los cinco municipios más cercanos.');
  }
  if (load.farFromPoint.length > 0)
    lines.push(`Revise estos contornos, que quedan lejos de su municipio: ${some(load.farFromPoint.map(named))}.`);
  return lines;
}

function named({ code, name }: Named): string {
  return `${name} (${code})`;
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

function some(all: readonly string[]): string {
  const rest = all.length - SHOWN;
  return rest > 0 ? `${all.slice(0, SHOWN).join(', ')} y ${rest} más` : all.join(', ');
}
