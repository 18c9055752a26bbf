-- 1.2a: alliances of model 1 with a signed convenio integral; resolved ones stay counted. Unknown model, unknown day: named, not counted.
select a.id::text as thing, a.id as subject_id, a.id as alliance_id, a.unit_id, a.municipality_code, a.model, a.product_code,
       null::text as sex, null::boolean as young, null::boolean as indigenous,
       min(g.signed_on) as counts_on, true as due, case when a.model = 1 and min(g.signed_on) is not null then 1 else 0 end as n,
       0 as d, case when a.model is null or a.model = 1 and min(g.signed_on) is null then 1 else 0 end as n0, 0 as d0,
       case when a.model is null then 'modelo sin dato' when a.model <> 1 then 'otro modelo'
            when min(g.signed_on) is null then 'sin fecha de firma del convenio' end as note,
       array_agg(g.id order by g.id) || array[a.profile_id] as sources
  from alliance_at(:level, :cutoff, :subjects) a
  join agreement_at(:level) g on g.alliance_id = a.id and g.kind = 'integral' and (g.signed_on is null or g.signed_on <= :cutoff)
 where a.programme_id = :programme
 group by a.id, a.unit_id, a.profile_id, a.municipality_code, a.model, a.product_code
