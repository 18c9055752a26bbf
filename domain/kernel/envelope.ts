import * as z from 'zod/mini';
import { isDay } from './dates.ts';
import { isId } from './ids.ts';

/** A lower-case UUID. */
export const idSchema = z.string().check(z.refine(isId, 'identificador no válido'));
/** A day that exists, 'YYYY-MM-DD'. */
export const daySchema = z.string().check(z.refine(isDay, 'fecha no válida'));
/** An ISO instant in UTC with milliseconds. */
export const instantSchema = z
  .string()
  .check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'instante no válido'));

/** A position as the device gave it: degrees WGS84, metres, seconds of age at the moment of capture. */
const placeSchema = z.object({
  lon: z.number().check(z.minimum(-180), z.maximum(180)),
  lat: z.number().check(z.minimum(-90), z.maximum(90)),
  accuracyM: z.nullable(z.number().check(z.nonnegative())),
  ageS: z.nullable(z.number().check(z.nonnegative())),
});
export type Place = z.infer<typeof placeSchema>;

/** A device clock further than this from the true time, or moved by more than this, is wrong (milliseconds). */
export const CLOCK_TOLERANCE_MS = 10 * 60_000;

/**
 * What the device knows of time: its clock, the server's offset at last contact, milliseconds since then. `jumpMs`: how far the
 * clock of the device was moved between the last contact before the capture and the next one after it, told when it is more
 * than the tolerance; a phone that slept moved nothing.
 */
const clockSchema = z.object({
  deviceAt: instantSchema,
  offsetMs: z.nullable(z.number()),
  sinceContactMs: z.nullable(z.number().check(z.nonnegative())),
  jumpMs: z.optional(z.number()),
});
export type Clock = z.infer<typeof clockSchema>;

/**
 * The fixed envelope of every command (architecture 6). The device serialises it once; the bytes are kept as text and
 * hashed as they are. `subjectId` is what the command is about, `baseVersion` the version of it the person was looking at
 * (null: it did not exist), `after` the commands this one needs, `deviceSeq` counts a device's commands from 1.
 */
export const envelopeSchema = z.object({
  id: idSchema,
  kind: z.string().check(z.regex(/^[a-zA-Z]+\.[a-zA-Z]+$/), z.maxLength(60)),
  schemaVersion: z.int().check(z.positive()),
  actorId: idSchema,
  deviceId: idSchema,
  deviceSeq: z.int().check(z.nonnegative()),
  subjectId: idSchema,
  baseVersion: z.nullable(z.int().check(z.nonnegative())),
  after: z.array(idSchema).check(z.maxLength(50)),
  occurredOn: daySchema,
  capturedAt: instantSchema,
  clock: z.nullable(clockSchema),
  place: z.nullable(placeSchema),
  nonce: z.string().check(z.minLength(8), z.maxLength(64)),
  body: z.unknown(),
  signature: z.optional(z.string().check(z.maxLength(500))),
});
export type Envelope<Body = unknown> = Omit<z.infer<typeof envelopeSchema>, 'body'> & { body: Body };
