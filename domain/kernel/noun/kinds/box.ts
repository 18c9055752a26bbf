import * as z from 'zod/mini';
import { common, type Kind } from '../kind.ts';

/**
 * A text encrypted on the device of its author: 'v1.<id of the key>.<ephemeral key>.<nonce>.<sealed bytes>', in
 * base64url.
 */
const sealed = z
  .string()
  .check(
    z.maxLength(8000),
    z.regex(/^v1\.[0-9a-f-]{36}(\.[A-Za-z0-9_-]{10,}){3}$/, 'La caja cifrada está incompleta.'),
  );

/**
 * An encrypted text that the server stores and cannot open. Lists, files, histories and downloads only say that there
 * is one.
 */
export const boxKind: Kind<string> = {
  columns: ['text'],
  secret: true,
  schema: () => sealed as unknown as z.ZodMiniType<string>,
  question: (name, facts) => ({ ...common(name, facts), kind: 'box' }),
  show: () => 'guardado, cifrado',
  cell: () => 'sí',
  filter: null,
};
