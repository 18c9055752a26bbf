-- 1.2a: alliances of model 1 with a signed convenio integral; resolved ones stay counted. Unknown model: named, not counted.
select a.id::text as thing, a.id as alliance_id, a.unit_id, x.municipality_code, x.model, x.product_code,
       null::text as sex, null::boolean as young, null::boolean as indigenous,
       min(g.signed_on) as counts_on, true as due, case when x.model = 1 then 1 else 0 end as n, 0 as d, 0 as n0, 0 as d0,
       case when x.model is null then 'modelo sin dato' when x.model <> 1 then 'otro modelo' end as note,
       array_agg(g.id order by g.id) || case when x.id is null then '{}' else array[x.id] end as sources
  from alliance_root a
  join agreement_at(:level) g on g.alliance_id = a.id and g.kind = 'integral' and g.signed_on <= :to
  left join alliance_profile_at(:level) x on x.record_id = a.id
 where a.programme_id = :programme and (:alliances::uuid[] is null or a.id = any(:alliances::uuid[]))
 group by a.id, a.unit_id, x.id, x.municipality_code, x.model, x.product_code
