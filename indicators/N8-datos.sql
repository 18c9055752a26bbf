-- N8, second measure: alliances active in the period with at least one visit or sale recorded in it, over alliances active in it.
-- Those of which nobody knows since or until when: named, in no part.
with recorded as (
  select r.alliance_id, min(r.occurred_on) as first_on, array_agg(r.id order by r.id) as sources
    from (select v.id, v.alliance_id, v.occurred_on from visit_at(:level) v where v.occurred_on between :from and :cutoff
          union all
          select s.id, s.alliance_id, s.occurred_on from sale_at(:level) s where s.occurred_on between :from and :cutoff) r
   where :subjects::uuid[] is null or r.alliance_id = any(:subjects::uuid[])
   group by r.alliance_id
), active as (
  select s.alliance_id, case when not bool_or(s.unknown is null) then min(s.unknown) end as unknown
    from active_span(:level, :subjects) s
   where (s.since is null or s.since <= :cutoff) and (s.until is null or s.until > :from)
   group by s.alliance_id
)
select a.id::text as thing, a.id as subject_id, a.id as alliance_id, a.unit_id, a.municipality_code, a.model, a.product_code,
       null::text as sex, null::boolean as young, null::boolean as indigenous,
       case when e.unknown is null then r.first_on end as counts_on, true as due,
       case when e.unknown is null and r.alliance_id is not null then 1 else 0 end as n, case when e.unknown is null then 1 else 0 end as d,
       0 as n0, 0 as d0, coalesce(e.unknown, case when r.alliance_id is null then 'sin registros en el período' end) as note,
       case when e.unknown is null and r.alliance_id is not null then r.sources else '{}' end as sources
  from alliance_at(:level, :cutoff, :subjects) a
  join active e on e.alliance_id = a.id
  left join recorded r on r.alliance_id = a.id
 where a.programme_id = :programme
