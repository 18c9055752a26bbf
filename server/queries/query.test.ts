import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Actor, Grant, Scope } from '../../domain/people/actor.ts';
import { type Role, roles, type ScopeKind } from '../../domain/people/roles.ts';
import type { Executor } from '../db/database.ts';
import { type QueryDefinition, readingOf, scopeSql } from './query.ts';

/** The one place where reach becomes SQL. */
const scope = (kind: ScopeKind, ...ids: string[]): Scope => ({ kind, ids, view: 'full', role: 'UCN_ME' });
const ALL = { unit: 'a.u', alliance: 'a.i', organisation: 'a.o', municipality: 'a.m' };
const asked = (scopes: readonly Scope[], columns: Parameters<typeof scopeSql>[1] = ALL, before: unknown[] = []) => {
  const params = [...before];
  return [scopeSql(scopes, columns, params), params.slice(before.length)];
};

describe('reach as a predicate', () => {
  test('each kind of reach is over its own column, and its ids are values, never text', () => {
    expect(asked([scope('unit', "x' or true")])).toEqual(['(a.u = any($1::text[]::text[]))', [["x' or true"]]]);
    expect(asked([scope('alliances', 'i')])).toEqual(['(a.i = any($1::text[]::uuid[]))', [['i']]]);
    expect(asked([scope('organisation', 'o')])).toEqual(['(a.o = any($1::text[]::uuid[]))', [['o']]]);
    expect(asked([scope('municipality', 'm')])).toEqual(['(a.m = any($1::text[]::text[]))', [['m']]]);
  });

  test('several are alternatives, one kind is asked once, values follow those already there', () => {
    expect(asked([scope('unit', 'a', 'b'), scope('alliances', 'i'), scope('unit', 'b', 'c')], ALL, ['today'])).toEqual([
      '(a.u = any($2::text[]::text[]) or a.i = any($3::text[]::uuid[]))',
      [['a', 'b', 'c'], ['i']],
    ]);
  });

  test('the nation is everything, also beside narrower ones', () => {
    expect(asked([scope('unit', 'a'), scope('national')])).toEqual(['true', []]);
  });

  test('what reaches nothing here is nothing: no scope, no ids, no column, things that are not yet', () => {
    for (const [scopes, columns] of [
      [[], ALL],
      [[scope('unit')], ALL],
      [[scope('unit', 'a')], { alliance: 'a.i' }],
      [[scope('alliances', 'i')], { unit: 'a.u', alliance: null }],
      [[scope('session', 's'), scope('subproject', 's'), scope('public')], ALL],
    ] as const) {
      expect(asked(scopes, columns)).toEqual(['false', []]);
    }
  });
});

describe('the reading of a query', () => {
  const query = {
    name: 'x',
    title: 'x',
    by: ['UOD_OFICIAL', 'COADYUVANTE', 'UCN_ME'],
    params: z.object({}),
    run: async () => null,
  } as unknown as QueryDefinition;
  const grant = (role: Role, id: string, more: Partial<Grant> = {}): Grant => ({
    id,
    role,
    kind: roles[role].scope,
    ids: [id],
    from: '2026-01-01',
    to: null,
    ...more,
  });
  const read = (...grants: Grant[]) => {
    const actor: Actor = { id: 'ana', name: 'Ana', kind: 'person', grants };
    const reading = readingOf(query, {} as Executor, actor, {}, '2026-06-15');
    return reading && [reading.view, reading.scopes.flatMap((s) => s.ids)];
  };

  test('is nobody’s without a role that may ask, in force today', () => {
    expect(read()).toBeNull();
    expect(read(grant('UCN_COM', 'n'))).toBeNull();
    expect(read(grant('UOD_OFICIAL', 'LPZ', { to: '2026-06-14' }))).toBeNull();
    expect(read(grant('UOD_OFICIAL', 'LPZ', { to: '2026-06-15' }))).toEqual(['full', ['LPZ']]);
  });

  test('has the widest view, within the reach of the roles that have it', () => {
    expect(read(grant('COADYUVANTE', 'far'))).toEqual(['noPersonal', ['far']]);
    expect(read(grant('COADYUVANTE', 'far'), grant('UOD_OFICIAL', 'LPZ'))).toEqual(['full', ['LPZ']]);
  });
});
