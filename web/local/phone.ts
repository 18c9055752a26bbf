import type { CommandDefinition } from '../../domain/kernel/command.ts';
import { ProblemError, problem } from '../../domain/kernel/problem.ts';
import type { MeView, ProblemView } from '../../domain/kernel/views.ts';
import type { Forecast } from '../../domain/sync/forecast.ts';
import type { ClosedAccount, UnsentFile } from '../../domain/sync/unsent.ts';
import { phoneClock } from './clock.ts';
import { type CycleEnd, runCycle } from './cycle.ts';
import { type OutboxRow, PhoneDatabase } from './database.ts';
import { deviceName } from './deviceName.ts';
import { type Draft, dropDraft, dropForgottenPhotos, saveDraft } from './drafts.ts';
import { metaOf } from './feed.ts';
import { keepPhoto, photoBytes, type ShrunkPhoto } from './files.ts';
import { forecastOf } from './forecast.ts';
import { newId } from './ids.ts';
import { lineOf } from './line.ts';
import { bringLives } from './lives.ts';
import { enqueue, type NewCommand, replace, withdraw } from './outbox.ts';
import { Pack } from './pack.ts';
import type { Person } from './person.ts';
import type { Ports } from './ports.ts';
import { tryNow } from './sender.ts';
import { readMe, readSecret, type SignIn, setPassword, signIn, signInCode, signOut } from './session.ts';
import { locked, type PhoneState, readState, type Sending } from './state.ts';
import { unsentFile } from './unsent.ts';
import {
  changePin,
  createVault,
  deviceOf,
  keepMe,
  type Opened,
  openVault,
  type PersonHere,
  peopleHere,
  pinProblem,
  recoverVault,
} from './vault.ts';

const REGISTER_DEVICE = { kind: 'device.register', version: 1 };

/** The phone's engine: one for the app. Screens read `state()` and call the rest; nothing else touches the store. */
export class Phone {
  readonly db: PhoneDatabase;
  readonly ports: Ports;
  private open: Person | null = null;
  private held: PhoneState = locked;
  private readonly listeners = new Set<() => void>();
  private running: Promise<CycleEnd> | null = null;
  private again = false;
  private refreshing: Promise<void> | null = null;
  private stale = false;
  private online = true;
  private pause: PhoneState['pause'] = null;
  private revoked = false;
  private closed: ClosedAccount | null = null;
  private trouble: ProblemView | null = null;
  /** The id of this phone for whoever is logging in. */
  private device = newId();

  constructor(ports: Ports) {
    this.ports = ports;
    this.db = new PhoneDatabase(ports.databaseName, ports.idb);
    // Nothing waits for them: capturing visits, sending and receiving go on without.
    void bringLives().then((brought) => (brought ? this.changed() : undefined));
  }

  state = (): PhoneState => this.held;

  subscribe = (tell: () => void): (() => void) => {
    this.listeners.add(tell);
    return () => this.listeners.delete(tell);
  };

  /** The person whose data are open; for the parts of the engine and for tests. */
  get person(): Person | null {
    return this.open;
  }

  people = (): Promise<PersonHere[]> => peopleHere(this.db);
  pinProblem = pinProblem;

  /** Logs in with signal. A person new to this phone then chooses a PIN (`enrol`). */
  async signIn(username: string, password: string): Promise<SignIn> {
    this.device = (await deviceOf(this.db, username)) ?? newId();
    return this.afterSignIn(await signIn(this.ports.call, username, password, this.device));
  }

  /** Sets a password with a code on paper, and logs in with it. */
  async setPassword(username: string, code: string, password: string): Promise<SignIn> {
    const wrong = await setPassword(this.ports.call, username, code, password, this.device);
    return wrong ? { kind: 'refused', problem: wrong } : this.signIn(username, password);
  }

  async signInCode(code: string): Promise<SignIn> {
    return this.afterSignIn(await signInCode(this.ports.call, code, this.device));
  }

  private async afterSignIn(outcome: SignIn): Promise<SignIn> {
    if (outcome.kind === 'in' && this.open) {
      this.pause = outcome.me.user.id === this.open.owner ? null : 'otherSession';
      if (!this.pause) {
        const opened = await keepMe(
          this.db,
          { userId: this.open.owner, key: this.open.key, me: this.open.me },
          outcome.me,
        );
        this.open = { ...this.open, me: opened.me };
      }
      this.changed();
    }
    return outcome;
  }

  /**
   * Makes a vault for a person on this phone, protected by a PIN. If there is one already, it sets a new PIN and loses
   * nothing.
   */
  async enrol(me: MeView, pin: string): Promise<void> {
    const bad = pinProblem(pin);
    if (bad) throw new ProblemError(problem('invalidField', { sentence: bad }, 'pin'));
    const known = await this.db.vaults.get(me.user.id);
    const deviceId = known ? (await metaOf({ db: this.db, owner: me.user.id })).deviceId : this.device;
    const secret = await readSecret(this.ports.call, deviceId);
    await this.opened(
      known
        ? await recoverVault(this.db, this.ports, me, secret, pin)
        : await createVault(this.db, this.ports, me, pin, secret, deviceId),
    );
    // Tells the office which phone this is, so that it can be withdrawn when it is lost.
    if (!known)
      await this.record({
        definition: REGISTER_DEVICE,
        subjectId: deviceId,
        allianceId: null,
        baseVersion: null,
        occurredOn: this.held.today,
        place: null,
        body: { name: deviceName() },
      });
  }

  /** Opens a person's data with the PIN, with or without signal. */
  async unlock(userId: string, pin: string): Promise<void> {
    await this.opened(await openVault(this.db, this.ports, userId, pin));
  }

  changePin = async (pin: string, newPin: string): Promise<void> => {
    const bad = pinProblem(newPin);
    if (bad) throw new ProblemError(problem('invalidField', { sentence: bad }, 'newPin'));
    return changePin(this.db, this.ports, this.need().owner, pin, newPin);
  };

  private async opened({ userId, key, me }: Opened): Promise<void> {
    const pack = await Pack.load(this.db, key, userId);
    const meta = await metaOf({ db: this.db, owner: userId });
    this.revoked = (await this.db.vaults.get(userId))?.revoked ?? false;
    this.pause = null;
    this.closed = null;
    this.open = {
      db: this.db,
      ports: this.ports,
      owner: userId,
      deviceId: meta.deviceId,
      key,
      me,
      pack,
      clock: phoneClock(this.ports, meta),
      line: lineOf(this.db, this.ports, userId, meta.lineRate ?? null),
      changed: () => this.changed(),
    };
    await dropForgottenPhotos(this.open);
    await this.refresh();
  }

  /** Closes the data again; the key is removed from memory. */
  lock = (): void => {
    this.open = null;
    this.held = locked;
    for (const tell of this.listeners) tell();
  };

  /** Ends the session at the server too. What is stored here stays, encrypted. */
  async leave(): Promise<void> {
    await signOut(this.ports.call).catch(() => {
      // Without signal the session ends later by itself; the phone is closed all the same.
    });
    this.lock();
  }

  need(): Person {
    if (!this.open) throw new ProblemError(problem('notLoggedIn'));
    return this.open;
  }

  /** Stores a command: when this returns, it is in IndexedDB and in `state()`. Sending starts by itself. */
  async record(command: NewCommand): Promise<OutboxRow> {
    const row = await this.guarded(() => enqueue(this.need(), command));
    await this.refreshing;
    void this.sync();
    return row;
  }

  forecast = (definition: CommandDefinition, command: Omit<NewCommand, 'definition'>): Forecast =>
    forecastOf(this.need(), definition, command);

  /**
   * Corrects an item that was refused or never sent. Null when it was sent meanwhile: then the record must be corrected
   * instead.
   */
  async replace(id: string, body: unknown, more: Parameters<typeof replace>[3] = {}): Promise<OutboxRow | null> {
    const row = await this.guarded(() => replace(this.need(), id, body, more));
    await this.refreshing;
    void this.sync();
    return row;
  }

  withdraw = (id: string): Promise<boolean> => withdraw(this.need(), id);

  saveDraft = (draft: Omit<Draft, 'id' | 'updatedAt'> & { id?: string }): Promise<string> =>
    this.guarded(() => saveDraft(this.need(), draft));
  dropDraft = (draft: Pick<Draft, 'id' | 'values'>): Promise<void> => dropDraft(this.need(), draft);
  keepPhoto = (photo: ShrunkPhoto): Promise<string> => this.guarded(() => keepPhoto(this.need(), photo));
  photo = (hash: string) => photoBytes(this.need(), hash);

  /** Runs a write whose failure every screen should show, because the phone is full. */
  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      const done = await work();
      this.trouble = null;
      return done;
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code === 'SIGG-907') {
        this.trouble = error.problem;
        this.changed();
      }
      throw error;
    }
  }

  /** The person taps «Enviar ahora»: waiting times are dropped. */
  async sendNow(): Promise<CycleEnd | null> {
    if (this.open) await tryNow(this.open);
    return this.sync();
  }

  /**
   * One synchronisation. A call while one is running adds another round after it. Never throws: what went wrong is in
   * the state.
   */
  async sync(): Promise<CycleEnd | null> {
    const { open } = this;
    if (!open || this.revoked) return null;
    this.again = this.running !== null;
    this.running ??= this.cycles(open).finally(() => {
      this.running = null;
      this.changed();
    });
    this.changed();
    return this.running;
  }

  /** What was stored while a round was running may have missed its turn in it, so another round follows. */
  private async cycles(person: Person): Promise<CycleEnd> {
    let end = await this.cycle(person);
    while (this.again && end.kind === 'quiet' && this.open?.owner === person.owner) {
      this.again = false;
      end = await this.cycle(person);
    }
    return end;
  }

  private async cycle(person: Person): Promise<CycleEnd> {
    let end: CycleEnd;
    try {
      end = await runCycle(person);
    } catch (error) {
      this.report(error);
      return { kind: 'quiet' };
    }
    this.online = end.kind === 'quiet' || end.status !== 0;
    if (end.kind === 'quiet') {
      this.pause = null;
      this.trouble = null;
      return end;
    }
    const told = end.status === 401 ? await this.deviceSays(person) : null;
    this.closed = told?.closed ?? null;
    if (end.answer.kind === 'revoked' || told?.revoked) await this.erase(person);
    else if (this.closed) await this.shut(person);
    else if (end.answer.kind === 'pause') this.pause = await this.whoseSession(person);
    return end;
  }

  /** What the office says about this phone to somebody without a session; null when it said nothing. */
  private async deviceSays(person: Person): Promise<{ revoked: boolean; closed: ClosedAccount | null } | null> {
    try {
      const { status, json } = await this.ports.call('GET', `/api/sync/device/${person.deviceId}`);
      const said = json as { revoked?: boolean; closed?: ClosedAccount | null } | null;
      return status === 200 ? { revoked: said?.revoked === true, closed: said?.closed ?? null } : null;
    } catch {
      return null;
    }
  }

  /**
   * The account was closed: the alliances leave the phone. What was not sent stays, sealed, and can be carried to the
   * office.
   */
  private async shut(person: Person): Promise<void> {
    const { db, owner } = person;
    this.pause = 'closed';
    await db.transaction('rw', [db.rows, db.meta], async () => {
      await db.rows.where('owner').equals(owner).delete();
      // If the account is opened again, everything is sent anew.
      await db.meta.update(owner, { cursor: null });
    });
    person.pack.clear();
    this.changed();
  }

  /**
   * What was not sent, as a file for the office; null when everything was. It needs no PIN, because it stays sealed.
   */
  unsentFile = (userId: string): Promise<UnsentFile | null> => unsentFile(this.db, userId);

  private async whoseSession(person: Person): Promise<'login' | 'otherSession'> {
    const me = await readMe(this.ports.call).catch(() => null);
    return me && me.user.id !== person.owner ? 'otherSession' : 'login';
  }

  /**
   * This phone was withdrawn: what the server has is deleted from it. What was never sent stays, encrypted, and the
   * screen says so; nothing unsent is lost silently.
   */
  private async erase(person: Person): Promise<void> {
    const { db, owner } = person;
    await db.transaction('rw', [db.rows, db.outbox, db.files, db.vaults], async () => {
      await db.rows.where('owner').equals(owner).delete();
      await db.outbox
        .where('owner')
        .equals(owner)
        .filter((o) => o.state === 'accepted' || o.state === 'conflict')
        .delete();
      await db.files.where('[owner+state]').equals([owner, 'sent']).delete();
      await db.vaults.update(owner, { revoked: true });
    });
    person.pack.clear();
    this.revoked = true;
    this.changed();
  }

  private changed(): void {
    this.stale = true;
    this.refreshing ??= this.refreshWhileStale().finally(() => {
      this.refreshing = null;
    });
  }

  private async refreshWhileStale(): Promise<void> {
    while (this.stale) {
      this.stale = false;
      await this.refresh().catch((error) => this.report(error));
    }
  }

  /** A failure outside any screen is shown on top of all of them. A store that was closed meanwhile is no failure. */
  private report(error: unknown): void {
    if (!this.db.isOpen()) return;
    if (!(error instanceof ProblemError)) console.error(error);
    this.trouble = error instanceof ProblemError ? error.problem : problem('screenFailed');
  }

  private sending(): Sending {
    const { online, pause, revoked, closed, trouble } = this;
    return { online, pause, revoked, closed, trouble, syncing: this.running !== null };
  }

  /** Builds the state again from the store and tells the screens. */
  async refresh(): Promise<void> {
    const { open } = this;
    if (!open) return;
    const state = await readState(open, this.sending());
    if (this.open !== open) return;
    this.held = state;
    for (const tell of this.listeners) tell();
  }
}
