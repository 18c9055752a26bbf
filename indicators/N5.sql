-- N5: alliances in operation in the period with at least one sale to the agreed buyer in it, the agreement in force, over alliances in
-- operation in it. Those of which nobody knows since or until when: named, in no part.
with sold as (
  select s.alliance_id, min(s.occurred_on) as first_on, array_agg(s.id order by s.id) as sources
    from agreed_sale(:level, :subjects) s
   where s.in_force and s.occurred_on between :from and :cutoff
   group by s.alliance_id
), operating as (
  select o.alliance_id, case when not bool_or(o.unknown is null) then min(o.unknown) end as unknown
    from operation_span(:level, :subjects) o
   where (o.since is null or o.since <= :cutoff) and (o.until is null or o.until > :from)
   group by o.alliance_id
)
select a.id::text as thing, a.id as subject_id, a.id as alliance_id, a.unit_id, a.municipality_code, a.model, a.product_code,
       null::text as sex, null::boolean as young, null::boolean as indigenous,
       case when o.unknown is null then s.first_on end as counts_on, true as due,
       case when o.unknown is null and s.alliance_id is not null then 1 else 0 end as n, case when o.unknown is null then 1 else 0 end as d,
       0 as n0, 0 as d0, coalesce(o.unknown, case when s.alliance_id is null then 'sin venta al comprador pactado' end) as note,
       case when o.unknown is null and s.alliance_id is not null then s.sources else '{}' end as sources
  from alliance_at(:level, :cutoff, :subjects) a
  join operating o on o.alliance_id = a.id
  left join sold s on s.alliance_id = a.id
 where a.programme_id = :programme
