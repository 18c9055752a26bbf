import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandResult, CommandsAnswer } from '../../../domain/kernel/views.ts';
import { ApiError } from '../api.ts';
import { BulkRun, type KeptRun } from './bulkRun.ts';

const act = {
  command: 'complaint.assign',
  title: 'Asignar',
  actorId: 'a',
  occurredOn: '2026-11-23',
  body: { assigneeId: 'x' },
};
const rows = (n: number) => Array.from({ length: n }, (_, i) => ({ id: `row-${i}`, version: i + 1, called: `R-${i}` }));
const read = (envelope: string) => JSON.parse(envelope) as { id: string; subjectId: string; baseVersion: number };
const answer = (envelope: string, more: Partial<CommandResult> = {}): CommandsAnswer => ({
  results: [{ commandId: read(envelope).id, status: 'accepted', ...more }],
  epoch: 'e',
  head: 1,
  durable: 0,
});
const lost = () => Promise.reject(new ApiError({ code: 'SIGG-904', message: 'sin conexión', retry: 'later' }, 0));

function memory() {
  let text = 'null';
  return {
    get: () => JSON.parse(text) as KeptRun | null,
    set: (run: KeptRun | null) => {
      text = JSON.stringify(run);
    },
  };
}

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (k: string) => kept.get(k) ?? null,
    setItem: (k: string, v: string) => void kept.set(k, v),
  });
});

describe('one act over many rows', () => {
  it('sends a command of its own for each row, over the version that was looked at', async () => {
    const sent: string[] = [];
    const run = new BulkRun(memory(), ([e = '']) => {
      sent.push(e);
      return Promise.resolve(answer(e));
    });
    await run.begin(act, rows(3));
    expect(sent.map((e) => [read(e).subjectId, read(e).baseVersion])).toEqual([
      ['row-0', 1],
      ['row-1', 2],
      ['row-2', 3],
    ]);
    expect(new Set(sent.map((e) => read(e).id)).size).toBe(3);
    expect(run.state?.rows.map((row) => row.outcome)).toEqual(['done', 'done', 'done']);
  });

  it('tells row by row what was refused and why, and goes on', async () => {
    const run = new BulkRun(memory(), ([e = '']) =>
      Promise.resolve(
        read(e).subjectId === 'row-1'
          ? answer(e, { status: 'refused', problem: { code: 'SIGG-110', message: 'Otra versión', retry: 'never' } })
          : answer(e),
      ),
    );
    await run.begin(act, rows(3));
    expect(run.state?.rows.map(({ outcome, told }) => [outcome, told])).toEqual([
      ['done', null],
      ['refused', 'Otra versión'],
      ['done', null],
    ]);
  });

  it('a second tap joins the first', async () => {
    const send = vi.fn(([e = '']: readonly string[]) => Promise.resolve(answer(e)));
    const run = new BulkRun(memory(), send);
    await Promise.all([run.begin(act, rows(2)), run.begin(act, rows(2)), run.resume()]);
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('after a reload the same bytes go again, and only what was left', async () => {
    const [kept, sent] = [memory(), [] as string[]];
    const before = new BulkRun(kept, ([e = '']) => {
      sent.push(e);
      // The page is reloaded while the second is on its way.
      return read(e).subjectId === 'row-1' ? new Promise<never>(() => undefined) : Promise.resolve(answer(e));
    });
    void before.begin(act, rows(3));
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    const after = new BulkRun(kept, ([e = '']) => {
      sent.push(e);
      return Promise.resolve(answer(e));
    });
    expect([after.left, after.state?.sending]).toEqual([2, false]);
    await after.resume();
    expect(sent[2]).toBe(sent[1]);
    expect(sent.map((e) => read(e).subjectId)).toEqual(['row-0', 'row-1', 'row-1', 'row-2']);
    expect(after.left).toBe(0);
    after.forget();
    expect(kept.get()).toBeNull();
  });

  it('stops without an answer, says so, and goes on from there', async () => {
    let down = true;
    const run = new BulkRun(memory(), ([e = '']) =>
      down && read(e).subjectId === 'row-1' ? lost() : Promise.resolve(answer(e)),
    );
    await run.begin(act, rows(3));
    expect([run.state?.problem?.code, run.left, run.state?.sending]).toEqual(['SIGG-904', 2, false]);
    // No other act begins while rows of this one wait.
    down = false;
    await run.begin({ ...act, command: 'complaint.investigate' }, rows(1));
    expect([run.state?.command, run.left, run.state?.problem]).toEqual(['complaint.assign', 0, null]);
  });
});
