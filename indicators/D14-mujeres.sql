-- D14-mujeres: women among the distinct persons, of known sex, who came to a training in basic financial evaluation
-- of the period. A person counts once, at their first event, by card or, without one, by name and organisation.
select p.id::text as thing, p.event_id as subject_id, null::uuid as alliance_id, p.unit_id, p.municipality_code,
       null::integer as model, null::text as product_code, p.sex, null::boolean as young, null::boolean as indigenous,
       p.held_on as counts_on, true as due,
       case when p.sex = 'F' then 1 else 0 end as n, case when p.sex is null then 0 else 1 end as d, 0 as n0, 0 as d0,
       case when p.sex is null then 'sin dato del sexo' end as note, p.sources
  from (
    select distinct on (a.who) a.id, a.who, a.event_id, a.unit_id, a.municipality_code, a.held_on,
           min(a.sex) over (partition by a.who) as sex, array[a.id] as sources
      from attendance_at(:level, :cutoff) a
     where a.programme_id = :programme and a.kind = 'financiera' and a.held_on >= :from
     order by a.who, a.held_on, a.id) p
 where (:subjects::uuid[] is null or p.event_id = any(:subjects::uuid[]))
