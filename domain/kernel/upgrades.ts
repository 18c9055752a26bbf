/**
 * Kinds that were renamed: the one before, and the one of today. They stay for ever (docs/decisions/freeze.md). A command that is renamed
 * goes on counting its versions, so the steps below are under its kind of today.
 */
export const formerKinds: Readonly<Record<string, string>> = {};

/**
 * Bodies written by older versions of the app, brought up to date in numbered steps. The bytes that came are never
 * rewritten: the upgrade makes a second value (architecture 6). Key: 'kind:fromVersion'.
 */
const steps: Readonly<Record<string, (body: unknown) => unknown>> = {};

/** The body as version `to` of the command understands it. */
export function upgradeBody(kind: string, from: number, to: number, body: unknown): unknown {
  let value = body;
  for (let v = from; v < to; v++) {
    const step = steps[`${kind}:${v}`];
    if (step) value = step(value);
  }
  return value;
}
