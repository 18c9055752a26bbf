/**
 * What a captured value is compared with (domain/field/plausible.ts, `Known`), as one JSON expression, used by the rule
 * that accepts a record and by its review. Each argument is SQL; the statement must contain `a` (the alliance) and `p`
 * (its profile).
 */
export function knownSql(at: { product: string; unit: string; record: string; day: string }): string {
  return `jsonb_build_object('programmeId', a.programme_id,
    'place', case when p.lon is null then null else jsonb_build_object('lon', p.lon, 'lat', p.lat) end, 'families', p.families_declared,
    'agreed', (select coalesce(jsonb_agg(jsonb_build_object('buyerId', g.buyer_id, 'unitCode', g.unit_code,
      'price', g.price, 'factor', c.factor,
                 'quantityPerCycle', g.quantity_per_cycle)), '[]'::jsonb)
                 from commercial_agreement g left join unit_conversion c on c.product_code = g.product_code and c.unit_code = g.unit_code
                where g.alliance_id = a.id and g.product_code = ${at.product} and g.standing = 'current' and not g.annulled),
    'usual', (select case when count(*) = 0 then null else jsonb_build_object('count', count(*),
                 'price', round(percentile_cont(0.5) within group (order by s.price)),
                   'quantity', round(percentile_cont(0.5) within group (order by s.quantity))) end
                 from sale s
                   where s.alliance_id = a.id and s.product_code = ${at.product} and s.unit_code = ${at.unit}
                     and s.standing = 'current' and not s.annulled
                  and s.record_id <> ${at.record} and s.occurred_on between ${at.day} - 365 and ${at.day}))`;
}

/** The answer of the loader by key 'alliance:record:product:unit:day' (`knownFact`); none without an alliance. */
export const captureKnownSql = (keys: string): string =>
  `select x.k, ${knownSql({
    product: "split_part(x.k, ':', 3)",
    unit: "split_part(x.k, ':', 4)",
    record: "split_part(x.k, ':', 2)::uuid",
    day: "split_part(x.k, ':', 5)::date",
  })} as v
     from unnest(${keys}::text[]) as x(k) join alliance a on a.id = split_part(x.k, ':', 1)::uuid
     left join alliance_profile p on p.record_id = a.id and p.standing = 'current'`;
