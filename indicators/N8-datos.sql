-- N8, second measure: active alliances with at least one visit or sale recorded in the period, over active alliances.
with recorded as (
  select r.alliance_id, min(r.occurred_on) as first_on, array_agg(r.id order by r.id) as sources
    from (select v.id, v.alliance_id, v.occurred_on from visit_at(:level) v where v.occurred_on between :from and :to
          union all
          select s.id, s.alliance_id, s.occurred_on from sale_at(:level) s where s.occurred_on between :from and :to) r
   where :alliances::uuid[] is null or r.alliance_id = any(:alliances::uuid[])
   group by r.alliance_id
)
select a.id::text as thing, a.id as alliance_id, a.unit_id, x.municipality_code, x.model, x.product_code,
       null::text as sex, null::boolean as young, null::boolean as indigenous,
       r.first_on as counts_on, true as due, case when r.alliance_id is null then 0 else 1 end as n, 1 as d, 0 as n0, 0 as d0,
       case when r.alliance_id is null then 'sin registros en el período' end as note, coalesce(r.sources, '{}') as sources
  from alliance_root a
  left join recorded r on r.alliance_id = a.id
  left join alliance_profile_at(:level) x on x.record_id = a.id
 where a.programme_id = :programme
   and a.state in ('CONVENIO_FIRMADO', 'CONTRAPARTE_DEPOSITADA', 'EN_INVERSION', 'INVERSION_CONCLUIDA', 'EN_OPERACION', 'OPERACION_CONCLUIDA')
   and (:alliances::uuid[] is null or a.id = any(:alliances::uuid[]))
