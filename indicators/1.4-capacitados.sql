-- 1.4-capacitados: providers who serve alliances and took part in a training of providers by the cut-off day, each once.
-- Whom a list names without saying as what they came is told apart.
select p.id::text as thing, p.id as subject_id, null::uuid as alliance_id, p.unit_id, null::text as municipality_code,
       null::integer as model, null::text as product_code, p.sex, null::boolean as young, null::boolean as indigenous,
       p.since as counts_on, true as due, case when p.trained then 1 else 0 end as n,
       0 as d, (p.trained is null)::integer as n0, 0 as d0,
       case when not p.trained then 'sin capacitación a proveedores'
            when p.trained is null then 'sin dato de cómo asistió a la capacitación' end as note,
       array[p.contract_id] as sources
  from provider_contract_at(:level, :cutoff) p
 where p.programme_id = :programme and (:subjects::uuid[] is null or p.id = any(:subjects::uuid[]))
