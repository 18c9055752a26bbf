-- 1.4: providers who serve alliances under a signed contract begun by the cut-off day (reading of the directory), each once.
select p.id::text as thing, p.id as subject_id, null::uuid as alliance_id, p.unit_id, null::text as municipality_code,
       null::integer as model, null::text as product_code, p.sex, null::boolean as young, null::boolean as indigenous,
       p.since as counts_on, true as due, 1 as n,
       0 as d, 0 as n0, 0 as d0, null::text as note, array[p.contract_id] as sources
  from provider_contract_at(:level, :cutoff) p
 where p.programme_id = :programme and (:subjects::uuid[] is null or p.id = any(:subjects::uuid[]))
