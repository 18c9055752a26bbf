import { PASSWORD } from '../helpers/fieldWorld.ts';
import { type Item, isFinal, type Outbox, type Upload, type Work } from './outbox.ts';

/** Share of the batches that are sent two times at once, as by an impatient phone on two networks. */
const TWICE = 0.25;

/** Logs in; the session survives every kill. */
export async function logIn(address: string, outbox: Outbox): Promise<void> {
  const answer = await fetch(`${address}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: outbox.user.username, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`log-in answered ${answer.status}: ${await answer.text()}`);
  outbox.cookie = answer.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
}

interface Sending {
  readonly address: string;
  readonly random: () => number;
  /** Called when the first byte of the first request is sent. */
  readonly onFirst: () => void;
}

/** Sends until the server is gone: first what is left from before, then new work without end. */
export async function sendUntilKilled(sending: Sending, outbox: Outbox, work: Work): Promise<void> {
  for (;;) {
    const left = outbox.items.filter((i) => !isFinal(i.answers.at(-1)));
    if (left.length === 0) {
      const fresh = work(sending.random, outbox.user);
      outbox.items.push(...fresh.items);
      outbox.uploads.push(...fresh.uploads);
    }
    if (!(await sendOnce(sending, outbox))) return;
  }
}

/** Sends everything without a final answer; false when the server cannot be reached. */
export async function sendOnce(sending: Sending, outbox: Outbox): Promise<boolean> {
  try {
    for (const upload of outbox.uploads.filter((u) => !u.done)) await sendFile(sending, outbox, upload);
    const left = outbox.items.filter((i) => !isFinal(i.answers.at(-1))).slice(0, 20);
    if (left.length === 0) return true;
    const copies = sending.random() < TWICE ? 2 : 1;
    const sent = await Promise.allSettled(Array.from({ length: copies }, () => sendCommands(sending, outbox, left)));
    for (const copy of sent) if (copy.status === 'rejected') throw copy.reason;
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false; // fetch: no connection, or cut in the middle
    throw error;
  }
}

async function sendCommands({ address, onFirst }: Sending, outbox: Outbox, batch: readonly Item[]): Promise<void> {
  for (const item of batch) item.sent += 1;
  onFirst();
  const answer = await fetch(`${address}/api/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: outbox.cookie },
    body: JSON.stringify({ commands: batch.map((i) => i.text) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`/api/commands answered ${answer.status}: ${text}`);
  const { results } = JSON.parse(text) as { results: { commandId: string; status: string }[] };
  for (const [i, { status }] of results.entries()) batch[i]?.answers.push(status);
}

async function sendFile({ address, onFirst }: Sending, outbox: Outbox, upload: Upload): Promise<void> {
  upload.sent += 1;
  onFirst();
  const answer = await fetch(`${address}/api/files`, {
    method: 'POST',
    headers: { 'content-type': 'image/png', cookie: outbox.cookie },
    body: new Uint8Array(upload.bytes),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`/api/files answered ${answer.status}: ${text}`);
  upload.done = (JSON.parse(text) as { hash: string }).hash === upload.hash;
}
