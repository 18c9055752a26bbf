-- A4: volume sold to the agreed buyer in the twelve months up to the cut-off against the volume of the cycle before the
-- project, both at the agreed price (a quantity index with fixed prices, so that litres and head can be added). Due from
-- twelve months after the alliance entered operation. n, n0 in centavos at agreed prices; d = d0 = 1.
with agreed as (
  select c.alliance_id, c.product_code, array_agg(c.buyer_id) as buyers,
         sum(c.baseline_quantity::numeric * u.factor / 10000) as baseline, max(c.price::numeric * 10000 / u.factor) as price_base,
         array_agg(c.id order by c.id) as sources
    from commercial_agreement_at(:level) c
    join unit_conversion u on u.product_code = c.product_code and u.unit_code = c.unit_code
   where c.baseline_quantity > 0 and c.price > 0 and (:alliances::uuid[] is null or c.alliance_id = any(:alliances::uuid[]))
   group by c.alliance_id, c.product_code
), sold as (
  select g.alliance_id, g.product_code, sum(s.quantity_base) as volume, max(s.occurred_on) as last_on, array_agg(s.id order by s.id) as sources
    from agreed g
    join sale_at(:level) s on s.alliance_id = g.alliance_id and s.product_code = g.product_code and s.buyer_id = any(g.buyers)
     and s.quantity_base is not null and s.occurred_on > (:to::date - interval '12 months')::date and s.occurred_on <= :to
   group by g.alliance_id, g.product_code
), operating as (
  select a.id, a.unit_id, coalesce(
           (select min(t.reached_on) from alliance_stage t where t.alliance_id = a.id and t.state = 'EN_OPERACION'),
           case when a.state = 'EN_OPERACION' then a.state_since end) as since
    from alliance_root a
   where a.programme_id = :programme and a.state in ('EN_OPERACION', 'OPERACION_CONCLUIDA', 'CERRADA')
     and (:alliances::uuid[] is null or a.id = any(:alliances::uuid[]))
)
select o.id || ':' || g.product_code as thing, o.id as alliance_id, o.unit_id, x.municipality_code, x.model, g.product_code,
       null::text as sex, null::boolean as young, null::boolean as indigenous, s.last_on as counts_on,
       coalesce(o.since <= (:to::date - interval '12 months')::date, false) as due,
       round(coalesce(s.volume, 0)::numeric * g.price_base / 1000000)::bigint as n, 1 as d,
       round(g.baseline * g.price_base / 1000000)::bigint as n0, 1 as d0,
       case when o.since is null then 'sin fecha de inicio de la operación' when s.volume is null then 'sin ventas al comprador pactado' end as note,
       g.sources || coalesce(s.sources, '{}') as sources
  from operating o
  join agreed g on g.alliance_id = o.id
  left join sold s on s.alliance_id = g.alliance_id and s.product_code = g.product_code
  left join alliance_profile_at(:level) x on x.record_id = o.id
 where o.since is null or o.since <= :to
