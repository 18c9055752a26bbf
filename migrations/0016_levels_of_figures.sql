-- What a measure reads, it reads at a verification level and up to a day. 0012 looked at the states and the unit of alliances as
-- they are now, whoever had looked at them; here an alliance exists at a level once its profile has reached it, and with it what
-- its adoption brought; a transition, a correction and a transfer are acts of the competent role, which hold wherever the alliance
-- exists. Days that nobody knows are told as unknown, never taken for "since ever" (docs/decisions/figures.md).

create table alliance_transfer (
  id uuid constraint alliance_transfer_pkey primary key,
  alliance_id uuid not null constraint alliance_transfer_alliance_fkey references alliance (id),
  from_unit_id text not null constraint alliance_transfer_from_unit_fkey references operating_unit (code),
  to_unit_id text not null constraint alliance_transfer_to_unit_fkey references operating_unit (code),
  valid_from date not null,
  document_id uuid constraint alliance_transfer_document_fkey references source_document (id),
  reason text,
  entry_id uuid not null,
  row_hash text not null
);
comment on table alliance_transfer is 'An alliance passes to another unit from a day on: figures of before stay with the unit that had it.';
create index alliance_transfer_alliance_idx on alliance_transfer (alliance_id);
create index alliance_transfer_from_unit_idx on alliance_transfer (from_unit_id);
create index alliance_transfer_to_unit_idx on alliance_transfer (to_unit_id);
create index alliance_transfer_document_idx on alliance_transfer (document_id);

create index alliance_stage_correction_idx on alliance_stage (alliance_id) where how = 'corrección';

drop function alliance_active(integer, uuid[]);
drop function alliance_in_state(integer, text[], uuid[]);

-- A doubtful record (flags) counts as registered; from level 2 on only what the unit has looked at and let pass is there at all.
create or replace function visit_at(p_level integer) returns setof visit language sql stable as $$
  select v.* from visit v
   where v.level >= p_level and v.standing in ('current', 'superseded') and not v.annulled
     and not exists (
       select 1 from visit w
        where w.record_id = v.record_id and w.version > v.version and w.level >= p_level and w.standing in ('current', 'superseded'))
$$;

create or replace function sale_at(p_level integer) returns setof sale language sql stable as $$
  select v.* from sale v
   where v.level >= p_level and v.standing in ('current', 'superseded') and not v.annulled
     and not exists (
       select 1 from sale w
        where w.record_id = v.record_id and w.version > v.version and w.level >= p_level and w.standing in ('current', 'superseded'))
$$;

create function alliance_unit_on(p_alliance uuid, p_unit_now text, p_day date) returns text language sql stable as $$
  -- The last act that reaches the day says who had it; before all of them, the unit that the first one took it from.
  select coalesce(
    (select t.to_unit_id from alliance_transfer t join journal_entry e on e.id = t.entry_id
      where t.alliance_id = p_alliance and t.valid_from <= p_day order by e.n desc limit 1),
    (select t.from_unit_id from alliance_transfer t join journal_entry e on e.id = t.entry_id where t.alliance_id = p_alliance order by e.n limit 1),
    p_unit_now)
$$;
comment on function alliance_unit_on(uuid, text, date) is 'Unit that had an alliance on a day: that of now, but for its transfers.';

create function alliance_at(p_level integer, p_day date, p_alliances uuid[])
  returns table (id uuid, programme_id text, organisation_id uuid, unit_id text, profile_id uuid, municipality_code text, model integer, product_code text)
  language sql stable as $$
  select a.id, a.programme_id, coalesce(o.merged_into, o.id), alliance_unit_on(a.id, a.unit_id, p_day),
         x.id, x.municipality_code, x.model, x.product_code
    from alliance a
    join alliance_profile_at(p_level) x on x.record_id = a.id
    join organisation o on o.id = a.organisation_id
   where p_alliances is null or a.id = any(p_alliances)
$$;
comment on function alliance_at(integer, date, uuid[]) is 'Alliances that exist at a verification level, with the unit that had them on a day and what is known of them at that level.';

create function alliance_state_order(p_state text) returns integer language sql immutable as $$
  select array_position(array[
    'SOLICITUD_RECIBIDA', 'EN_GABINETE', 'EVALUADA_GABINETE', 'VERIFICADA_EN_CAMPO', 'OPORTUNIDAD', 'PLAN_EN_FORMULACION', 'PLAN_PRESENTADO',
    'EN_EVALUACION', 'PLAN_VIABLE', 'PRIORIZADA', 'APROBADA_COMITE', 'CONVENIO_FIRMADO', 'CONTRAPARTE_DEPOSITADA', 'EN_INVERSION',
    'INVERSION_CONCLUIDA', 'EN_OPERACION', 'OPERACION_CONCLUIDA', 'CERRADA'], p_state)
$$;
comment on function alliance_state_order(text) is 'Place of a state in the cycle, from 1; null for the states beside it.';

create function alliance_state_ended(p_state text) returns boolean language sql immutable as $$
  select coalesce(alliance_state_order(p_state) > 16, false) or p_state in (
    'SOLICITUD_INADMITIDA', 'PLAN_NO_VIABLE', 'RECHAZADA', 'DESISTIDA', 'CONVENIO_RESUELTO', 'EN_RECUPERACION')
$$;
comment on function alliance_state_ended(text) is 'Whether an alliance in a state is past its operation, or will never come to it.';

-- The states of each alliance as spans [since, until). What it had reached before its first dated state has no day: since is null,
-- and the state is the furthest of them. A correction replaces what had been said of its day and of later ones, and of states beyond
-- the one it leads back to that nobody dated.
create function alliance_timeline(p_level integer, p_alliances uuid[]) returns table (alliance_id uuid, state text, since date, until date)
  language sql stable as $$
  with standing as (
    select s.id, s.alliance_id, s.state, s.reached_on, s.entry_id
      from alliance_stage s
      join alliance_profile_at(p_level) x on x.record_id = s.alliance_id
     where (p_alliances is null or s.alliance_id = any(p_alliances))
       and not exists (
         select 1 from alliance_stage c
           join journal_entry later on later.id = c.entry_id
           join journal_entry own on own.id = s.entry_id
          where c.alliance_id = s.alliance_id and c.how = 'corrección' and own.n < later.n
            and case when s.reached_on is null then alliance_state_order(s.state) > alliance_state_order(c.state) else s.reached_on >= c.reached_on end)
  ), dated as (
    select s.alliance_id, s.state, s.reached_on as since, lead(s.reached_on) over applied as until, row_number() over applied as place
      from standing s join journal_entry e on e.id = s.entry_id
     where s.reached_on is not null
    window applied as (partition by s.alliance_id order by s.reached_on, e.n)
  ), undated as (
    select s.alliance_id, (array_agg(s.state order by alliance_state_order(s.state) desc nulls last))[1] as state
      from standing s where s.reached_on is null group by s.alliance_id
  )
  select d.alliance_id, d.state, d.since, d.until from dated d where d.until is null or d.until > d.since
  union all
  select a.alliance_id, coalesce(u.state, case when d.state = 'EN_RECUPERACION' then 'CONVENIO_RESUELTO' end), null, d.since
    from (select distinct s.alliance_id from standing s) a
    left join undated u on u.alliance_id = a.alliance_id
    left join dated d on d.alliance_id = a.alliance_id and d.place = 1
$$;
comment on function alliance_timeline(integer, uuid[]) is 'Spans of states of the alliances that exist at a level; since is null for what was reached before the first dated state, until is the first day of the next state.';

create function active_span(p_level integer, p_alliances uuid[]) returns table (alliance_id uuid, since date, until date, unknown text)
  language sql stable as $$
  with line as (
    select t.alliance_id, t.state, t.since, t.until, alliance_state_ended(t.state) as ended from alliance_timeline(p_level, p_alliances) t
  ), agreed as (
    select g.alliance_id, min(g.signed_on) as on_day from agreement_at(p_level) g
     where p_alliances is null or g.alliance_id = any(p_alliances) group by g.alliance_id
  ), signed as (
    select l.alliance_id, coalesce(g.on_day, min(l.since) filter (where l.state = 'CONVENIO_FIRMADO')) as on_day
      from line l left join agreed g on g.alliance_id = l.alliance_id group by l.alliance_id, g.on_day
  )
  select l.alliance_id, greatest(l.since, s.on_day), l.until, null::text
    from line l join signed s on s.alliance_id = l.alliance_id
   where s.on_day is not null and l.ended is not true and (l.until is null or l.until > s.on_day)
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
comment on function active_span(integer, uuid[]) is 'Spans in which alliances were active, from the signature of the convenio to the end of operation: visited every month (BR-48), expected to have data (N8). unknown says which day is missing where one is; then the span is as wide as it may have been.';

create function operation_span(p_level integer, p_alliances uuid[]) returns table (alliance_id uuid, since date, until date, unknown text)
  language sql stable as $$
  with line as (select t.alliance_id, t.state, t.since, t.until from alliance_timeline(p_level, p_alliances) t)
  select t.alliance_id, t.since, t.until, null::text from line t where t.state = 'EN_OPERACION' and t.since is not null
  union all
  select t.alliance_id, case when t.until is null or t.until > g.on_day then g.on_day end, t.until,
         case when t.state = 'EN_OPERACION' then 'sin fecha de inicio de la operación' else 'sin fecha del fin de la operación' end
    from line t left join lateral (select min(g.signed_on) as on_day from agreement_at(p_level) g where g.alliance_id = t.alliance_id) g on true
   where t.since is null and alliance_state_order(t.state) >= 16
$$;
comment on function operation_span(integer, uuid[]) is 'Spans in which alliances were in operation. Where unknown says that its start is, until is its end all the same; where it says that its end is, the span is as wide as it may have been.';

create function agreed_sale(p_level integer, p_alliances uuid[])
  returns table (id uuid, alliance_id uuid, product_code text, occurred_on date, quantity_base bigint, in_force boolean)
  language sql stable as $$
  select s.id, s.alliance_id, s.product_code, s.occurred_on, s.quantity_base,
         bool_or((c.starts_on is null or c.starts_on <= s.occurred_on) and (c.ends_on is null or s.occurred_on <= c.ends_on))
    from sale_at(p_level) s
    join commercial_agreement_at(p_level) c on c.alliance_id = s.alliance_id and c.buyer_id = s.buyer_id and c.product_code = s.product_code
   where p_alliances is null or s.alliance_id = any(p_alliances) and c.alliance_id = any(p_alliances)
   group by s.id, s.alliance_id, s.product_code, s.occurred_on, s.quantity_base
$$;
comment on function agreed_sale(integer, uuid[]) is 'Sales of an agreed product to its agreed buyer, each once. in_force: an agreement with that buyer for that product was in force on the day (N5, A4).';

-- Volume sold to the agreed buyer in twelve months of operation against the volume of the cycle before the project (A4), both at the
-- agreed price: a quantity index with fixed prices, so that litres and head can be added. The twelve months end at the cut-off, or
-- with the operation. n, n0 in centavos at agreed prices; d = d0 = 1.
create function commercialised_volume(p_programme text, p_cutoff date, p_level integer, p_alliances uuid[], p_in_force boolean)
  returns table (thing text, alliance_id uuid, unit_id text, municipality_code text, model integer, product_code text, counts_on date, due boolean,
                 n bigint, d integer, n0 bigint, d0 integer, note text, sources uuid[])
  language sql stable as $$
  with spans as materialized (
    select o.alliance_id, min(o.since) filter (where o.unknown is null) as since, max(coalesce(o.until, 'infinity')) as until,
           bool_or(o.unknown = 'sin fecha de inicio de la operación') as start_unknown, bool_or(o.unknown = 'sin fecha del fin de la operación') as end_unknown
      from operation_span(p_level, p_alliances) o
     where o.since is null or o.since <= p_cutoff
     group by o.alliance_id
  ), operated as (
    select s.alliance_id, least(s.until, p_cutoff) as ends_on, s.until <= p_cutoff or s.since <= (p_cutoff - interval '12 months')::date as due,
           case when s.since is not null then null
                when s.end_unknown then 'sin fecha del fin de la operación'
                when s.start_unknown and s.until > p_cutoff then 'sin fecha de inicio de la operación' end as unknown
      from spans s
  ), agreed as (
    select c.alliance_id, c.product_code, sum(c.baseline_quantity::numeric * u.factor / 10000) as baseline,
           max(c.price::numeric * 10000 / u.factor) as price_base, array_agg(c.id order by c.id) as sources
      from commercial_agreement_at(p_level) c
      join unit_conversion u on u.product_code = c.product_code and u.unit_code = c.unit_code
     where c.baseline_quantity > 0 and c.price > 0 and (p_alliances is null or c.alliance_id = any(p_alliances))
     group by c.alliance_id, c.product_code
  ), sold as (
    select o.alliance_id, s.product_code, sum(s.quantity_base) as volume, max(s.occurred_on) as last_on, array_agg(s.id order by s.id) as sources
      from operated o
      join agreed_sale(p_level, p_alliances) s on s.alliance_id = o.alliance_id
     where o.unknown is null and s.quantity_base is not null and (s.in_force or not p_in_force)
       and s.occurred_on > (o.ends_on - interval '12 months')::date and s.occurred_on <= o.ends_on
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
comment on function commercialised_volume(text, date, integer, uuid[], boolean) is 'Rows of A4: of sales while the agreement was in force (true), or of every sale to the agreed buyer (false).';

-- Of the memberships of one family in one alliance the earliest counts, and only of those is it asked which place comes first: two
-- orders, each with its own choice, lost the families of joined doubles that had joined on different days before the signature.
create or replace function beneficiary_family(p_programme text, p_to date, p_level integer, p_alliances uuid[])
  returns table (thing text, alliance_id uuid, unit_id text, municipality_code text, model integer, product_code text, sex text,
                 young boolean, indigenous boolean, counts_on date, first boolean, sources uuid[])
  language sql stable as $$
with asked as materialized (
  select distinct a.organisation_id as root from alliance_at(p_level, p_to, p_alliances) a
), touched as materialized (
  select distinct coalesce(f.merged_into, f.id) as family_id
    from asked
    join organisation o on coalesce(o.merged_into, o.id) = asked.root
    join organisation_member_at(p_level) m on m.organisation_id = o.id
    join family f on f.id = m.family_id
), membership as materialized (
  select t.family_id, m.id, m.record_id, m.representative_sex, coalesce(m.representative_id, f.holder_id) as person_id, m.joined_on, m.left_on,
         coalesce(o.merged_into, o.id) as root
    from touched t
    join family f on coalesce(f.merged_into, f.id) = t.family_id
    join organisation_member_at(p_level) m on m.family_id = f.id
    join organisation o on o.id = m.organisation_id
), signed as materialized (
  select a.id as alliance_id, r.root, alliance_unit_on(a.id, a.unit_id, p_to) as unit_id, x.municipality_code, x.model, x.product_code,
         min(g.signed_on) as signed_on, array_agg(g.id order by g.id) as sources
    from (select distinct root from membership) r
    join organisation o on coalesce(o.merged_into, o.id) = r.root
    join alliance a on a.organisation_id = o.id and a.programme_id = p_programme
    join alliance_profile_at(p_level) x on x.record_id = a.id
    join agreement_at(p_level) g on g.alliance_id = a.id and g.signed_on <= p_to
   group by a.id, r.root, a.unit_id, x.municipality_code, x.model, x.product_code
), together as (
  select m.id as member_version, m.record_id, m.family_id, m.representative_sex, m.person_id, s.alliance_id, s.unit_id, s.municipality_code, s.model,
         s.product_code, s.signed_on, s.sources, greatest(coalesce(m.joined_on, s.signed_on), s.signed_on) as counts_on,
         row_number() over (partition by m.family_id, s.alliance_id order by coalesce(m.joined_on, s.signed_on), m.record_id) as again
    from membership m
    join signed s on s.root = m.root
   where coalesce(m.joined_on, s.signed_on) <= p_to
     and (m.left_on is null or m.left_on >= s.signed_on)
), placed as (
  select t.*, row_number() over (partition by t.family_id order by t.counts_on, t.signed_on, t.alliance_id) as place from together t where t.again = 1
)
select p.family_id || ':' || p.alliance_id, p.alliance_id, p.unit_id, p.municipality_code, p.model, p.product_code, p.representative_sex,
       case when h.birth_date is null then null
            else p_to >= h.birth_date + interval '18 years' and p_to < h.birth_date + interval '29 years' end,
       h.indigenous, p.counts_on, p.place = 1, array[p.member_version] || p.sources
  from placed p
  left join person h on h.id = p.person_id
 where p_alliances is null or p.alliance_id = any(p_alliances)
$$;
