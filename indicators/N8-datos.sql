-- N8, second measure: alliances active in the period with at least one visit or sale recorded in it, over alliances active in it.
with recorded as (
  select r.alliance_id, min(r.occurred_on) as first_on, array_agg(r.id order by r.id) as sources
    from (select v.id, v.alliance_id, v.occurred_on from visit_at(:level) v where v.occurred_on between :from and :to
          union all
          select s.id, s.alliance_id, s.occurred_on from sale_at(:level) s where s.occurred_on between :from and :to) r
   where :alliances::uuid[] is null or r.alliance_id = any(:alliances::uuid[])
   group by r.alliance_id
), active as (
  select distinct s.alliance_id from alliance_active(:level, :alliances) s where s.since <= :to and (s.until is null or s.until > :from)
)
select a.id::text as thing, a.id as alliance_id, a.unit_id, x.municipality_code, x.model, x.product_code,
       null::text as sex, null::boolean as young, null::boolean as indigenous,
       r.first_on as counts_on, true as due, case when r.alliance_id is null then 0 else 1 end as n, 1 as d, 0 as n0, 0 as d0,
       case when r.alliance_id is null then 'sin registros en el período' end as note, coalesce(r.sources, '{}') as sources
  from alliance_root a
  join active on active.alliance_id = a.id
  left join recorded r on r.alliance_id = a.id
  left join alliance_profile_at(:level) x on x.record_id = a.id
 where a.programme_id = :programme and (:alliances::uuid[] is null or a.id = any(:alliances::uuid[]))
