import { upperFirst } from '../../../../domain/kernel/text.ts';
import { manyOf, oneOf } from '../../../../domain/records.ts';
import { versionNouns } from '../../../../domain/versionNouns.ts';

/** 'Visita', 'Venta', 'Convenio'. */
export function nounName(noun: string): string {
  return upperFirst(oneOf(noun));
}

/** Plural, for headings: 'visitas', 'datos de alianzas'. */
export function nounsName(noun: string): string {
  return manyOf(noun);
}

/**
 * The path of a record's screen below /oficina: visits, sales and business agreements have their own; other records are
 * shown in the alliance's file. Null when there is no screen.
 */
export function recordPath(noun: string, recordId: string, allianceId: string | null): string | null {
  const declared = versionNouns.find(({ table }) => table === noun);
  if (declared && !declared.inVersions?.within) return `${declared.path}/${recordId}`;
  return allianceId ? `/alianzas/${allianceId}` : null;
}
