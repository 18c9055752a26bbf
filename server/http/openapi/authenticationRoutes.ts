import { authenticationSteps } from '../../identity/authentication.ts';
import { inputSchema, type JsonSchema } from './jsonSchema.ts';
import { body, flag, json, object, ok, open, type Problems, person, text } from './schemaParts.ts';

/** What each step of logging in is for. */
const doors: Readonly<Record<string, { summary: string; answer: JsonSchema; needsSession?: boolean }>> = {
  '/sign-in/username': { summary: 'ingresar con usuario y contraseña', answer: object({ twoFactorRedirect: flag }) },
  '/two-factor/verify-totp': { summary: 'dar el código de verificación de la aplicación', answer: ok },
  '/two-factor/verify-backup-code': { summary: 'dar un código de recuperación impreso', answer: ok },
  '/two-factor/enable': {
    summary: 'activar el código de verificación',
    answer: object({ totpURI: text, backupCodes: { type: 'array', items: text } }),
    needsSession: true,
  },
  '/two-factor/generate-backup-codes': {
    summary: 'hacer nuevos códigos de recuperación',
    answer: object({ backupCodes: { type: 'array', items: text } }),
    needsSession: true,
  },
  '/change-password': { summary: 'cambiar la propia contraseña', answer: ok, needsSession: true },
  '/set-password': { summary: 'poner la contraseña con un código impreso', answer: ok },
};

/** The path item of every step under /api/auth. */
export function authenticationPaths(problem: Problems): Record<string, JsonSchema> {
  const steps = Object.entries(authenticationSteps).map(([path, { schema }]) => {
    const door = doors[path];
    const post = {
      operationId: `auth${path.replaceAll(/[/-](.)/g, (_all, c: string) => c.toUpperCase())}`,
      tags: ['Ingreso'],
      summary: door?.summary ?? path,
      description:
        'Los intentos se cuentan por cuenta y por dirección; pasado el límite se responde SIGG-207 con la espera en «Retry-After».',
      security: door?.needsSession ? person : open,
      requestBody: body(inputSchema(schema)),
      responses: { 200: json(door?.answer ?? {}), ...problem(400, 401, 403, 413, 422, 429) },
    };
    return [`/api/auth${path}`, { post }];
  });
  const end = (path: string, summary: string, requestBody?: JsonSchema) => [
    `/api/auth${path}`,
    {
      post: {
        operationId: `auth${path.replaceAll(/[/-](.)/g, (_all, c: string) => c.toUpperCase())}`,
        tags: ['Ingreso'],
        summary,
        security: person,
        ...(requestBody ? { requestBody } : {}),
        responses: { 200: json(ok), ...problem(401, 404) },
      },
    },
  ];
  return Object.fromEntries([
    ...steps,
    end('/sign-out', 'salir'),
    end('/revoke-session', 'terminar una de mis sesiones', body(object({ id: { type: 'string', format: 'uuid' } }))),
    end('/revoke-other-sessions', 'terminar todas mis sesiones menos esta'),
  ]);
}
