import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandResult, CommandsAnswer } from '../../domain/kernel/views.ts';
import { ApiError } from './api.ts';
import { CommandDraft, type CommandTarget } from './sending.ts';

const target: CommandTarget = {
  kind: 'alliance.suspend',
  subjectId: '0191d3a0-0000-7000-8000-000000000001',
  baseVersion: 3,
  occurredOn: '2026-11-23',
  actorId: '0191d3a0-0000-7000-8000-000000000002',
};
const idOf = (envelope: string) => (JSON.parse(envelope) as { id: string }).id;
const answer = (envelope: string, more: Partial<CommandResult> = {}): CommandsAnswer => ({
  results: [{ commandId: idOf(envelope), status: 'accepted', ...more }],
  epoch: 'e',
  head: 1,
  durable: 0,
});
const lost = () => Promise.reject(new ApiError({ code: 'SIGG-904', message: 'sin conexión', retry: 'later' }, 0));

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (k: string) => kept.get(k) ?? null,
    setItem: (k: string, v: string) => void kept.set(k, v),
  });
});

describe('one form, one command', () => {
  it('a double click sends once', async () => {
    const send = vi.fn(([e = '']: readonly string[]) => Promise.resolve(answer(e)));
    const draft = new CommandDraft();
    const [a, b] = await Promise.all([
      draft.submit(target, () => ({ reason: 'x' }), send),
      draft.submit(target, () => ({ reason: 'x' }), send),
    ]);
    expect(send).toHaveBeenCalledTimes(1);
    expect(a).toBe(b);
  });

  it('after a lost answer the same bytes go again', async () => {
    const sent: string[] = [];
    const draft = new CommandDraft();
    const first = await draft.submit(
      target,
      () => ({ reason: 'x' }),
      ([e = '']) => {
        sent.push(e);
        return lost();
      },
    );
    expect(first.kind).toBe('unknown');
    await draft.submit(
      target,
      () => ({ reason: 'x' }),
      ([e = '']) => {
        sent.push(e);
        return Promise.resolve(answer(e));
      },
    );
    expect(sent[1]).toBe(sent[0]);
  });

  it('what was changed after a lost answer is not sent before the first try is settled', async () => {
    const bodies: unknown[] = [];
    const draft = new CommandDraft();
    await draft.submit(target, () => ({ reason: 'x' }), lost);
    const outcome = await draft.submit(
      target,
      () => ({ reason: 'y' }),
      ([e = '']) => {
        bodies.push((JSON.parse(e) as { body: unknown }).body);
        return Promise.resolve(answer(e));
      },
    );
    expect(bodies).toEqual([{ reason: 'x' }]);
    expect(outcome.kind).toBe('answered');
  });

  it('a refusal makes a new id for the corrected form', async () => {
    const ids: string[] = [];
    const draft = new CommandDraft();
    const refused = await draft.submit(
      target,
      () => ({ reason: '' }),
      ([e = '']) => {
        ids.push(idOf(e));
        return Promise.resolve(
          answer(e, { status: 'refused', problem: { code: 'SIGG-109', message: 'Falta', retry: 'never' } }),
        );
      },
    );
    expect(refused).toMatchObject({ kind: 'answered', result: { status: 'refused' } });
    await draft.submit(
      target,
      () => ({ reason: 'y' }),
      ([e = '']) => {
        ids.push(idOf(e));
        return Promise.resolve(answer(e));
      },
    );
    expect(ids[0]).not.toBe(ids[1]);
  });

  it('a document goes first, once, and is used again while its content stays', async () => {
    const sent: { kind: string; id: string; after: string[]; subjectId: string; body: { documentId?: string } }[][] =
      [];
    const paper = { title: 'Informe', reference: null, issuedOn: null, fileHash: null };
    const draft = new CommandDraft();
    const send = (refuse: boolean) => (envelopes: readonly string[]) => {
      const read = envelopes.map((e) => JSON.parse(e) as (typeof sent)[number][number]);
      sent.push(read);
      return Promise.resolve({
        results: read.map((e, i) => ({
          commandId: e.id,
          status: refuse && i === read.length - 1 ? ('refused' as const) : ('accepted' as const),
        })),
        epoch: 'e',
        head: 1,
        durable: 0,
      });
    };
    await draft.submit(target, (documentId) => ({ reason: 'x', documentId }), send(true), paper);
    await draft.submit(target, (documentId) => ({ reason: 'y', documentId }), send(false), paper);
    expect(sent.map((batch) => batch.map((e) => e.kind))).toEqual([
      ['document.record', 'alliance.suspend'],
      ['alliance.suspend'],
    ]);
    expect(sent[0]?.[1]?.after).toEqual([sent[0]?.[0]?.id]);
    expect(sent[1]?.[0]?.body.documentId).toBe(sent[0]?.[0]?.subjectId);
  });

  it('an expired session keeps the id: nothing was looked at', async () => {
    const draft = new CommandDraft();
    const before = draft.id;
    const outcome = await draft.submit(
      target,
      () => ({ reason: 'x' }),
      () => Promise.reject(new ApiError({ code: 'SIGG-200', message: 'sesión', retry: 'afterLogin' }, 401)),
    );
    expect(outcome.kind).toBe('turnedAway');
    expect(draft.id).toBe(before);
    expect(draft.pending).toBeNull();
  });
});
