-- Two functions of 0016 as they should be. An alliance is not active on days on which its history says that it had not come to the
-- convenio, whatever day its paper bears: the act of signing is the state. What was sold to the agreed buyer is read once for all
-- alliances of a statement; joined in as a function it was computed again for each.

create or replace function active_span(p_level integer, p_alliances uuid[]) returns table (alliance_id uuid, since date, until date, unknown text)
  language sql stable as $$
  with line as (
    select t.alliance_id, t.state, t.since, t.until, alliance_state_ended(t.state) as ended,
           coalesce(alliance_state_order(t.state) < 12, t.state in ('PLAN_OBSERVADO', 'DIFERIDA'), false) as before
      from alliance_timeline(p_level, p_alliances) t
  ), agreed as (
    select g.alliance_id, min(g.signed_on) as on_day from agreement_at(p_level) g
     where p_alliances is null or g.alliance_id = any(p_alliances) group by g.alliance_id
  ), signed as (
    select l.alliance_id, coalesce(g.on_day, min(l.since) filter (where l.state = 'CONVENIO_FIRMADO')) as on_day
      from line l left join agreed g on g.alliance_id = l.alliance_id group by l.alliance_id, g.on_day
  )
  select l.alliance_id, greatest(l.since, s.on_day), l.until, null::text
    from line l join signed s on s.alliance_id = l.alliance_id
   where s.on_day is not null and l.ended is not true and not l.before and (l.until is null or l.until > s.on_day)
  union all
  select l.alliance_id, s.on_day, l.until, 'sin fecha del fin de la operación'
    from line l join signed s on s.alliance_id = l.alliance_id
   where s.on_day is not null and l.ended and l.since is null and (l.until is null or l.until > s.on_day)
  union all
  select l.alliance_id, null, case when bool_or(l.ended and l.until is null) then min(l.since) filter (where l.ended) end, 'sin fecha de firma del convenio'
    from line l join signed s on s.alliance_id = l.alliance_id
   where s.on_day is null
   group by l.alliance_id
  having bool_or(alliance_state_order(l.state) >= 12 or l.state in ('CONVENIO_RESUELTO', 'EN_RECUPERACION'))
$$;

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
  ), agreed as materialized (
    select c.alliance_id, c.product_code, sum(c.baseline_quantity::numeric * u.factor / 10000) as baseline,
           max(c.price::numeric * 10000 / u.factor) as price_base, array_agg(c.id order by c.id) as sources
      from commercial_agreement_at(p_level) c
      join unit_conversion u on u.product_code = c.product_code and u.unit_code = c.unit_code
     where c.baseline_quantity > 0 and c.price > 0 and (p_alliances is null or c.alliance_id = any(p_alliances))
     group by c.alliance_id, c.product_code
  ), delivered as materialized (
    select s.id, s.alliance_id, s.product_code, s.occurred_on, s.quantity_base from agreed_sale(p_level, p_alliances) s
     where s.quantity_base is not null and (s.in_force or not p_in_force)
  ), sold as (
    select o.alliance_id, s.product_code, sum(s.quantity_base) as volume, max(s.occurred_on) as last_on, array_agg(s.id order by s.id) as sources
      from operated o
      join delivered s on s.alliance_id = o.alliance_id
     where o.unknown is null and s.occurred_on > (o.ends_on - interval '12 months')::date and s.occurred_on <= o.ends_on
     group by o.alliance_id, s.product_code
  )
  select a.id || ':' || g.product_code, a.id, a.unit_id, a.municipality_code, a.model, g.product_code, s.last_on, o.unknown is not null or o.due,
         case when o.unknown is null then round(coalesce(s.volume, 0)::numeric * g.price_base / 1000000)::bigint else 0 end,
         case when o.unknown is null then 1 else 0 end,
         case when o.unknown is null then round(g.baseline * g.price_base / 1000000)::bigint else 0 end,
         case when o.unknown is null then 1 else 0 end,
         coalesce(o.unknown, case when s.volume is null then 'sin ventas al comprador pactado' end),
         case when o.unknown is null then g.sources || coalesce(s.sources, '{}') else '{}' end
    from operated o
    join alliance_at(p_level, p_cutoff, p_alliances) a on a.id = o.alliance_id and a.programme_id = p_programme
    join agreed g on g.alliance_id = a.id
    left join sold s on s.alliance_id = g.alliance_id and s.product_code = g.product_code
$$;
