/** Columns by which a scope reaches an alliance `a` with its current profile `p`. */
export const ALLIANCE_SCOPE = { unit: 'a.unit_id', alliance: 'a.id', organisation: 'a.organisation_id', municipality: 'p.municipality_code' } as const;

/** An alliance with its current profile: what every list of alliances starts from. */
export const ALLIANCE_FROM = `alliance a join alliance_profile p on p.record_id = a.id and p.standing = 'current'`;
