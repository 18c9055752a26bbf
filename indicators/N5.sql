-- N5: alliances in operation in the period with at least one sale to the agreed buyer in it, over alliances in operation in it.
with sold as (
  select s.alliance_id, min(s.occurred_on) as first_on, array_agg(s.id order by s.id) as sources
    from sale_at(:level) s
    join commercial_agreement_at(:level) c on c.alliance_id = s.alliance_id and c.buyer_id = s.buyer_id
     and (c.starts_on is null or c.starts_on <= s.occurred_on) and (c.ends_on is null or s.occurred_on <= c.ends_on)
   where s.occurred_on between :from and :to
     and (:alliances::uuid[] is null or s.alliance_id = any(:alliances::uuid[]) and c.alliance_id = any(:alliances::uuid[]))
   group by s.alliance_id
), operating as (
  select distinct s.alliance_id from alliance_in_state(:level, array['EN_OPERACION'], :alliances) s where s.since <= :to and (s.until is null or s.until > :from)
)
select a.id::text as thing, a.id as alliance_id, a.unit_id, x.municipality_code, x.model, x.product_code,
       null::text as sex, null::boolean as young, null::boolean as indigenous,
       s.first_on as counts_on, true as due, case when s.alliance_id is null then 0 else 1 end as n, 1 as d, 0 as n0, 0 as d0,
       case when s.alliance_id is null then 'sin venta al comprador pactado' end as note, coalesce(s.sources, '{}') as sources
  from alliance_root a
  join operating on operating.alliance_id = a.id
  left join sold s on s.alliance_id = a.id
  left join alliance_profile_at(:level) x on x.record_id = a.id
 where a.programme_id = :programme and (:alliances::uuid[] is null or a.id = any(:alliances::uuid[]))
