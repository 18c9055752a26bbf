/** A visit as a test needs one: done, and nothing else said. */
export const visitBody = <M extends Record<string, unknown>>(allianceId: string, more?: M) => ({
  allianceId,
  done: true,
  presentMembers: [] as unknown[],
  topics: ['produccion'],
  commitments: [] as unknown[],
  photos: [] as string[],
  ...more,
});
