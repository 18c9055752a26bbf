-- R5.a: families of R5 represented by a woman, over families of R5; unknown sex stays below and not above.
select f.thing, f.alliance_id as subject_id, f.alliance_id, f.unit_id, f.municipality_code, f.model,
       f.product_code, f.sex, f.young, f.indigenous, f.counts_on, true as due,
       case when f.first and f.sex = 'F' then 1 else 0 end as n, case when f.first then 1 else 0 end as d,
       case when f.first and f.sex is null then 1 else 0 end as n0, 0 as d0,
       case when not f.first then 'ya contado' when f.sex is null then 'sin dato' end as note, f.sources
  from beneficiary_family(:programme, :cutoff, :level, :subjects) f
