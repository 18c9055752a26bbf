-- A4 by what is known. Where nothing was recorded of what an alliance sold in its twelve months, or a quantity, the price or the volume
-- of before is not known, the row is listed with its reason and is in no part: none of these is a volume of zero. A buyer that bought
-- nothing before has a base of zero, which is known; a share of it is not, and indicators/A4.sql says so.

create or replace function commercialised_volume(p_programme text, p_cutoff date, p_level integer, p_alliances uuid[], p_in_force boolean)
  returns table (thing text, alliance_id uuid, unit_id text, municipality_code text, model integer, product_code text, counts_on date, due boolean,
                 n bigint, d integer, n0 bigint, d0 integer, note text, sources uuid[])
  language sql stable as $$
  with spans as materialized (
    select o.alliance_id, min(o.since) filter (where o.unknown is null) as since, max(coalesce(o.until, 'infinity')) as until,
           bool_or(o.unknown = 'sin fecha de inicio de la operación') as start_unknown, bool_or(o.unknown = 'sin fecha del fin de la operación') as end_unknown
      from operation_span(p_level, p_alliances) o
     where o.since is null or o.since <= p_cutoff
     group by o.alliance_id
  ), operated as materialized (
    select s.alliance_id, least(s.until, p_cutoff) as ends_on, s.until <= p_cutoff or s.since <= (p_cutoff - interval '12 months')::date as due,
           case when s.since is not null then null
                when s.end_unknown then 'sin fecha del fin de la operación'
                when s.start_unknown and s.until > p_cutoff then 'sin fecha de inicio de la operación' end as unknown
      from spans s
  ), deal as materialized (
    -- What was sold to a buyer before is what any agreement with that buyer says of it.
    select c.id, c.alliance_id, c.product_code, c.baseline_quantity::numeric * u.factor / 10000 as baseline,
           case when c.price > 0 then c.price::numeric * 10000 / u.factor end as price_base,
           u.factor is null and (c.baseline_quantity is not null or c.price > 0) as unconverted,
           bool_and(c.baseline_quantity is null) over (partition by c.alliance_id, c.product_code, c.buyer_id) as unsaid
      from commercial_agreement_at(p_level) c
      left join unit_conversion u on u.product_code = c.product_code and u.unit_code = c.unit_code
     where p_alliances is null or c.alliance_id = any(p_alliances)
  ), agreed as materialized (
    select g.alliance_id, g.product_code, sum(g.baseline) as baseline, max(g.price_base) as price_base, array_agg(g.id order by g.id) as sources,
           case when bool_or(g.unconverted) then 'acuerdo en una unidad sin conversión'
                when bool_or(g.unsaid) then 'sin línea base'
                when max(g.price_base) is null then 'sin precio pactado' end as unknown
      from deal g
     group by g.alliance_id, g.product_code
  ), recorded as (
    select distinct o.alliance_id
      from operated o
      join (select s.alliance_id, s.occurred_on from sale_at(p_level) s where p_alliances is null or s.alliance_id = any(p_alliances)) s
        on s.alliance_id = o.alliance_id and s.occurred_on > (o.ends_on - interval '12 months')::date and s.occurred_on <= o.ends_on
  ), delivered as materialized (
    select s.id, s.alliance_id, s.product_code, s.occurred_on, s.quantity_base from agreed_sale(p_level, p_alliances) s where s.in_force or not p_in_force
  ), sold as (
    select o.alliance_id, s.product_code, sum(s.quantity_base) as volume, bool_or(s.quantity_base is null) as unconverted, max(s.occurred_on) as last_on,
           array_agg(s.id order by s.id) as sources
      from operated o
      join delivered s on s.alliance_id = o.alliance_id
     where s.occurred_on > (o.ends_on - interval '12 months')::date and s.occurred_on <= o.ends_on
     group by o.alliance_id, s.product_code
  ), compared as (
    select o.alliance_id, g.product_code, o.due, g.baseline, g.price_base, s.volume, s.last_on, g.sources || coalesce(s.sources, '{}') as sources,
           o.unknown as undated,
           coalesce(o.unknown, g.unknown,
                    case when r.alliance_id is null
                           then 'sin ventas ' || (array['registradas', 'verificadas', 'validadas'])[p_level] || ' en los doce meses'
                         when s.unconverted then 'ventas en una unidad sin conversión' end) as unknown
      from operated o
      join agreed g on g.alliance_id = o.alliance_id
      left join sold s on s.alliance_id = g.alliance_id and s.product_code = g.product_code
      left join recorded r on r.alliance_id = o.alliance_id
  )
  select a.id || ':' || c.product_code, a.id, a.unit_id, a.municipality_code, a.model, c.product_code,
         case when c.unknown is null then c.last_on end, c.undated is not null or c.due,
         case when c.unknown is null then round(coalesce(c.volume, 0)::numeric * c.price_base / 1000000)::bigint else 0 end,
         case when c.unknown is null then 1 else 0 end,
         case when c.unknown is null then round(c.baseline * c.price_base / 1000000)::bigint else 0 end,
         case when c.unknown is null then 1 else 0 end,
         coalesce(c.unknown, case when c.volume is null then 'sin ventas al comprador pactado' end),
         case when c.undated is null then c.sources else '{}' end
    from compared c
    join alliance_at(p_level, p_cutoff, p_alliances) a on a.id = c.alliance_id and a.programme_id = p_programme
$$;
