-- D12: distinct persons who came to a managerial training of the period. A person counts once in the
-- period, at their first event, by card or, without one, by name and organisation.
-- Who taught, or was there as an authority or a guest, does not count; who came as nobody wrote what is told apart.
-- A person written once as a woman and once as a man is of unknown sex.
select p.id::text as thing, p.event_id as subject_id, null::uuid as alliance_id, p.unit_id, p.municipality_code,
       null::integer as model, null::text as product_code, p.sex, null::boolean as young, null::boolean as indigenous,
       p.held_on as counts_on, true as due, p.counts::integer as n, 0 as d, (not p.counts)::integer as n0, 0 as d0,
       case when not p.counts then 'sin dato de cómo asistió' end as note, p.sources
  from (
    select distinct on (a.who) a.id, a.who, a.event_id, a.unit_id, a.municipality_code, a.held_on,
           case when min(a.sex) over one = max(a.sex) over one then min(a.sex) over one end as sex, a.counts, array[a.id] as sources
      from attendance_at(:level, :cutoff) a
     where a.programme_id = :programme and a.kind = 'gerencial' and a.held_on >= :from
    window one as (partition by a.who)
     order by a.who, a.counts desc, a.held_on, a.id) p
 where (:subjects::uuid[] is null or p.event_id = any(:subjects::uuid[]))
