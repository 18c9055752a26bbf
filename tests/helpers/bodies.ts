/** A minimal visit for tests: done, and nothing else. */
export const visitBody = <M extends Record<string, unknown>>(allianceId: string, more?: M) => ({
  allianceId,
  done: true,
  presentMembers: [] as unknown[],
  topics: ['produccion'],
  commitments: [] as unknown[],
  photos: [] as string[],
  ...more,
});
