-- P9: alliances of any model with a signed convenio. Unknown day: named, not counted.
select a.id::text as thing, a.id as subject_id, a.id as alliance_id, a.unit_id, a.municipality_code, a.model, a.product_code,
       null::text as sex, null::boolean as young, null::boolean as indigenous,
       min(g.signed_on) as counts_on, true as due, case when min(g.signed_on) is null then 0 else 1 end as n, 0 as d,
       case when min(g.signed_on) is null then 1 else 0 end as n0, 0 as d0,
       case when min(g.signed_on) is null then 'sin fecha de firma del convenio' end as note,
       array_agg(g.id order by g.id) as sources
  from alliance_at(:level, :cutoff, :subjects) a
  join agreement_at(:level) g on g.alliance_id = a.id and (g.signed_on is null or g.signed_on <= :cutoff)
 where a.programme_id = :programme
 group by a.id, a.unit_id, a.municipality_code, a.model, a.product_code
