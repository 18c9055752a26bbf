import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Envelope } from '../../domain/kernel/envelope.ts';
import { problem } from '../../domain/kernel/problem.ts';
import { accountPlacement } from '../../domain/people/account.ts';
import { can } from '../../domain/people/actor.ts';
import { bringIn } from '../../domain/people/bringIn.ts';
import { type BroughtIn, unsentFileSchema } from '../../domain/sync/unsent.ts';
import { compose } from '../commands/compose.ts';
import { type AppEnv, answerProblem, requireOperation } from '../http/answers.ts';
import { loadFormerActor } from '../stores/actors.ts';
import { openUnsent } from './openUnsent.ts';
import { receiveBytes } from './receiveFile.ts';

export const unsentRoutes = new Hono<AppEnv>();

/** Enough for a day's photos; an office sends a larger file in parts. */
const MAX_KB = 24 * 1024;
const limited = bodyLimit({
  maxSize: MAX_KB * 1024,
  onError: (c) => answerProblem(c, problem('tooLarge', { maxKb: MAX_KB })),
});

interface Owner extends Record<string, unknown> {
  unitId: string | null;
  secret: string;
}

/**
 * Brings in what a phone could not send: `{file, reason}`. First the photos, then one act of the person who brings it,
 * then each fact as its author captured it, through the one write path. The same file again changes nothing. Answers
 * the result of each.
 */
unsentRoutes.post('/api/unsent', limited, async (c) => {
  const session = await requireOperation(c, bringIn.kind);
  if (session instanceof Response) return session;
  const system = c.get('system');
  if (!can(session.actor, bringIn.by, { anywhere: true }, system.today()).may)
    return answerProblem(c, problem('notAllowed'));
  const sent = (await c.req.json().catch(() => null)) as { file?: unknown; reason?: unknown } | null;
  const read = unsentFileSchema.safeParse(sent?.file);
  if (!read.success) return answerProblem(c, problem('notAPhoneFile'));
  const file = read.data;
  const [owner] = await system.db.query<Owner>(
    `select u.unit_id as "unitId", k.secret from phone_key k join user_account u on u.id = k.user_id
      where k.device_id = $1::text::uuid and k.user_id = $2::text::uuid`,
    [file.deviceId, file.userId],
  );
  if (!owner) return answerProblem(c, problem('notAPhoneFile'));
  // Checked before anything of the file is opened or stored; the rule of the act checks it again.
  if (!can(session.actor, bringIn.by, accountPlacement({ unitId: owner.unitId }), system.today()).may)
    return answerProblem(c, problem('outsideScope'));
  const { texts, files } = await openUnsent(file, owner.secret);
  const envelopes = texts.map((text) => JSON.parse(text) as Envelope);
  if (envelopes.length > 0) {
    const body = { deviceId: file.deviceId, commands: envelopes.map((e) => e.id), reason: sent?.reason };
    const at = system.now();
    const [act] = await system.execute(session.actor, [
      compose({
        kind: bringIn.kind,
        actor: session.actor,
        subjectId: file.userId,
        body,
        occurredOn: system.today(),
        at,
      }),
    ]);
    if (act?.status !== 'accepted') return answerProblem(c, act?.problem ?? problem('internal'));
  }
  for (const { bytes, hash, originalHash } of files)
    await receiveBytes(system, session.actor, bytes, { hash, originalHash });
  const person = await loadFormerActor(system.db, file.userId);
  const results = person ? await system.execute(person, texts, { broughtIn: true }) : [];
  const answer: BroughtIn = {
    photos: files.length,
    commands: envelopes.map(({ id, kind, occurredOn }, i) => ({
      id,
      kind,
      occurredOn,
      status: results[i]?.status ?? 'refused',
      message: results[i]?.problem?.message ?? null,
    })),
  };
  return c.json(answer);
});
