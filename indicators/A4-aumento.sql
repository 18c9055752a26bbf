-- A4 as an amount: what was sold while the agreement was in force less what was sold before; a buyer of before with nothing sold is in it.
select v.thing, v.alliance_id as subject_id, v.alliance_id, v.unit_id, v.municipality_code, v.model, v.product_code,
       null::text as sex, null::boolean as young, null::boolean as indigenous,
       v.counts_on, v.due, v.n, v.d, v.n0, v.d0, v.note, v.sources
  from commercialised_volume(:programme, :cutoff, :level, :subjects, true) v
