import fc from 'fast-check';
import { settlementHows } from '../../domain/field/settle.ts';
import { correctVisit, registerVisit, type VisitBody } from '../../domain/field/visit.ts';
import { fieldRegister } from '../../domain/fieldLives.ts';
import { settleConflict } from '../../domain/monitoring/conflict.ts';
import { complaintLife } from '../../domain/participation/complaintLife.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { compose } from '../../server/commands/compose.ts';
import { sweepHeld } from '../../server/commands/executeCommands.ts';
import { sealAll } from '../../server/commands/sequencer.ts';
import { newId } from '../../server/ids.ts';
import { planCommitments } from '../../server/jobs/commitments.ts';
import { runJobs } from '../../server/jobs/run.ts';
import { writeState } from '../../server/stores/systemState.ts';
import { fieldBlank, fieldBody } from '../../web/local/fieldForm.ts';
import { NOW, type World } from '../helpers/world.ts';
import { type Edge, type Fault, Handset, openEdge } from './edge.ts';
import { picture } from './picture.ts';
import { claimWrongs, wrongs } from './wrongs.ts';

/** One step of a story with two phones and one office. Numbers choose among the existing rows. */
export type Step =
  | {
      readonly do: 'visit' | 'correct' | 'takeBack';
      readonly who: 0 | 1;
      readonly which: number;
      readonly value: number;
    }
  | { readonly do: 'sync'; readonly who: 0 | 1; readonly faults: readonly Fault[] }
  | { readonly do: 'restart'; readonly who: 0 | 1 }
  | { readonly do: 'clock'; readonly who: 0 | 1; readonly hours: number }
  | { readonly do: 'officeCorrect'; readonly which: number; readonly value: number }
  | { readonly do: 'assign' | 'unassign' | 'expire'; readonly who: 0 | 1; readonly which: number }
  | { readonly do: 'settle'; readonly who: 0 | 1; readonly which: number }
  | { readonly do: 'complain' | 'accuse'; readonly who: 0 | 1; readonly which: number }
  | { readonly do: 'backup' }
  | { readonly do: 'suspend'; readonly which: number }
  | { readonly do: 'time'; readonly minutes: number };

const who = fc.constantFrom<0 | 1>(0, 1);
const which = fc.nat(5);
const value = fc.nat(2);
const fault = fc.constantFrom<Fault>('none', 'none', 'none', 'lostRequest', 'lostAnswer', 'expired', 'busy');

export const stories: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('visit' as const), who, which, value }) },
    { weight: 10, arbitrary: fc.record({ do: fc.constant('correct' as const), who, which, value }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('takeBack' as const), who, which, value }) },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('sync' as const),
        who,
        faults: fc.array(fault, { minLength: 1, maxLength: 5 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('restart' as const), who }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('clock' as const), who, hours: fc.integer({ min: -30, max: 30 }) }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('officeCorrect' as const), which, value }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constantFrom('assign' as const, 'unassign' as const, 'expire' as const),
        who,
        which,
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const), who, which }) },
    { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('complain' as const, 'accuse' as const), who, which }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('backup' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('suspend' as const), which }) },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('time' as const), minutes: fc.oneof(fc.nat(400), fc.nat(4000)) }),
    },
  ),
  { minLength: 8, maxLength: 30, size: 'max' },
);

/** Makes a handset behave wrongly, to check that the property detects it. */
export type Mutant = (handset: Handset) => void;

const NOTES = ['uno', 'dos', 'tres'];

export class Story {
  readonly world: World;
  readonly edge: Edge;
  readonly phones: Handset[] = [];
  alliances: string[] = [];
  /** Rules that were broken during the story. */
  readonly wrong: string[] = [];
  private office!: Actor;
  private officer!: Actor;

  constructor(world: World) {
    this.world = world;
    this.edge = openEdge(world, Date.parse(NOW));
  }

  async begin(mutant?: Mutant): Promise<void> {
    const { world, edge } = this;
    // A later seal in the journal, left by another story, would make this clock seem behind; then nothing is finally
    // refused.
    await world.reset();
    this.alliances = [];
    for (let i = 0; i < 2; i++) this.alliances.push((await world.alliance('SCZ')).id);
    this.office = await world.person('UOD_OFICIAL', ['SCZ']);
    this.officer = await world.person('UCN_RECL');
    for (let i = 0; i < 2; i++) {
      const person = await world.person('ACOMPANANTE', i === 0 ? this.alliances : this.alliances.slice(0, 1));
      const handset = new Handset(edge, person.id);
      mutant?.(handset);
      await handset.enrol();
      await handset.phone.sync();
      this.phones.push(handset);
    }
  }

  async step(step: Step): Promise<void> {
    // Longer than the first retry delay, so that lost requests are repeated together with new ones.
    this.edge.nowMs += 60_000;
    switch (step.do) {
      case 'visit':
        return this.visit(this.handset(step.who), step.which, step.value);
      case 'correct':
        return this.correct(this.handset(step.who), step.which, step.value);
      case 'takeBack':
        return this.takeBack(this.handset(step.who), step.which, step.value);
      case 'sync': {
        const h = this.handset(step.who);
        let n = 0;
        h.fault = () => step.faults[n++] ?? 'none';
        await h.phone.sync();
        h.fault = () => 'none';
        this.wrong.push(...(await claimWrongs(this, h)));
        return;
      }
      case 'restart':
        return this.handset(step.who).restart();
      case 'clock':
        this.handset(step.who).skewMs = step.hours * 3_600_000;
        return;
      case 'officeCorrect':
        return this.officeCorrect(step.which, step.value);
      case 'assign':
      case 'unassign':
        return this.reassign(this.handset(step.who), step.which, step.do === 'assign');
      case 'expire':
        return this.expire(this.handset(step.who), step.which);
      case 'settle':
        return this.settleConflict(this.handset(step.who), step.which);
      case 'complain':
        return this.complain(this.handset(step.who), step.which);
      case 'accuse':
        return this.accuse(this.handset(step.who), step.which);
      case 'backup': {
        await sealAll(this.world.db, this.edge.system.now);
        const [head] = await this.world.db.query<{ number: number }>('select max(number) as number from journal_seal');
        return writeState(this.world.db, 'durable', head?.number ?? 0);
      }
      case 'suspend':
        await this.touch('alliance', this.alliance(step.which), {
          suspended_on: '2026-06-01',
          suspended_reason: 'prueba',
        });
        return;
      case 'time':
        this.edge.nowMs += step.minutes * 60_000;
    }
  }

  handset = (i: 0 | 1): Handset => this.phones[i] as Handset;
  private alliance = (n: number): string => this.alliances[n % this.alliances.length] as string;

  private async visit(h: Handset, n: number, value: number): Promise<void> {
    const allianceId = this.alliance(n);
    const photos = n % 2 ? [await h.phone.keepPhoto(await picture())] : [];
    for (const photo of photos) h.taken.add(photo);
    const body: VisitBody = {
      allianceId,
      done: true,
      presentMembers: [],
      topics: ['produccion'],
      commitments: n % 3 === 0 ? [{ text: `Trabajo ${value}`, who: 'la directiva', dueOn: h.phone.state().today }] : [],
      ...this.settled(h, allianceId, n + value),
      photos,
      notes: NOTES[value] ?? null,
      presentWomen: value,
    };
    h.fault = () => 'lostRequest';
    const row = await h.phone.record({
      definition: registerVisit,
      subjectId: newId(),
      allianceId,
      baseVersion: null,
      occurredOn: h.phone.state().today,
      place: null,
      body,
    });
    h.made.add(row.id);
    await h.phone.sync();
    h.fault = () => 'none';
  }

  /** What the visit says about the first open commitment that this phone shows, if any: it changes with `n`. */
  private settled(h: Handset, allianceId: string, n: number): Pick<VisitBody, 'settled'> {
    const one = h.phone.state().alliances.find((a) => a.alliance.id === allianceId)?.commitments[0];
    const how = settlementHows[n % settlementHows.length] ?? 'fulfil';
    if (!one) return {};
    return {
      settled: [
        {
          commitmentId: one.id,
          text: one.what,
          how,
          dueOn: how === 'move' ? '2026-09-01' : null,
          reason: how === 'fulfil' ? null : 'llovió',
        },
      ],
    };
  }

  /** The person changes one field of a record as their phone shows it. */
  private async correct(h: Handset, n: number, value: number): Promise<void> {
    await h.phone.refresh();
    const seen = h.phone.state().alliances.flatMap((a) => a.visits);
    const view = seen[n % Math.max(1, seen.length)];
    if (!view) return;
    const { record } = view;
    const body: VisitBody = {
      allianceId: record.allianceId,
      done: record.done,
      presentMembers: [...record.presentMembers],
      topics: record.topics as VisitBody['topics'],
      commitments: [...record.commitments],
      ...(record.settled ? { settled: [...record.settled] } : {}),
      photos: [...record.photos],
      presentWomen: record.presentWomen,
      notes: record.notes,
      ...(n % 2 ? { notes: NOTES[value] ?? null } : { presentWomen: value }),
    };
    h.fault = () => 'lostRequest';
    let kept = view.item ? await h.phone.replace(view.item.id, body) : null;
    if (!kept) {
      kept = await h.phone.record({
        definition: correctVisit,
        subjectId: view.id,
        allianceId: record.allianceId,
        baseVersion: view.version ?? 1,
        occurredOn: record.occurredOn,
        place: null,
        body,
      });
    }
    h.made.add(kept.id);
    await h.phone.sync();
    h.fault = () => 'none';
  }

  /** The person chooses between two values, as their phone shows them. */
  private async settleConflict(h: Handset, n: number): Promise<void> {
    await h.phone.refresh();
    const seen = h.phone
      .state()
      .alliances.flatMap((a) => a.conflicts.map((conflict) => ({ conflict, allianceId: a.alliance.id })));
    const one = seen[n % Math.max(1, seen.length)];
    if (!one) return;
    const row = await h.phone.record({
      definition: settleConflict,
      subjectId: one.conflict.id,
      allianceId: one.allianceId,
      baseVersion: one.conflict.version,
      occurredOn: h.phone.state().today,
      place: null,
      body: { choice: n % 2 ? 'current' : 'proposed', values: null, reason: 'se contó otra vez' },
    });
    h.made.add(row.id);
    await h.phone.sync();
  }

  /** The person takes a complaint from somebody, about an alliance or about none. */
  private async complain(h: Handset, n: number): Promise<void> {
    const today = h.phone.state().today;
    const answers = {
      ...fieldBlank(complaintLife, today, null),
      story: 'Nadie vino a la reunión.',
      privacy: 'anonima',
      allianceId: n % 2 ? this.alliance(n) : '',
    };
    h.fault = () => 'lostRequest';
    const body = fieldBody(complaintLife, h.phone.need(), answers);
    const definition = fieldRegister(complaintLife);
    const row = await h.phone.record({
      definition,
      subjectId: newId(),
      allianceId: null,
      baseVersion: null,
      occurredOn: today,
      place: null,
      body,
    });
    h.made.add(row.id);
    await h.phone.sync();
    h.fault = () => 'none';
  }

  /**
   * The officer reads one of this person's complaints and classifies it as being against its author, who then may not
   * see it any more.
   */
  private async accuse(h: Handset, n: number): Promise<void> {
    const { db } = this.world;
    const rows = await db.query<{ id: string; version: number }>(
      "select id, version from complaint where recorded_by = $1::text::uuid and state = 'RECIBIDO' order by id",
      [h.userId],
    );
    const one = rows[n % Math.max(1, rows.length)];
    if (!one) return;
    const occurredOn = this.edge.system.today();
    const act = { actor: this.officer, subjectId: one.id, occurredOn, at: this.edge.system.now() };
    const read = compose({
      ...act,
      kind: 'complaint.acknowledge',
      body: { acknowledgedOn: occurredOn },
      baseVersion: one.version,
    });
    const body = { topic: 'otro', accusedId: h.userId };
    const said = compose({ ...act, kind: 'complaint.classify', body, baseVersion: one.version + 1 });
    for (const text of [read, said]) {
      const [done] = await this.edge.system.execute(this.officer, [text]);
      // A phone whose clock is ahead received it tomorrow, so it cannot be read before.
      if (done?.status !== 'accepted') return;
    }
  }

  private async takeBack(h: Handset, n: number, value: number): Promise<void> {
    await h.phone.refresh();
    const items = h.phone.state().items;
    const item = items[n % Math.max(1, items.length)];
    if (!item) return;
    if (value === 0) await h.phone.withdraw(item.row.id);
    else if (item.envelope.kind === 'visit.register') {
      const row = await h.phone.replace(item.row.id, { ...(item.envelope.body as VisitBody), notes: 'otra vez' });
      if (row) h.made.add(row.id);
    }
  }

  private async officeCorrect(n: number, value: number): Promise<void> {
    const visits = await this.world.db.query<{
      record_id: string;
      version: number;
      alliance_id: string;
      occurred_on: string;
    }>(
      `select record_id, version, alliance_id, occurred_on from visit
        where alliance_id = any($1::text[]::uuid[]) and standing = 'current' order by record_id`,
      [this.alliances],
    );
    const visit = visits[n % Math.max(1, visits.length)];
    if (!visit) return;
    const body = {
      allianceId: visit.alliance_id,
      done: true,
      presentMembers: [],
      topics: ['produccion'],
      commitments: [],
      photos: [],
      notes: `oficina ${NOTES[value]}`,
    };
    await this.edge.system.execute(this.office, [
      compose({
        kind: 'visit.correct',
        actor: this.office,
        subjectId: visit.record_id,
        body,
        occurredOn: visit.occurred_on,
        at: this.edge.system.now(),
        baseVersion: visit.version,
      }),
    ]);
  }

  private async reassign(h: Handset, n: number, on: boolean): Promise<void> {
    const { db } = this.world;
    const id = this.alliance(n);
    await db.query(
      `update assignment set valid_to = '2026-06-01', entry_id = $3::text::uuid
        where user_id = $1::text::uuid and alliance_id = $2::text::uuid and valid_to is null`,
      [h.userId, id, await this.entry()],
    );
    if (!on) return;
    await db.query(
      `insert into assignment (id, alliance_id, user_id, role, valid_from, version, entry_id, row_hash)
        values ($1::text::uuid, $2::text::uuid, $3::text::uuid, 'ACOMPANANTE', '2020-01-01', 1, $4::text::uuid, '')`,
      [newId(), id, h.userId, await this.entry()],
    );
  }

  /** An assignment that ends tonight: nothing is written when its last day passes. */
  private async expire(h: Handset, n: number): Promise<void> {
    await this.world.db.query(
      `update assignment set valid_to = $3::text::date, entry_id = $4::text::uuid
        where user_id = $1::text::uuid and alliance_id = $2::text::uuid and valid_to is null`,
      [h.userId, this.alliance(n), this.edge.system.today(), await this.entry()],
    );
  }

  /** Changes a row of a table that phones read, with its own entry in the journal, as a command of the office would. */
  private async touch(table: string, id: string, columns: Record<string, string>): Promise<void> {
    const entry = await this.entry();
    const sets = Object.keys(columns).map((c, i) => `${c} = $${i + 3}`);
    await this.world.db.query(
      `update ${table} set entry_id = $1::text::uuid, ${sets.join(', ')} where id = $2::text::uuid`,
      [entry, id, ...Object.values(columns)],
    );
  }

  private async entry(): Promise<string> {
    const id = newId();
    const [made] = await this.edge.system.execute(this.office, [
      compose({
        id,
        kind: 'document.record',
        actor: this.office,
        subjectId: newId(),
        body: { title: 'Acta' },
        occurredOn: '2026-06-15',
        at: this.edge.system.now(),
      }),
    ]);
    if (made?.status !== 'accepted') throw new Error(JSON.stringify(made));
    return id;
  }

  /** Gives everybody a connection and enough time; afterwards nothing may be left open. */
  async settle(): Promise<void> {
    for (let i = 0; i < 6; i++) {
      this.edge.nowMs += 30 * 60_000;
      await sweepHeld(this.edge.system.context, { receivedAt: this.edge.system.now() });
      await followUp(this.edge.system);
      for (const h of this.phones) {
        h.fault = () => 'none';
        await h.phone.sync();
      }
    }
  }
}

/** Runs the job of *sistema* for the commitments of received visits. */
async function followUp({ db, context, now, today }: Edge['system']): Promise<void> {
  await sealAll(db, now);
  await planCommitments(db, now(), today());
  await runJobs(context, now(), today());
}

/** Plays a story, lets it settle, and returns the broken rules; an empty list when there are none (architecture 6). */
export async function play(world: World, steps: readonly Step[], mutant?: Mutant): Promise<string[]> {
  const story = new Story(world);
  await story.begin(mutant);
  try {
    for (const step of steps) await story.step(step);
    await story.settle();
    return [...story.wrong, ...(await wrongs(story))];
  } finally {
    for (const h of story.phones) h.close();
    await story.edge.quiet();
  }
}
