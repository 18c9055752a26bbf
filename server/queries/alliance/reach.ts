/** Columns by which a scope reaches an alliance `a` with its current profile `p`. */
export const ALLIANCE_SCOPE = {
  unit: 'a.unit_id',
  alliance: 'a.id',
  organisation: 'a.organisation_id',
  municipality: 'p.municipality_code',
} as const;

/** An alliance with its current profile: what every list of alliances starts from. */
export const ALLIANCE_FROM = `alliance a join alliance_profile p on p.record_id = a.id and p.standing = 'current'`;

/** The number of families that are members of an organisation, under any of its joined names, each counted once. */
export const FAMILIES = (organisation: string): string =>
  `(select count(distinct coalesce(y.merged_into, y.id)) from organisation n
    join organisation_member x on x.organisation_id = n.id join family y on y.id = x.family_id
     where coalesce(n.merged_into, n.id) = ${organisation} and x.standing = 'current' and not x.annulled and x.left_on is null)`;
