-- BR-48: months in which an alliance was active and had at least one visit done, over the months of the period that have begun
-- in which it was active. A month of which nobody knows whether it was: named, in no part.
with month as (
  select m::date as first_day, least((m + interval '1 month - 1 day')::date, :cutoff::date) as last_day
    from generate_series(date_trunc('month', :from::date), :cutoff::date, interval '1 month') m
), visited as (
  select v.alliance_id, date_trunc('month', v.occurred_on)::date as first_day, min(v.occurred_on) as first_on,
         array_agg(v.id order by v.id) as sources
    from visit_at(:level) v
   where v.done and v.occurred_on between :from and :cutoff and (:subjects::uuid[] is null or v.alliance_id = any(:subjects::uuid[]))
   group by 1, 2
), expected as (
  select s.alliance_id, m.first_day, case when not bool_or(s.unknown is null) then min(s.unknown) end as unknown
    from active_span(:level, :subjects) s
    join month m on (s.since is null or s.since <= m.last_day) and (s.until is null or s.until > m.first_day)
   group by s.alliance_id, m.first_day
)
select a.id || ':' || to_char(e.first_day, 'YYYY-MM') as thing, a.id as subject_id, a.id as alliance_id,
       a.unit_id, a.municipality_code, a.model, a.product_code,
       null::text as sex, null::boolean as young, null::boolean as indigenous,
       case when e.unknown is null then v.first_on end as counts_on, true as due,
       case when e.unknown is null and v.alliance_id is not null then 1 else 0 end as n, case when e.unknown is null then 1 else 0 end as d,
       0 as n0, 0 as d0, coalesce(e.unknown, case when v.alliance_id is null then 'sin visita en el mes' end) as note,
       case when e.unknown is null and v.alliance_id is not null then v.sources else '{}' end as sources
  from alliance_at(:level, :cutoff, :subjects) a
  join expected e on e.alliance_id = a.id
  left join visited v on v.alliance_id = a.id and v.first_day = e.first_day
 where a.programme_id = :programme
