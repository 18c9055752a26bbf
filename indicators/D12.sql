-- D12: distinct persons who came to a managerial training of the period. A person counts once in the
-- period, at their first event, by card or, without one, by name and organisation.
select p.id::text as thing, p.event_id as subject_id, null::uuid as alliance_id, p.unit_id, p.municipality_code,
       null::integer as model, null::text as product_code, p.sex, null::boolean as young, null::boolean as indigenous,
       p.held_on as counts_on, true as due, 1 as n, 0 as d, 0 as n0, 0 as d0,
       null::text as note, p.sources
  from (
    select distinct on (a.who) a.id, a.who, a.event_id, a.unit_id, a.municipality_code, a.held_on,
           min(a.sex) over (partition by a.who) as sex, array[a.id] as sources
      from attendance_at(:level, :cutoff) a
     where a.programme_id = :programme and a.kind = 'gerencial' and a.held_on >= :from
     order by a.who, a.held_on, a.id) p
 where (:subjects::uuid[] is null or p.event_id = any(:subjects::uuid[]))
