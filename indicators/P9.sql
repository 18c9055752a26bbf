-- P9: alliances of any model with a signed convenio.
select a.id::text as thing, a.id as alliance_id, a.unit_id, x.municipality_code, x.model, x.product_code,
       null::text as sex, null::boolean as young, null::boolean as indigenous,
       min(g.signed_on) as counts_on, true as due, 1 as n, 0 as d, 0 as n0, 0 as d0, null::text as note,
       array_agg(g.id order by g.id) as sources
  from alliance_root a
  join agreement_at(:level) g on g.alliance_id = a.id and g.signed_on <= :to
  left join alliance_profile_at(:level) x on x.record_id = a.id
 where a.programme_id = :programme and (:alliances::uuid[] is null or a.id = any(:alliances::uuid[]))
 group by a.id, a.unit_id, x.municipality_code, x.model, x.product_code
