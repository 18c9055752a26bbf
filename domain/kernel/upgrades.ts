/**
 * Kinds that were renamed: from the former name to the present one. They stay for ever (docs/decisions/freeze.md). A
 * renamed command keeps counting its versions, so the steps below use its present kind.
 */
export const formerKinds: Readonly<Record<string, string>> = {};

/**
 * Steps that bring a body written by an older version of the app up to date. The received bytes are never rewritten:
 * the upgrade makes a second value (architecture 6). Key: 'kind:fromVersion'.
 */
const steps: Readonly<Record<string, (body: unknown) => unknown>> = {
  // Until organisations were a declared noun, a correction asked no reason.
  'organisation.correct:1': (body) => ({ reason: 'Corrección sin motivo escrito.', ...(body as object) }),
};

/** The body in the shape of version `to` of the command. */
export function upgradeBody(kind: string, from: number, to: number, body: unknown): unknown {
  let value = body;
  for (let v = from; v < to; v++) {
    const step = steps[`${kind}:${v}`];
    if (step) value = step(value);
  }
  return value;
}
