import { visit } from '../field/visit.ts';
import { writtenBs, writtenQuantity } from '../kernel/money.ts';
import { tellValue } from '../kernel/noun/record.ts';
import { upperFirst } from '../kernel/text.ts';
import { oneOf } from '../records.ts';

/** Names of the rows to which a record refers, by field: 'productCode' → 'Quinua'. */
export type RecordNames = Readonly<Record<string, string | null>>;

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Units of measure whose plural is not formed with s, singular and plural. Short names (kg, qq) have no plural. */
const PLURALS: Readonly<Record<string, readonly [string, string]>> = {
  unidad: ['unidad', 'unidades'],
  bidon: ['bidón', 'bidones'],
  plantin: ['plantín', 'plantines'],
};

/** A quantity (1/10,000 of the unit) with its unit: '1 libra', '599 libras', '12 qq'. */
function withUnit(quantity: number, unitCode: string): string {
  const [one, many] = PLURALS[unitCode] ?? [unitCode, /[aeo]$/.test(unitCode) ? `${unitCode}s` : unitCode];
  return `${writtenQuantity(quantity)} ${quantity === 10_000 ? one : many}`;
}

/** A record in one line: 'Venta de 12 qq de quinua, Bs 10.200,00'. */
export function recordTitle(noun: string, row: Readonly<Record<string, unknown>>, names: RecordNames): string {
  if (noun === 'sale') {
    const product = lower(names.productCode ?? String(row.productCode));
    return `Venta de ${withUnit(Number(row.quantity), String(row.unitCode))} de ${product}, ${writtenBs(Number(row.total))}`;
  }
  if (noun === 'visit') {
    if (row.done === false)
      return `Visita que no se pudo hacer: ${lower(tellValue(visit.fields.notDoneReason, row.notDoneReason) ?? 'sin motivo')}`;
    const present =
      Number(row.presentWomen ?? 0) + Number(row.presentMen ?? 0) ||
      (row.presentMembers as unknown[] | undefined)?.length ||
      0;
    const about = tellValue(visit.fields.topics, row.topics);
    const there = present > 0 ? ` con ${present} ${present === 1 ? 'presente' : 'presentes'}` : '';
    return `Visita${there}${about ? `: ${about.toLowerCase()}` : ''}`;
  }
  if (noun === 'commercial_agreement') {
    const product = names.productCode ? lower(names.productCode) : String(row.productCode);
    return `Acuerdo comercial${names.buyerId ? ` con ${names.buyerId}` : ''}: ${product}`;
  }
  // Memberships have no number, so the representative's name tells them apart.
  const rest = names.representativeId ?? names.productCode ?? (row.number as string | null) ?? null;
  return upperFirst([oneOf(noun), rest].filter(Boolean).join(' · '));
}
