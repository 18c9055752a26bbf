import { Hono } from 'hono';
import * as z from 'zod/mini';
import { receiveFile } from '../../../domain/field/file.ts';
import { problem } from '../../../domain/kernel/problem.ts';
import type { CommandResult } from '../../commands/executeCommands.ts';
import { recentServerPosition } from '../../stores/serverPosition.ts';
import { type AppEnv, answerProblem, requireSession } from '../answers.ts';

const MAX_COMMANDS = 100;
const requestSchema = z.object({ commands: z.array(z.string()) });

export const commandRoutes = new Hono<AppEnv>();

/**
 * Takes serialised envelopes and answers each, in order. 200 with one result per command; a whole request that cannot be
 * read, or is not allowed, answers with a problem.
 */
commandRoutes.post('/commands', async (c) => {
  const session = await requireSession(c);
  if (session instanceof Response) return session;
  const request = requestSchema.safeParse(await c.req.json().catch(() => null));
  if (!request.success) return answerProblem(c, problem('malformed'));
  const texts = request.data.commands;
  if (texts.length > MAX_COMMANDS) return answerProblem(c, problem('tooManyCommands', { max: MAX_COMMANDS }));
  if (session.secondFactor.required && !session.secondFactor.passed)
    return answerProblem(c, problem('secondFactorRequired'));
  const system = c.get('system');
  // Only the upload route may say that bytes arrived: otherwise anybody could claim to have had in hand any file whose
  // hash they know.
  if (texts.some((text) => memberOf(text, 'kind') === receiveFile.kind))
    return answerProblem(c, problem('fileByUpload'));
  const { operations } = session;
  const allowed = operations ? texts.filter((text) => operations.has(memberOf(text, 'kind'))) : texts;
  if (allowed.length < texts.length) return answerProblem(c, problem('tokenScope'));
  // So that the journal distinguishes what a key did from what its maker did.
  if (session.via === 'token' && texts.some((text) => memberOf(text, 'deviceId') !== session.sessionId))
    return answerProblem(c, problem('tokenDevice', { id: session.sessionId }));
  const results = await system.execute(session.actor, texts);
  return c.json({ results: results.map(present), ...(await recentServerPosition(system.db)) });
});

function memberOf(text: string, name: 'kind' | 'deviceId'): string {
  try {
    const value = (JSON.parse(text) as { kind?: unknown; deviceId?: unknown } | null)?.[name];
    return typeof value === 'string' ? value : '';
  } catch {
    return '';
  }
}

function present({ problem: p, ...result }: CommandResult) {
  if (!p) return result;
  const { status: _http, ...said } = p;
  return { ...result, problem: said };
}
