-- BR-48: months in which an alliance was active and had at least one visit done, over the months of the period that have begun
-- in which it was active.
with month as (
  select m::date as first_day, (m + interval '1 month - 1 day')::date as last_day
    from generate_series(date_trunc('month', :from::date), :to::date, interval '1 month') m
   where m::date <= :today::date
), visited as (
  select v.alliance_id, date_trunc('month', v.occurred_on)::date as first_day, min(v.occurred_on) as first_on, array_agg(v.id order by v.id) as sources
    from visit_at(:level) v
   where v.done and v.occurred_on between :from and :to and (:alliances::uuid[] is null or v.alliance_id = any(:alliances::uuid[]))
   group by 1, 2
), expected as (
  select distinct s.alliance_id, m.first_day
    from alliance_active(:level, :alliances) s
    join month m on s.since <= m.last_day and (s.until is null or s.until > m.first_day)
)
select a.id || ':' || to_char(e.first_day, 'YYYY-MM') as thing, a.id as alliance_id, a.unit_id, x.municipality_code, x.model, x.product_code,
       null::text as sex, null::boolean as young, null::boolean as indigenous,
       v.first_on as counts_on, true as due, case when v.alliance_id is null then 0 else 1 end as n, 1 as d, 0 as n0, 0 as d0,
       case when v.alliance_id is null then 'sin visita en el mes' end as note, coalesce(v.sources, '{}') as sources
  from alliance_root a
  join expected e on e.alliance_id = a.id
  left join visited v on v.alliance_id = a.id and v.first_day = e.first_day
  left join alliance_profile_at(:level) x on x.record_id = a.id
 where a.programme_id = :programme and (:alliances::uuid[] is null or a.id = any(:alliances::uuid[]))
