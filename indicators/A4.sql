-- A4, published: sold to the agreed buyer while the agreement was in force, against the cycle before the project.
select v.thing, v.alliance_id as subject_id, v.alliance_id, v.unit_id, v.municipality_code, v.model, v.product_code,
       null::text as sex, null::boolean as young, null::boolean as indigenous,
       case when v.n0 > 0 then v.counts_on end as counts_on, v.due, case when v.n0 > 0 then v.n else 0 end as n,
       case when v.n0 > 0 then v.d else 0 end as d,
       v.n0, case when v.n0 > 0 then v.d0 else 0 end as d0,
       case when v.d > 0 and v.n0 = 0 then 'línea base en cero' else v.note end as note, v.sources
  from commercialised_volume(:programme, :cutoff, :level, :subjects, true) v
