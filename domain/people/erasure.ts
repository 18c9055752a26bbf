import * as z from 'zod/mini';
import { accept, defineCommand, insert, refuse, update } from '../kernel/command.ts';
import type { Day } from '../kernel/dates.ts';
import { idSchema } from '../kernel/envelope.ts';
import { need } from '../kernel/fact.ts';
import { problem } from '../kernel/problem.ts';
import { normalized } from '../kernel/text.ts';
import { can, ownHand } from './actor.ts';
import { guardianRoles } from './guardians.ts';

/** A request to empty what one entry of the journal keeps (table erasure). */
export interface Erasure {
  readonly id: string;
  /** The entry. */
  readonly targetId: string;
  readonly reason: string;
  readonly basis: string;
  readonly status: 'proposed' | 'confirmed' | 'refused';
  readonly proposedBy: string;
  readonly proposedOn: Day;
  readonly decidedBy: string | null;
  readonly decidedOn: Day | null;
  readonly decidedReason: string | null;
  readonly version: number;
}

/** What the rules here need to know of an entry. */
export interface ErasureTarget {
  readonly id: string;
  readonly kind: string;
}

/**
 * Whether entries of a kind are never emptied: those that say who may do what, that set the rules of the figures, or
 * that prove the journal. Without them nobody could tell whether later acts were allowed. They hold no personal data
 * beyond the names of accounts.
 */
export function neverErased(kind: string): boolean {
  return /^(role|delegation|parameter|reference|signingKey|erasure)\./.test(kind);
}

/**
 * The words by which a person is found where somebody else typed them: card, telephone and mail exactly, and the parts
 * of the name.
 */
export interface PersonWords {
  readonly exact: readonly string[];
  readonly name: readonly string[];
}

const SHORTEST_EXACT = 5;
const isExact = (word: string): boolean => word.length >= SHORTEST_EXACT;
const text = (value: unknown): string[] => (typeof value === 'string' && value.trim() ? [normalized(value)] : []);

/** Kinds of buyer that are never a natural person: only their contact is. */
const NO_PERSONS: readonly unknown[] = ['empresa', 'asociacion', 'institucion_publica', 'gam', 'gobernacion'];

/**
 * The people in the row of a buyer: the buyer, unless it is an organisation, and the contact. The address identifies
 * nobody.
 */
function personsOfBuyer(row: Readonly<Record<string, unknown>>): PersonWords[] {
  const parts = (name: unknown) => text(name).flatMap((part) => part.split(' '));
  const personOf = (exact: string[], name: string[]): PersonWords => ({ exact, name: name.length > 1 ? name : [] });
  const telephones = typeof row.telephone === 'string' ? (row.telephone.match(/\d{7,}/g) ?? []) : [];
  const contact = personOf([...text(row.telephone), ...telephones].filter(isExact), parts(row.contact));
  return NO_PERSONS.includes(row.kind)
    ? [contact]
    : [contact, personOf(text(row.nit).filter(isExact), parts(row.name))];
}

const namedAsInCommands = (row: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );

/** The people in some content, at any depth: objects with names and surnames, accounts, and rows of buyers. */
export function personsIn(content: unknown): PersonWords[] {
  if (typeof content !== 'object' || content === null) return [];
  const inside = Object.values(content).flatMap(personsIn);
  // What was received is named as commands name it, what was written as its columns.
  const said = namedAsInCommands(content as Readonly<Record<string, unknown>>);
  if (typeof said.buyer === 'object' && said.buyer !== null)
    return [...personsOfBuyer(said.buyer as Readonly<Record<string, unknown>>), ...inside];
  const isPerson =
    typeof said.givenNames === 'string' || (typeof said.username === 'string' && typeof said.name === 'string');
  if (!isPerson) return inside;
  const exact = [said.ciNumber, said.phone, said.email].flatMap(text).filter(isExact);
  const name = [said.givenNames ?? said.name, said.paternalSurname, said.maternalSurname]
    .flatMap(text)
    .flatMap((part) => part.split(' '));
  // A given name alone identifies nobody.
  return [{ exact, name: name.length > 1 ? name : [] }, ...inside];
}

/**
 * Whether texts that belong together (a row of a sheet) are about one of these people: they contain something that only
 * that person has, or the whole name.
 */
export function speaksOf(persons: readonly PersonWords[], texts: readonly string[]): boolean {
  const said = texts.map(normalized).filter((one) => one !== '');
  const words = new Set(said.flatMap((one) => [one, one.replaceAll(' ', ''), ...one.split(' ')]));
  return persons.some(
    ({ exact, name }) =>
      exact.some((one) => words.has(one) || words.has(one.replaceAll(' ', ''))) ||
      (name.length > 0 && name.every((part) => words.has(part))),
  );
}

const words = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));
const proposeSchema = z.object({ targetId: idSchema, reason: words(500), basis: words(300) });
type ProposeBody = z.infer<typeof proposeSchema>;

/**
 * Asks to empty what an entry stores (the received content and its copies of rows), because the person it is about
 * asked for it or a law demands it. Reason and legal basis stay in the journal, without personal data. The hashes stay
 * too, so the chain still holds.
 */
export const proposeErasure = defineCommand<ProposeBody, { target: ErasureTarget | null; earlier: Erasure[] }>({
  kind: 'erasure.propose',
  type: 'act',
  title: 'pedir que se borre el contenido de un asiento',
  version: 1,
  schema: proposeSchema as z.ZodMiniType<ProposeBody>,
  subject: 'erasure',
  by: ['UCN_COORD', 'UCN_ME'],
  locks: (c) => [c.body.targetId],
  facts: (c) => ({
    target: { loader: 'journalEntry', key: c.body.targetId },
    earlier: { loader: 'erasuresOfEntry', key: c.body.targetId },
  }),
  placement: () => ({ national: true }),
  decide: ({ command, actor, facts, today }) => {
    const { body } = command;
    const target = need(facts.target);
    if (!target) return refuse(problem('notFound', undefined, 'body.targetId'));
    if (neverErased(target.kind)) return refuse(problem('neverErased', undefined, 'body.targetId'));
    if ((need(facts.earlier) ?? []).some((e) => e.status !== 'refused'))
      return refuse(problem('alreadyExists', undefined, 'body.targetId'));
    const row: Erasure = {
      id: command.subjectId,
      targetId: body.targetId,
      reason: body.reason,
      basis: body.basis,
      status: 'proposed',
      proposedBy: actor.id,
      proposedOn: today,
      decidedBy: null,
      decidedOn: null,
      decidedReason: null,
      version: 1,
    };
    return accept([insert('erasure', row)]);
  },
});

const decideSchema = z.object({ accept: z.boolean(), reason: z.optional(z.nullable(words(500))) });
type DecideBody = z.infer<typeof decideSchema>;

/**
 * The second person's yes or no. Whoever asked may take the request back but never confirm it, and a delegated role
 * does not confirm. What was confirmed is emptied at once and for good by a function of the database (migration 0021),
 * and `verify` accepts exactly these entries without content.
 */
export const decideErasure = defineCommand<DecideBody, { erasure: Erasure | null }>({
  kind: 'erasure.decide',
  type: 'act',
  title: 'confirmar o rechazar un borrado',
  version: 1,
  schema: decideSchema as z.ZodMiniType<DecideBody>,
  subject: 'erasure',
  by: guardianRoles.roles,
  facts: (c) => ({ erasure: { loader: 'erasure', key: c.subjectId } }),
  placement: () => ({ national: true }),
  decide: ({ command, actor, facts, today }) => {
    const erasure = need(facts.erasure);
    const { body } = command;
    if (!erasure) return refuse(problem('notFound'));
    if (erasure.status !== 'proposed') return refuse(problem('alreadyDecided'));
    if (body.accept && erasure.proposedBy === actor.id) return refuse(problem('twoPeopleNeeded'));
    if (body.accept && !can(ownHand(actor), guardianRoles.roles, { national: true }, today).may)
      return refuse(problem('delegatedHand'));
    if (!body.accept && !body.reason) return refuse(problem('bodyMissingField', { name: 'Motivo' }, 'body.reason'));
    const status = body.accept ? ('confirmed' as const) : ('refused' as const);
    const decidedReason = body.accept ? null : (body.reason ?? null);
    return accept([
      update('erasure', {
        ...erasure,
        status,
        decidedBy: actor.id,
        decidedOn: today,
        decidedReason,
        version: erasure.version + 1,
      }),
    ]);
  },
});
