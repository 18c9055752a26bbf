-- R5: distinct families of organisations with a signed convenio; each counts once, under its first dated place.
select f.thing, f.alliance_id as subject_id, f.alliance_id, f.unit_id, f.municipality_code, f.model,
       f.product_code, f.sex, f.young, f.indigenous, f.counts_on, true as due,
       case when f.first then 1 else 0 end as n, 0 as d, 0 as n0, 0 as d0,
       case when not f.first then 'ya contado' end as note, f.sources
  from beneficiary_family(:programme, :cutoff, :level, :subjects) f
