import * as z from 'zod/mini';
import { isAllianceState, stateNames, states } from '../../../domain/alliance/states.ts';
import { monthOf } from '../../../domain/kernel/dates.ts';
import { type Likeness, type SearchKey, searchSql } from '../search.ts';

/** The states in which an alliance is expected to be accompanied, as SQL literals. */
export const ACTIVE = stateNames
  .filter((n) => states[n].active)
  .map((n) => `'${n}'`)
  .join(', ');

/** An alliance `a` that is expected to be visited every month (BR-48): active and not suspended. */
export const EXPECTED = `a.state in (${ACTIVE}) and a.suspended_on is null`;

/** Whether an alliance `a` has an acompañante on a day (a parameter). */
export const ATTENDED = (day: string): string =>
  `exists (select 1 from assignment s
    where s.alliance_id = a.id and s.role = 'ACOMPANANTE' and s.valid_from <= ${day}::date
      and (s.valid_to is null or s.valid_to >= ${day}::date))`;

/** Whether an alliance `a` had no visit done between two days (parameters), at any level (BR-48). */
export const UNVISITED = (from: string, to: string): string =>
  `not exists (select 1 from visit v
    where v.alliance_id = a.id and v.standing = 'current' and v.done and not v.annulled
      and v.occurred_on between ${from}::date and ${to}::date)`;

/**
 * The texts by which an alliance `a` is searched for: its name and code, and the names of its organisation and its
 * municipality.
 */
export const NAMED: SearchKey = {
  id: 'a.id',
  among: (holds) =>
    `select x.id from alliance x where ${holds('x.name')} union all select x.id from alliance x where ${holds('x.code')}
     union all select x.id from organisation y join alliance x on x.organisation_id = y.id where ${holds('y.name')}
     union all select x.record_id from municipality y
       join alliance_profile x on x.municipality_code = y.code and x.standing = 'current' where ${holds('y.name')}`,
};

const flag = z.optional(z.enum(['0', '1']));

/** Filters that the list and the map of alliances share. */
export const allianceFilters = {
  text: z.optional(z.string().check(z.maxLength(120))),
  unit: z.optional(z.string().check(z.maxLength(20))),
  state: z.optional(z.string().check(z.refine(isAllianceState, 'Ese estado no existe.'))),
  model: z.optional(z.enum(['1', '2', '3'])),
  municipality: z.optional(z.string().check(z.regex(/^\d{6}$/, 'El código de municipio tiene 6 dígitos.'))),
  product: z.optional(z.string().check(z.maxLength(40))),
  gaps: flag,
  /** '1': in a state in which an alliance is accompanied. */
  active: z.optional(z.literal('1')),
  suspended: flag,
  /** '0': active without an acompañante today. */
  attended: flag,
  /** '1': a monthly visit is expected, and there was none this month. */
  unvisited: z.optional(z.literal('1')),
  demo: flag,
  /** Only alliances that this person serves. */
  userId: z.optional(z.uuid()),
};

export interface AllianceFilters {
  readonly text?: string | undefined;
  readonly unit?: string | undefined;
  readonly state?: string | undefined;
  readonly model?: string | undefined;
  readonly municipality?: string | undefined;
  readonly product?: string | undefined;
  readonly gaps?: '0' | '1' | undefined;
  readonly active?: '1' | undefined;
  readonly suspended?: '0' | '1' | undefined;
  readonly attended?: '0' | '1' | undefined;
  readonly unvisited?: '1' | undefined;
  readonly demo?: '0' | '1' | undefined;
  readonly userId?: string | undefined;
}

/** The filters as a predicate over `a` and `p`; parameters are appended to `values`. */
export function allianceWhere(f: AllianceFilters, values: unknown[], today: string, how: Likeness): string {
  const parts: string[] = [];
  const add = (sql: (at: string) => string, value: unknown) => {
    values.push(value);
    parts.push(sql(`$${values.length}`));
  };
  const named = searchSql(f.text ?? '', how, [NAMED], (value) => `$${values.push(value)}`);
  if (named) parts.push(named);
  if (f.unit) add((at) => `a.unit_id = ${at}`, f.unit);
  if (f.state) add((at) => `a.state = ${at}`, f.state);
  if (f.model) add((at) => `p.model = ${at}::integer`, f.model);
  if (f.municipality) add((at) => `p.municipality_code = ${at}`, f.municipality);
  if (f.product) add((at) => `p.product_code = ${at}`, f.product);
  if (f.gaps) parts.push(f.gaps === '1' ? `p.gaps <> '{}'` : `p.gaps = '{}'`);
  if (f.active) parts.push(`a.state in (${ACTIVE})`);
  if (f.suspended) parts.push(`a.suspended_on is ${f.suspended === '1' ? 'not ' : ''}null`);
  if (f.demo) parts.push(`a.demo = ${f.demo === '1'}`);
  if (f.attended) add((at) => `a.state in (${ACTIVE}) and ${f.attended === '0' ? 'not ' : ''}${ATTENDED(at)}`, today);
  if (f.unvisited) {
    values.push(`${monthOf(today)}-01`, today);
    parts.push(`${EXPECTED} and ${UNVISITED(`$${values.length - 1}`, `$${values.length}`)}`);
  }
  if (f.userId) {
    values.push(today);
    const day = `$${values.length}`;
    add(
      (at) =>
        `exists (select 1 from assignment s
          where s.alliance_id = a.id and s.user_id = ${at}::uuid and s.valid_from <= ${day}::date
            and (s.valid_to is null or s.valid_to >= ${day}::date))`,
      f.userId,
    );
  }
  return parts.length ? parts.join(' and ') : 'true';
}
