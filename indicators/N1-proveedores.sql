-- N1-proveedores: campaigns for service providers held in the period with a gender strategy.
-- Where nobody wrote whether it had one, it is told apart.
select e.id::text as thing, e.id as subject_id, null::uuid as alliance_id, e.unit_id, e.municipality_code,
       null::integer as model, null::text as product_code, null::text as sex, null::boolean as young, null::boolean as indigenous,
       e.held_on as counts_on, true as due, e.known::integer as n, 0 as d, (not e.known)::integer as n0, 0 as d0,
       case when not e.known then 'sin dato de la estrategia de género' end as note, array[e.id] as sources
  from (select e.*, e.gender_strategy is not null as known from event_at(:level, :cutoff) e) e
 where e.programme_id = :programme and e.kind = 'campana' and e.gender_strategy is not false and e.audience = 'proveedores'
   and e.held_on >= :from and (:subjects::uuid[] is null or e.id = any(:subjects::uuid[]))
