import { Agent, request } from 'node:http';
import { type FieldUser, PASSWORD } from '../tests/helpers/fieldWorld.ts';
import type { Parcel } from './workload.ts';

export const CONNECTIONS = 8;

/** Keep-alive connections to the server, and the sessions that use them. */
export interface Client {
  /** Logs a person in and keeps their cookie. */
  readonly logIn: (user: FieldUser) => Promise<void>;
  /** Sends parcels, each connection the next one as soon as it has its answer. */
  readonly send: (parcels: readonly Parcel[]) => Promise<Sent>;
  readonly close: () => void;
}

export interface Sent {
  readonly seconds: number;
  /** Command ids by the status of their answer. */
  readonly byStatus: ReadonlyMap<string, string[]>;
  /** Milliseconds of each request. */
  readonly latencies: readonly number[];
}

interface Answer {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly body: string;
}

export function openClient(address: string): Client {
  const { hostname, port } = new URL(address);
  let agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const cookies = new Map<string, string>();

  const post = (path: string, body: string, cookie?: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...(cookie ? { cookie } : {}),
      };
      const sent = request({ agent, hostname, port, path, method: 'POST', headers }, (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () =>
          resolve({
            status: res.statusCode ?? 0,
            cookies: res.headers['set-cookie'] ?? [],
            body: Buffer.concat(chunks).toString(),
          }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });

  return {
    logIn: async (user) => {
      const answer = await post(
        '/api/auth/sign-in/username',
        JSON.stringify({ username: user.username, password: PASSWORD }),
      );
      if (answer.status !== 200) throw new Error(`log-in answered ${answer.status}: ${answer.body}`);
      cookies.set(user.id, answer.cookies.map((c) => c.split(';')[0]).join('; '));
    },
    send: async (parcels) => {
      // The server closes connections that were idle during another measurement, so each phase opens its own and keeps
      // them.
      agent.destroy();
      agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
      const byStatus = new Map<string, string[]>();
      const latencies: number[] = [];
      const bodies = parcels.map(({ user, texts }) => ({
        cookie: cookies.get(user.id),
        body: JSON.stringify({ commands: texts }),
      }));
      let next = 0;
      const work = async () => {
        for (let one = bodies[next++]; one; one = bodies[next++]) {
          const from = performance.now();
          const answer = await post('/api/commands', one.body, one.cookie);
          latencies.push(performance.now() - from);
          if (answer.status !== 200) throw new Error(`/api/commands answered ${answer.status}: ${answer.body}`);
          for (const { commandId, status } of (
            JSON.parse(answer.body) as { results: { commandId: string; status: string }[] }
          ).results) {
            const ids = byStatus.get(status);
            if (ids) ids.push(commandId);
            else byStatus.set(status, [commandId]);
          }
        }
      };
      const from = performance.now();
      await Promise.all(Array.from({ length: CONNECTIONS }, work));
      return { seconds: (performance.now() - from) / 1000, byStatus, latencies };
    },
    close: () => agent.destroy(),
  };
}
