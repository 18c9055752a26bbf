import { createHash } from 'node:crypto';
import { compose } from '../../server/commands/compose.ts';
import { newId } from '../../server/ids.ts';
import { visitBody } from '../helpers/bodies.ts';
import type { FieldUser } from '../helpers/fieldWorld.ts';
import { picture } from './picture.ts';

/** A command that a client has to send, and every answer to it. */
export interface Item {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly text: string;
  /** Answers in the order of arrival. A held answer may be followed by the final one; nothing else may change. */
  readonly answers: string[];
  sent: number;
}

export interface Upload {
  readonly hash: string;
  readonly bytes: Buffer;
  sent: number;
  done: boolean;
}

/**
 * One person and everything they send. `files` and `items` are kept completely, because the final count is compared
 * with them.
 */
export interface Outbox {
  readonly user: FieldUser;
  cookie: string;
  readonly items: Item[];
  readonly uploads: Upload[];
}

/** Answers after which a client stops sending a command. */
export const isFinal = (status: string | undefined): boolean =>
  status === 'accepted' || status === 'conflict' || status === 'refused' || status === 'unreadable';

/** Makes work for one person of the test. */
export type Work = (random: () => number, user: FieldUser) => { items: Item[]; uploads: Upload[] };

const day = '2026-03-10';

function item(
  user: FieldUser,
  kind: string,
  subjectId: string,
  body: unknown,
  more: { id?: string; after?: string[]; baseVersion?: number } = {},
): Item {
  const id = more.id ?? newId();
  const at = new Date().toISOString();
  return {
    id,
    kind,
    subjectId,
    text: compose({
      kind,
      actor: user,
      subjectId,
      body,
      occurredOn: day,
      at,
      id,
      after: more.after ?? [],
      baseVersion: more.baseVersion ?? null,
    }),
    answers: [],
    sent: 0,
  };
}

/** Work of the field: a photo, visits that contain it, sales, and a correction that may overtake the visit it needs. */
export const fieldWork: Work = (random, user) => {
  const bytes = picture(random);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const allianceId = user.alliances[Math.floor(random() * user.alliances.length)] ?? '';
  const visit = visitBody(allianceId, { photos: [hash] });
  const sale = {
    allianceId,
    buyerOther: 'Feria',
    productCode: 'QUINUA',
    quantity: 1_000_000,
    unitCode: 'kg',
    price: 80_000,
    photos: [],
  };
  const first = item(user, 'visit.register', newId(), visit);
  const correction = item(
    user,
    'visit.correct',
    first.subjectId,
    { ...visit, notes: 'corregida' },
    { after: [first.id], baseVersion: 1 },
  );
  const rest = [
    item(user, 'visit.register', newId(), visit),
    item(user, 'sale.register', newId(), sale),
    item(user, 'sale.register', newId(), sale),
  ];
  const items = random() < 0.3 ? [correction, ...rest, first] : [first, ...rest, correction];
  return { items, uploads: [{ hash, bytes, sent: 0, done: false }] };
};

/** Work of the office: a document, and an alliance adopted with it. */
export const officeWork: Work = (_random, user) => {
  const document = item(user, 'document.record', newId(), { title: 'Acta de la prueba' });
  const code = `K-${newId().slice(-12)}`;
  const adopted = item(
    user,
    'alliance.adopt',
    newId(),
    {
      programmeId: 'PAR2FA',
      code,
      name: `Alianza ${code}`,
      unitId: 'LPZ',
      state: 'EN_OPERACION',
      organisation: { id: newId(), existing: false, name: `Organización ${code}` },
      data: {},
      sourceDocumentId: document.subjectId,
    },
    { after: [document.id] },
  );
  return { items: [document, adopted], uploads: [] };
};
