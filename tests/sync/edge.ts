import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { MeView } from '../../domain/kernel/views.ts';
import { createApp } from '../../server/http/app.ts';
import type { Session } from '../../server/identity/identity.ts';
import { loadActor } from '../../server/stores/actors.ts';
import { createSystem, type System } from '../../server/system.ts';
import { Phone } from '../../web/local/phone.ts';
import { type Call, type Ports, type Rules, realRules } from '../../web/local/ports.ts';
import { createVault } from '../../web/local/vault.ts';
import type { World } from '../helpers/world.ts';

/** What the connection between a phone and the server does to one request. */
export type Fault = 'none' | 'lostRequest' | 'lostAnswer' | 'expired' | 'busy';

/** A server over the world's database with its own clock; a header tells who is logged in on each phone. */
export interface Edge {
  readonly system: System;
  /** Server clock in milliseconds. */
  nowMs: number;
  readonly call: (
    userId: () => string | null,
    fault: () => Fault,
    arrived?: (path: string, body: unknown) => void,
  ) => Call;
  /** Waits until the server has answered everything, because requests still under way must not reach the next story. */
  readonly quiet: () => Promise<void>;
}

export function openEdge(world: World, startMs: number, faults: System['context']['faults'] = {}): Edge {
  const edge = { nowMs: startMs } as { nowMs: number };
  const system = createSystem({
    config: world.system.config,
    db: world.db,
    files: world.system.files,
    now: () => new Date(edge.nowMs).toISOString(),
    faults,
    identity: {
      sessionOf: async (headers): Promise<Session | null> => {
        const userId = headers.get('x-test-user');
        const actor = userId ? await loadActor(world.db, userId) : null;
        return actor
          ? {
              actor,
              userId: actor.id,
              username: actor.name,
              sessionId: actor.id,
              via: 'session',
              operations: null,
              secondFactor: { required: false, enrolled: false, passed: false },
            }
          : null;
      },
      handle: async () => new Response(null, { status: 404 }),
    },
  });
  const app = createApp(system);
  const underWay = new Set<Promise<unknown>>();
  const answer = (request: Request): Promise<Response> => {
    const asked = Promise.resolve(app.fetch(request)).finally(() => underWay.delete(asked));
    underWay.add(asked);
    return asked;
  };
  return Object.assign(edge, {
    system,
    quiet: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    call:
      (
        userId: () => string | null,
        fault: () => Fault,
        arrived: (path: string, body: unknown) => void = () => {},
      ): Call =>
      async (method, path, body) => {
        const happens = fault();
        if (happens === 'lostRequest') throw new TypeError('no signal');
        if (happens === 'busy') return { status: 503, json: null };
        const bytes = body instanceof Uint8Array;
        const user = happens === 'expired' ? null : userId();
        if (user) arrived(path, body);
        const response = await answer(
          new Request(`http://localhost${path}`, {
            method,
            headers: {
              ...(user ? { 'x-test-user': user } : {}),
              ...(body === undefined || bytes ? {} : { 'content-type': 'application/json' }),
            },
            ...(body === undefined ? {} : { body: bytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
          }),
        );
        const text = await response.text();
        if (happens === 'lostAnswer') throw new TypeError('no answer');
        return { status: response.status, json: text ? JSON.parse(text) : null };
      },
  });
}

/** The phone of one person: its store survives the app, its clock may be wrong, its connection may be bad. */
export class Handset {
  readonly userId: string;
  /** The server it is connected to; another one after a restore. */
  edge: Edge;
  /** Device clock minus server clock. */
  skewMs = 0;
  fault: () => Fault = () => 'none';
  /** What the device reports about its connection. */
  online = true;
  rules: Rules = realRules;
  phone: Phone;
  /** Every command that the phone reported as saved. */
  readonly made = new Set<string>();
  /** Every photo taken with it. */
  readonly taken = new Set<string>();
  /** Every request that reached the server, in order. */
  readonly sent: { path: string; body: unknown }[] = [];
  wrap: (call: Call) => Call = (call) => call;
  private readonly factory: IDBFactory;
  private bootMs = 0;

  /** @param factory what the browser of the device already stores: the store of an earlier app */
  constructor(edge: Edge, userId: string, factory = new IDBFactory()) {
    this.edge = edge;
    this.userId = userId;
    this.factory = factory;
    this.phone = this.boot();
  }

  private boot(): Phone {
    this.bootMs = this.edge.nowMs;
    const call: Call = (...request) =>
      this.edge.call(
        () => this.userId,
        () => this.fault(),
        (path, body) => this.sent.push({ path, body }),
      )(...request);
    const ports: Ports = {
      call: (method, path, body) => this.wrap(call)(method, path, body),
      reachable: () => this.online,
      now: () => this.edge.nowMs + this.skewMs,
      monotonic: () => this.edge.nowMs - this.bootMs,
      random: () => 0,
      databaseName: 'sigg',
      idb: { indexedDB: this.factory, IDBKeyRange },
      iterations: 1,
      get rules() {
        return self.rules;
      },
    };
    const self = this;
    return new Phone(ports);
  }

  /** The phone sleeps: time passes, its monotonic clock stands still. */
  sleep(ms: number): void {
    this.edge.nowMs += ms;
    this.bootMs += ms;
  }

  /** First use: the person is logged in and sets a PIN. */
  async enrol(secret: string | null = null): Promise<void> {
    const { status, json } = await this.edge.call(
      () => this.userId,
      () => 'none',
    )('GET', '/api/me');
    if (status !== 200) throw new Error(`me: ${status}`);
    const me = json as MeView;
    await createVault(
      this.phone.db,
      this.phone.ports,
      me,
      PIN,
      secret,
      crypto.randomUUID().replace(/^(.{14})./, '$17'),
    );
    await this.phone.unlock(this.userId, PIN);
  }

  /** The app is killed and opened again on the same store. */
  async restart(): Promise<void> {
    this.phone.lock();
    this.phone.db.close();
    this.phone = this.boot();
    await this.phone.unlock(this.userId, PIN);
  }

  close(): void {
    this.phone.lock();
    this.phone.db.close();
  }
}

export const PIN = '2580';
