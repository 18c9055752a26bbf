-- 3.2.1, as the programme document says it: complaints received in the period and answered within their term, over all received in it.
select c.id::text as thing, c.id as subject_id, c.alliance_id, c.unit_id, c.municipality_code,
       null::integer as model, null::text as product_code,
       null::text as sex, null::boolean as young, null::boolean as indigenous, c.received_on as counts_on, true as due,
       case when c.standing = 'inTerm' then 1 else 0 end as n, 1 as d, 0 as n0, 0 as d0, c.note, array[c.id] as sources
  from complaint_at(:level, :cutoff) c
 where c.programme_id = :programme and c.received_on >= :from and (:subjects::uuid[] is null or c.id = any(:subjects::uuid[]))
