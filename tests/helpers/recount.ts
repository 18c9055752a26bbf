import { type AllianceState, states } from '../../domain/alliance/states.ts';
import { addDays, type Day } from '../../domain/kernel/dates.ts';
import type { Period } from '../../domain/monitoring/period.ts';
import type { Executor } from '../../server/db/database.ts';

interface Versioned {
  readonly id: string;
  readonly record_id: string;
  readonly version: number;
  readonly standing: string;
  readonly level: number;
  readonly annulled: boolean;
}
interface Rows {
  readonly alliance: readonly { id: string; programme_id: string; organisation_id: string; unit_id: string }[];
  readonly alliance_stage: readonly {
    alliance_id: string;
    state: AllianceState;
    reached_on: Day | null;
    how: string;
    entry_id: string;
  }[];
  readonly alliance_transfer: readonly {
    alliance_id: string;
    from_unit_id: string;
    to_unit_id: string;
    valid_from: Day;
    entry_id: string;
  }[];
  readonly organisation: readonly { id: string; merged_into: string | null }[];
  readonly family: readonly { id: string; merged_into: string | null; holder_id: string | null }[];
  readonly person: readonly { id: string; birth_date: Day | null; indigenous: boolean | null }[];
  readonly alliance_profile: readonly (Versioned & {
    model: number | null;
    municipality_code: string | null;
    product_code: string | null;
  })[];
  readonly agreement: readonly (Versioned & { alliance_id: string; kind: string; signed_on: Day | null })[];
  readonly organisation_member: readonly (Versioned & Member)[];
  readonly commercial_agreement: readonly (Versioned & Deal)[];
  readonly visit: readonly (Versioned & { alliance_id: string; occurred_on: Day; done: boolean })[];
  readonly sale: readonly (Versioned & Sold)[];
  readonly unit_conversion: readonly { product_code: string; unit_code: string; factor: number }[];
  readonly journal_entry: readonly { id: string; n: number }[];
  readonly complaint: readonly Complained[];
  readonly provider_contract: readonly Contracted[];
  readonly service_provider: readonly { id: string; sex: string | null }[];
  readonly event: readonly Held[];
  readonly event_attendance: readonly Attended[];
  readonly life_step: readonly { noun: string; subject_id: string; to_state: string; reached_on: Day }[];
}
interface Complained {
  id: string;
  programme_id: string;
  unit_id: string | null;
  municipality_code: string | null;
  received_on: Day;
  due_on: Day;
  answered_on: Day | null;
}
interface Contracted {
  id: string;
  programme_id: string;
  provider_id: string;
  unit_id: string | null;
  service: string;
  starts_on: Day;
}
interface Held {
  id: string;
  programme_id: string;
  unit_id: string | null;
  municipality_code: string | null;
  kind: string;
  audience: string | null;
  gender_strategy: boolean | null;
  held_on: Day | null;
  state: string;
}
interface Attended {
  id: string;
  event_id: string;
  state: string;
  name: string;
  ci: string | null;
  came_as: string | null;
  provider_id: string | null;
  sex: string | null;
  organisation_id: string | null;
  group_name: string | null;
}
interface Member {
  organisation_id: string;
  family_id: string;
  representative_id: string | null;
  representative_sex: string | null;
  joined_on: Day | null;
  left_on: Day | null;
}
interface Deal {
  alliance_id: string;
  buyer_id: string;
  product_code: string;
  unit_code: string | null;
  price: number | null;
  baseline_quantity: number | null;
  starts_on: Day | null;
  ends_on: Day | null;
}
interface Sold {
  alliance_id: string;
  occurred_on: Day;
  buyer_id: string | null;
  product_code: string;
  quantity_base: number | null;
}

const TABLES = {
  alliance: 'id, programme_id, organisation_id, unit_id',
  alliance_stage: 'alliance_id, state, reached_on, how, entry_id',
  alliance_transfer: '*',
  organisation: 'id, merged_into',
  family: 'id, merged_into, holder_id',
  person: 'id, birth_date, indigenous',
  alliance_profile: '*',
  agreement: '*',
  organisation_member: '*',
  commercial_agreement: '*',
  visit: '*',
  sale: '*',
  unit_conversion: '*',
  journal_entry: 'id, n',
  complaint: 'id, programme_id, unit_id, municipality_code, received_on, due_on, answered_on',
  provider_contract: 'id, programme_id, provider_id, unit_id, service, starts_on',
  service_provider: 'id, sex',
  event: 'id, programme_id, unit_id, municipality_code, kind, audience, gender_strategy, held_on, state',
  event_attendance: 'id, event_id, state, name, ci, came_as, provider_id, sex, organisation_id, group_name',
  life_step: 'noun, subject_id, to_state, reached_on',
} as const satisfies Record<keyof Rows, string>;

/** Everything on which a measure may depend, as stored in the tables: nothing selected, nothing summed. */
export async function readRows(db: Executor): Promise<Rows> {
  const rows: Record<string, unknown> = {};
  for (const [table, columns] of Object.entries(TABLES))
    rows[table] = await db.query(`select ${columns} from ${table}`);
  return rows as unknown as Rows;
}

/** One counted thing, as this program counts it without SQL. */
export interface Recounted {
  readonly thing: string;
  readonly place: readonly [string | null, string | null, number | null, string | null];
  readonly on: Day | null;
  readonly due: boolean;
  readonly parts: readonly [number, number, number, number];
  /** Why the thing is listed but not counted, when a day is unknown. */
  readonly unknown: string | null;
}

const UNSIGNED = 'sin fecha de firma del convenio';
const UNENDED = 'sin fecha del fin de la operación';
const UNBEGUN = 'sin fecha de inicio de la operación';
const ENDED: readonly AllianceState[] = [
  'SOLICITUD_INADMITIDA',
  'PLAN_NO_VIABLE',
  'RECHAZADA',
  'OPERACION_CONCLUIDA',
  'CERRADA',
  'DESISTIDA',
  'CONVENIO_RESUELTO',
  'EN_RECUPERACION',
];
/** Whether a state comes before the convenio. */
const notYet = (state: AllianceState | null) =>
  state !== null &&
  (state === 'PLAN_OBSERVADO' ||
    state === 'DIFERIDA' ||
    (place(state) > 0 && place(state) < place('CONVENIO_FIRMADO')));
const ended = (state: AllianceState | null) => state !== null && ENDED.includes(state);
const place = (state: AllianceState | null) => (state && states[state].stage) ?? 0;
const earliest = (days: readonly (Day | null | undefined)[]): Day | null =>
  days.filter((d) => d != null).sort()[0] ?? null;
const latest = (a: Day, b: Day | null): Day => (b && b > a ? b : a);
const latestOf = (days: readonly Day[]): Day | null => [...days].sort().at(-1) ?? null;

/** The same day of the year before; for 29 February the 28th. */
function yearBefore(day: Day): Day {
  const [y, m, d] = day.split('-') as [string, string, string];
  const before = `${String(Number(y) - 1).padStart(4, '0')}-${m}-${d}`;
  return m === '02' && d === '29' ? addDays(`${before.slice(0, 5)}03-01`, -1) : before;
}

/** The newest version of each record that reached a level; none of a record that was annulled. */
function at<V extends Versioned>(level: number, rows: readonly V[]): V[] {
  return [...Map.groupBy(rows, (r) => r.record_id).values()].flatMap((versions) => {
    const [newest] = versions
      .filter((v) => v.level >= level && (v.standing === 'current' || v.standing === 'superseded'))
      .sort((a, b) => b.version - a.version);
    return newest && !newest.annulled ? [newest] : [];
  });
}

/** The states of one alliance, act by act: each correction removes the states that it replaces. */
class History {
  private readonly told: { readonly day: Day; readonly state: AllianceState }[] = [];
  private undated: AllianceState[] = [];

  constructor(
    stages: readonly { readonly state: AllianceState; readonly reached_on: Day | null; readonly how: string }[],
  ) {
    for (const { state, reached_on: day, how } of stages) {
      if (day === null) this.undated.push(state);
      else {
        if (how === 'corrección') this.strikeOut(day, state);
        this.told.push({ day, state });
      }
    }
  }

  private strikeOut(from: Day, back: AllianceState): void {
    for (let i = this.told.length - 1; i >= 0; i -= 1) if ((this.told[i]?.day ?? '') >= from) this.told.splice(i, 1);
    this.undated = this.undated.filter(
      (s) => states[s].stage === null || states[back].stage === null || place(s) <= place(back),
    );
  }

  /** The state on a day, and whether the day of its beginning is known. */
  on(day: Day): { state: AllianceState | null; dated: boolean } {
    let found: { day: Day; state: AllianceState } | null = null;
    for (const t of this.told) if (t.day <= day && (!found || t.day >= found.day)) found = t;
    return found ? { state: found.state, dated: true } : { state: this.beforeAll(), dated: false };
  }

  private beforeAll(): AllianceState | null {
    const [furthest] = [...this.undated].sort((a, b) => place(b) - place(a));
    if (furthest) return furthest;
    return this.days().length > 0 && this.on(this.days()[0] ?? '').state === 'EN_RECUPERACION'
      ? 'CONVENIO_RESUELTO'
      : null;
  }

  /** The days on which a state began, in order. */
  days(): Day[] {
    return [...new Set(this.told.map((t) => t.day))].sort();
  }

  /** Every state in which it was for at least a day. */
  every(): (AllianceState | null)[] {
    return [this.beforeAll(), ...this.days().map((d) => this.on(d).state)];
  }
}

/**
 * Counts the measures again from the rows, day by day and thing by thing, independently of their SQL: every rule is
 * written here a second time, from the definitions.
 */
export function recount(rows: Rows, code: string, period: Period, level: number, today: Day): Recounted[] {
  const cutoff = period.to < today ? period.to : today;
  const days: Day[] = [];
  for (let day = period.from; day <= cutoff; day = addDays(day, 1)) days.push(day);
  const order = new Map(rows.journal_entry.map((e) => [e.id, e.n]));
  const inOrder = <R extends { entry_id: string }>(list: readonly R[]) =>
    [...list].sort((a, b) => (order.get(a.entry_id) ?? 0) - (order.get(b.entry_id) ?? 0));
  const profiles = new Map(at(level, rows.alliance_profile).map((p) => [p.record_id, p]));
  const agreements = at(level, rows.agreement);
  const visits = at(level, rows.visit);
  const sales = at(level, rows.sale);
  const deals = at(level, rows.commercial_agreement);
  const roots = new Map(rows.organisation.map((o) => [o.id, o.merged_into ?? o.id]));

  const alliances = rows.alliance.flatMap((a) => {
    const profile = profiles.get(a.id);
    if (!profile || a.programme_id !== 'PAR2FA') return [];
    const transfers = inOrder(rows.alliance_transfer.filter((t) => t.alliance_id === a.id));
    const unit =
      transfers.findLast((t) => t.valid_from <= cutoff)?.to_unit_id ?? transfers[0]?.from_unit_id ?? a.unit_id;
    const own = agreements.filter((g) => g.alliance_id === a.id);
    const history = new History(inOrder(rows.alliance_stage.filter((s) => s.alliance_id === a.id)));
    return [{ ...a, profile, unit, own, history, signed: earliest(own.map((g) => g.signed_on)) }];
  });
  type Alliance = (typeof alliances)[number];
  const where = (a: Alliance, product = a.profile.product_code): Recounted['place'] => [
    a.unit,
    a.profile.municipality_code,
    a.profile.model,
    product,
  ];

  /** Whether the alliance was active on a day: yes, no, or the reason why nobody knows (a missing day). */
  function activity(a: Alliance): (day: Day) => boolean | string {
    const first = a.history.days().find((d) => a.history.on(d).state === 'CONVENIO_FIRMADO');
    const signed = a.signed ?? first ?? null;
    if (signed === null) {
      const had = a.history
        .every()
        .some((s) => place(s) >= place('CONVENIO_FIRMADO') || s === 'CONVENIO_RESUELTO' || s === 'EN_RECUPERACION');
      const over = ended(a.history.on('9999-12-31').state)
        ? (a.history.days().find((d) => ended(a.history.on(d).state)) ?? null)
        : null;
      return (day) => (had && (over === null || day < over) ? UNSIGNED : false);
    }
    return (day) => {
      const { state, dated } = a.history.on(day);
      if (day < signed || notYet(state) || (ended(state) && dated)) return false;
      return ended(state) ? UNENDED : true;
    };
  }
  /** Whether the alliance was in operation on a day: yes, no, or the reason why nobody knows (a missing day). */
  function operation(a: Alliance): (day: Day) => boolean | string {
    const [first] = a.history.days();
    const from = a.signed && (!first || a.signed < first) ? a.signed : null;
    return (day) => {
      const { state, dated } = a.history.on(day);
      if (dated) return state === 'EN_OPERACION';
      if (place(state) < place('EN_OPERACION') || (from && day < from)) return false;
      return state === 'EN_OPERACION' ? UNBEGUN : UNENDED;
    };
  }
  /** One thing of a share: counted when it was in it on some day; only listed when nobody knows. */
  function share(
    a: Alliance,
    thing: string,
    among: readonly Day[],
    was: (day: Day) => boolean | string,
    did: Day | null,
  ): Recounted[] {
    const answers = among.map(was);
    const unknown = answers.find((x) => typeof x === 'string') ?? null;
    const yes = answers.includes(true);
    if (!yes && unknown === null) return [];
    const reasons = answers.filter((x) => typeof x === 'string').sort();
    return [
      {
        thing,
        place: where(a),
        on: yes ? did : null,
        due: true,
        parts: yes ? [did ? 1 : 0, 1, 0, 0] : [0, 0, 0, 0],
        unknown: yes ? null : (reasons[0] ?? null),
      },
    ];
  }
  const within = (day: Day) => day >= period.from && day <= cutoff;
  const inForce = (s: Sold, d: Deal) =>
    (!d.starts_on || d.starts_on <= s.occurred_on) && (!d.ends_on || s.occurred_on <= d.ends_on);
  const toAgreed = (s: Sold, must: boolean) =>
    deals.some(
      (d) =>
        d.alliance_id === s.alliance_id &&
        d.product_code === s.product_code &&
        d.buyer_id === s.buyer_id &&
        (!must || inForce(s, d)),
    );

  const convenios = (counted: (g: { kind: string }) => boolean, model: number | null): Recounted[] =>
    alliances.flatMap((a) => {
      const own = a.own.filter((g) => counted(g) && (g.signed_on === null || g.signed_on <= cutoff));
      if (own.length === 0) return [];
      const on = earliest(own.map((g) => g.signed_on));
      const counts = model === null || a.profile.model === model;
      const may = a.profile.model === null && model !== null;
      return [
        {
          thing: a.id,
          place: where(a),
          on,
          due: true,
          parts: [on && counts ? 1 : 0, 0, may || (counts && !on) ? 1 : 0, 0],
          unknown: null,
        },
      ];
    });

  function families(women: boolean): Recounted[] {
    const familyRoots = new Map(rows.family.map((f) => [f.id, f.merged_into ?? f.id]));
    const members = at(level, rows.organisation_member);
    const places = alliances.flatMap((a) => {
      const signed = earliest(a.own.map((g) => (g.signed_on && g.signed_on <= cutoff ? g.signed_on : null)));
      if (!signed) return [];
      const there = members.filter(
        (m) =>
          roots.get(m.organisation_id) === roots.get(a.organisation_id) &&
          (m.joined_on ?? signed) <= cutoff &&
          (!m.left_on || m.left_on >= signed),
      );
      return [...Map.groupBy(there, (m) => familyRoots.get(m.family_id) ?? '')].map(([family, list]) => {
        const since = (m: Member) => m.joined_on ?? signed;
        const [m] = list.sort((x, y) => (since(x) + x.record_id < since(y) + y.record_id ? -1 : 1));
        if (!m) throw new Error('nobody');
        return { family, a, signed, on: latest(signed, since(m)), sex: m.representative_sex };
      });
    });
    return [...Map.groupBy(places, (p) => p.family).values()].flatMap((list) => {
      const sorted = list.sort((x, y) => (x.on + x.signed + x.a.id < y.on + y.signed + y.a.id ? -1 : 1));
      return sorted.map((p, i): Recounted => {
        const one = i === 0 ? 1 : 0;
        return {
          thing: `${p.family}:${p.a.id}`,
          place: where(p.a),
          on: p.on,
          due: true,
          parts: women ? [p.sex === 'F' ? one : 0, one, p.sex === null ? one : 0, 0] : [one, 0, 0, 0],
          unknown: null,
        };
      });
    });
  }

  /**
   * The volume sold in the twelve months compared with the volume before; with `share`, unknown when nothing was sold
   * before.
   */
  function volume(must: boolean, share = true): Recounted[] {
    return alliances.flatMap((a) => {
      const was = operation(a);
      const all = a.history.days();
      const known = all.filter((d) => d <= cutoff && a.history.on(d).state === 'EN_OPERACION');
      const initial = was(all[0] ? addDays(all[0], -1) : cutoff);
      const [first] = all;
      const began = typeof initial === 'string' && !(a.signed && (!first || a.signed < first) && a.signed > cutoff);
      if (known.length === 0 && !began) return [];
      // The first day after its last day in operation; null while it is still in operation.
      const closes = (from: Day) => all.find((d) => d > from && a.history.on(d).state !== 'EN_OPERACION') ?? null;
      const over = known.length > 0 ? closes(known.at(-1) ?? '') : (first ?? null);
      const overNow = over !== null && over <= cutoff;
      const undated = known.length > 0 ? null : initial === UNENDED ? UNENDED : overNow ? null : UNBEGUN;
      const ends = overNow && over ? over : cutoff;
      const due = undated !== null || overNow || (known[0] ?? '9999') <= yearBefore(cutoff);
      const ofYear = sales.filter(
        (s) => s.alliance_id === a.id && s.occurred_on > yearBefore(ends) && s.occurred_on <= ends,
      );
      const own = deals.filter((d) => d.alliance_id === a.id);
      return [...Map.groupBy(own, (d) => d.product_code)].map(([product, list]): Recounted => {
        const factorOf = (d: Deal) =>
          rows.unit_conversion.find((u) => u.product_code === product && u.unit_code === d.unit_code)?.factor ?? null;
        const sold = ofYear.filter((s) => s.product_code === product && toAgreed(s, must));
        const prices = list.flatMap((d) => (d.price ? [(d.price * 10_000) / (factorOf(d) ?? Number.NaN)] : []));
        const buyers = [...Map.groupBy(list, (d) => d.buyer_id).values()];
        const reasons = [
          list.some((d) => factorOf(d) === null && (d.baseline_quantity !== null || d.price)) &&
            'acuerdo en una unidad sin conversión',
          buyers.some((ofOne) => ofOne.every((d) => d.baseline_quantity === null)) && 'sin línea base',
          prices.length === 0 && 'sin precio pactado',
          ofYear.length === 0 &&
            `sin ventas ${['registradas', 'verificadas', 'validadas'][level - 1]} en los doce meses`,
          sold.some((s) => s.quantity_base === null) && 'ventas en una unidad sin conversión',
        ];
        const money = (quantity: number) => Math.round((quantity * Math.max(...prices)) / 1_000_000);
        const before = money(
          list.reduce((sum, d) => sum + ((d.baseline_quantity ?? 0) * (factorOf(d) ?? 0)) / 10_000, 0),
        );
        const now = money(sold.reduce((sum, s) => sum + (s.quantity_base ?? 0), 0));
        const unknown = undated ?? (reasons.find((r) => r) || (before > 0 || !share ? null : 'línea base en cero'));
        const on = unknown ? null : latestOf(sold.map((s) => s.occurred_on));
        return {
          thing: `${a.id}:${product}`,
          place: where(a, product),
          on,
          due,
          parts: unknown ? [0, 0, 0, 0] : [now, 1, before, 1],
          unknown,
        };
      });
    });
  }

  /**
   * Complaints of the period, without those that were declared duplicates by its last day, with the answer given by
   * then.
   */
  const complained = (onlyDue: boolean): Recounted[] =>
    rows.complaint
      .filter((c) => c.programme_id === 'PAR2FA' && within(c.received_on))
      .filter(
        (c) =>
          !rows.life_step.some(
            (s) =>
              s.noun === 'complaint' && s.subject_id === c.id && s.to_state === 'DUPLICADO' && s.reached_on <= cutoff,
          ),
      )
      .map((c) => {
        const answered = c.answered_on !== null && c.answered_on <= cutoff ? c.answered_on : null;
        const good = answered !== null && answered <= c.due_on;
        const due = !onlyDue || answered !== null || c.due_on <= cutoff;
        return {
          thing: c.id,
          place: [c.unit_id, c.municipality_code, null, null],
          on: c.received_on,
          due,
          parts: [good ? 1 : 0, 1, 0, 0],
          unknown: null,
        };
      });
  const levelOf = (state: string) =>
    ['REALIZADO', 'OBSERVADO'].includes(state) ? 1 : state === 'VERIFICADO' ? 2 : state === 'VALIDADO' ? 3 : 0;
  /** Events held in the period whose state reached the level, of a kind. */
  const heldEvents = (kind: string): Held[] =>
    rows.event.filter(
      (e) =>
        e.programme_id === 'PAR2FA' &&
        e.kind === kind &&
        e.held_on !== null &&
        within(e.held_on) &&
        levelOf(e.state) >= level,
    );
  const counted = (thing: string, e: Held, parts: Recounted['parts']): Recounted => ({
    thing,
    place: [e.unit_id, e.municipality_code, null, null],
    on: e.held_on,
    due: true,
    parts,
    unknown: null,
  });
  const eventsOf = (kind: string, which: (e: Held) => boolean = () => true): Recounted[] =>
    heldEvents(kind)
      .filter(which)
      .map((e) => counted(e.id, e, [1, 0, 0, 0]));
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replaceAll(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim();
  /** Whether somebody on a list took part; null where nobody wrote as what they came. */
  const takesPart = ({ came_as: as }: Attended): boolean | null =>
    as === null ? null : as === 'participante' || as === 'dirigente';
  /** Who took part in events of a kind, each once, at their first event; apart, those of whom nobody knows whether they did. */
  const attended = (kind: string, women: boolean): Recounted[] => {
    const lines = heldEvents(kind).flatMap((e) =>
      rows.event_attendance
        .filter((a) => a.event_id === e.id && a.state === 'VIGENTE' && takesPart(a) !== false)
        .map((a) => ({
          a,
          e,
          who: a.ci ? `ci:${a.ci}` : [plain(a.name), a.organisation_id ?? plain(a.group_name ?? '')].join(),
        })),
    );
    return [...Map.groupBy(lines, (l) => l.who).values()].map((list) => {
      const sorted = list.sort((x, y) => (`${x.e.held_on}${x.a.id}` < `${y.e.held_on}${y.a.id}` ? -1 : 1));
      const written = new Set(sorted.map(({ a }) => a.sex).filter((one) => one !== null));
      const sex = written.size === 1 ? [...written][0] : null;
      const sure = sorted.find(({ a }) => takesPart(a));
      const first = sure ?? sorted[0];
      if (!first) throw new Error('nobody');
      if (!sure) return counted(first.a.id, first.e, [0, 0, women ? 0 : 1, 0]);
      return counted(first.a.id, first.e, women ? [sex === 'F' ? 1 : 0, sex === null ? 0 : 1, 0, 0] : [1, 0, 0, 0]);
    });
  };
  /** Whether somebody took part in a training of providers that reached the level by the cut-off day; null: nobody knows. */
  const trainedBy = (id: string): boolean | null => {
    const courses = rows.event
      .filter((e) => e.kind === 'proveedores' && e.held_on !== null && e.held_on <= cutoff && levelOf(e.state) >= level)
      .map((e) => e.id);
    const told = rows.event_attendance
      .filter((a) => courses.includes(a.event_id) && a.state === 'VIGENTE' && a.provider_id === id)
      .map(takesPart);
    return told.includes(true) ? true : told.includes(null) ? null : false;
  };
  /** The day from which a contract serves: begun, and signed. */
  const servesFrom = (c: Contracted): Day | null => {
    const signed = rows.life_step.find((s) => s.subject_id === c.id && s.to_state === 'FIRMADO')?.reached_on ?? null;
    return signed && latest(signed, c.starts_on);
  };
  /** Providers with a contract signed and begun by the cut-off day, each at its first. */
  const providers = (parts: (id: string) => Recounted['parts']): Recounted[] => {
    const signed = rows.provider_contract.filter(
      (c) =>
        c.programme_id === 'PAR2FA' &&
        (servesFrom(c) ?? '9999-12-31') <= cutoff &&
        ['facilitador', 'acompanante', 'asistente'].includes(c.service),
    );
    return [...Map.groupBy(signed, (c) => c.provider_id)].map(([id, list]) => {
      const key = (c: Contracted) => `${servesFrom(c)}${c.id}`;
      const first = list.sort((x, y) => (key(x) < key(y) ? -1 : 1))[0] as Contracted;
      const place: Recounted['place'] = [first.unit_id, null, null, null];
      return { thing: id, place, on: servesFrom(first), due: true, parts: parts(id), unknown: null };
    });
  };
  const campaigns = (audience?: string): Recounted[] =>
    heldEvents('campana')
      .filter((e) => e.gender_strategy !== false && (!audience || e.audience === audience))
      .map((e) => counted(e.id, e, e.gender_strategy ? [1, 0, 0, 0] : [0, 0, 1, 0]));
  switch (code) {
    case '1.4':
      return providers(() => [1, 0, 0, 0]);
    case '1.4-capacitados':
      return providers((id) => [trainedBy(id) ? 1 : 0, 0, trainedBy(id) === null ? 1 : 0, 0]);
    case '1.4a':
      return providers((id) => {
        const sex = rows.service_provider.find((one) => one.id === id)?.sex ?? null;
        return [sex === 'F' ? 1 : 0, sex === null ? 0 : 1, 0, 0];
      });
    case 'P1':
      return eventsOf('difusion');
    case 'P4':
      return eventsOf('proveedores');
    case 'P5':
      return eventsOf('formulacion');
    case 'P7':
      return eventsOf('administracion');
    case 'N3':
      return eventsOf('encuentro');
    case 'D20':
      return eventsOf('monitoreo');
    case 'N1':
      return campaigns();
    case 'N1-productores':
    case 'N1-compradores':
    case 'N1-proveedores':
      return campaigns(code.slice(3));
    case 'D12':
      return attended('gerencial', false);
    case 'D12-mujeres':
      return attended('gerencial', true);
    case 'D14':
      return attended('financiera', false);
    case 'D14-mujeres':
      return attended('financiera', true);
    case '1.2a':
      return convenios((g) => g.kind === 'integral', 1);
    case 'P9':
      return convenios(() => true, null);
    case 'R5':
      return families(false);
    case 'R5a':
      return families(true);
    case 'N5':
      return alliances.flatMap((a) =>
        share(
          a,
          a.id,
          days,
          operation(a),
          earliest(
            sales
              .filter((s) => s.alliance_id === a.id && within(s.occurred_on) && toAgreed(s, true))
              .map((s) => s.occurred_on),
          ),
        ),
      );
    case 'N8-datos':
      return alliances.flatMap((a) =>
        share(
          a,
          a.id,
          days,
          activity(a),
          earliest(
            [...visits, ...sales]
              .filter((r) => r.alliance_id === a.id && within(r.occurred_on))
              .map((r) => r.occurred_on),
          ),
        ),
      );
    case 'N8-visitas':
      return alliances.flatMap((a) =>
        [...Map.groupBy(days, (d) => d.slice(0, 7))].flatMap(([month, among]) =>
          share(
            a,
            `${a.id}:${month}`,
            among,
            activity(a),
            earliest(
              visits
                .filter((v) => v.alliance_id === a.id && v.done && among.includes(v.occurred_on))
                .map((v) => v.occurred_on),
            ),
          ),
        ),
      );
    case 'A4':
      return volume(true);
    case 'A4-aumento':
      return volume(true, false);
    case 'A4-comprador':
      return volume(false);
    case '3.2.1':
      return complained(false);
    case '3.2.1-exigible':
      return complained(true);
    default:
      throw new Error(`nobody has written down how ${code} is counted a second time`);
  }
}
