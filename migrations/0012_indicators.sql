-- Figures: one function per noun gives, for a verification level, the newest version of each record that has reached it
-- (architecture 5). No measure reads a base table of versions. Doubtful field records (flags) count only once the unit has
-- resolved them, that is, from level 2 on. "The newest" is said as "no newer one exists", so that what is asked of one alliance
-- is found by its keys: with `distinct on` every call would read and sort the whole table.

create function visit_at(p_level integer) returns setof visit language sql stable as $$
  select v.* from visit v
   where v.level >= p_level and v.standing in ('current', 'superseded') and (v.level >= 2 or v.flags = '{}') and not v.annulled
     and not exists (
       select 1 from visit w
        where w.record_id = v.record_id and w.version > v.version and w.level >= p_level and w.standing in ('current', 'superseded') and (w.level >= 2 or w.flags = '{}'))
$$;
comment on function visit_at(integer) is 'Visits as they stand at a verification level.';

create function sale_at(p_level integer) returns setof sale language sql stable as $$
  select v.* from sale v
   where v.level >= p_level and v.standing in ('current', 'superseded') and (v.level >= 2 or v.flags = '{}') and not v.annulled
     and not exists (
       select 1 from sale w
        where w.record_id = v.record_id and w.version > v.version and w.level >= p_level and w.standing in ('current', 'superseded') and (w.level >= 2 or w.flags = '{}'))
$$;
comment on function sale_at(integer) is 'Sales as they stand at a verification level.';

create function alliance_profile_at(p_level integer) returns setof alliance_profile language sql stable as $$
  select v.* from alliance_profile v
   where v.level >= p_level and v.standing in ('current', 'superseded') and not v.annulled
     and not exists (
       select 1 from alliance_profile w
        where w.record_id = v.record_id and w.version > v.version and w.level >= p_level and w.standing in ('current', 'superseded'))
$$;
comment on function alliance_profile_at(integer) is 'What is known of alliances at a verification level.';

create function agreement_at(p_level integer) returns setof agreement language sql stable as $$
  select v.* from agreement v
   where v.level >= p_level and v.standing in ('current', 'superseded') and not v.annulled
     and not exists (
       select 1 from agreement w
        where w.record_id = v.record_id and w.version > v.version and w.level >= p_level and w.standing in ('current', 'superseded'))
$$;
comment on function agreement_at(integer) is 'Convenios as they stand at a verification level.';

create function organisation_member_at(p_level integer) returns setof organisation_member language sql stable as $$
  select v.* from organisation_member v
   where v.level >= p_level and v.standing in ('current', 'superseded') and not v.annulled
     and not exists (
       select 1 from organisation_member w
        where w.record_id = v.record_id and w.version > v.version and w.level >= p_level and w.standing in ('current', 'superseded'))
$$;
comment on function organisation_member_at(integer) is 'Memberships as they stand at a verification level.';

create function commercial_agreement_at(p_level integer) returns setof commercial_agreement language sql stable as $$
  select v.* from commercial_agreement v
   where v.level >= p_level and v.standing in ('current', 'superseded') and not v.annulled
     and not exists (
       select 1 from commercial_agreement w
        where w.record_id = v.record_id and w.version > v.version and w.level >= p_level and w.standing in ('current', 'superseded'))
$$;
comment on function commercial_agreement_at(integer) is 'Business agreements as they stand at a verification level.';

create view alliance_root as
  select a.id, a.programme_id, a.code, a.name, a.unit_id, a.state, a.state_since, a.suspended_on, a.demo,
         coalesce(o.merged_into, o.id) as organisation_id
    from alliance a join organisation o on o.id = a.organisation_id;
comment on view alliance_root is 'Alliances with their organisation after merges: undoing a merge clears one column.';

create index organisation_root_idx on organisation (coalesce(merged_into, id));
create index family_root_idx on family (coalesce(merged_into, id));

-- When each alliance was in one of some states, as spans [since, until): a figure of a past period is over the alliances of
-- then. What was reached before an import has no day of its own: it holds from the convenio up to the first dated state; where
-- nothing is dated, the state of today holds.
create function alliance_in_state(p_level integer, p_states text[], p_alliances uuid[]) returns table (alliance_id uuid, since date, until date)
  language sql stable as $$
  with stage as (
    select s.id, s.alliance_id, s.state, s.reached_on from alliance_stage s where p_alliances is null or s.alliance_id = any(p_alliances)
  ), dated as (
    select s.alliance_id, s.state, s.reached_on as since, lead(s.reached_on) over (partition by s.alliance_id order by s.reached_on, s.id) as until
      from stage s where s.reached_on is not null
  ), started as (
    select s.alliance_id, min(s.since) as on_day from dated s group by s.alliance_id
  ), passed as (
    select distinct s.alliance_id from stage s where s.reached_on is null and s.state = any(p_states)
  ), signed as (
    select g.alliance_id, min(g.signed_on) as on_day from agreement_at(p_level) g where p_alliances is null or g.alliance_id = any(p_alliances) group by g.alliance_id
  )
  select d.alliance_id, d.since, d.until from dated d where d.state = any(p_states)
  union all
  select a.id, coalesce(g.on_day, '-infinity'::date), d.on_day
    from alliance a left join started d on d.alliance_id = a.id left join passed p on p.alliance_id = a.id left join signed g on g.alliance_id = a.id
   where (p_alliances is null or a.id = any(p_alliances))
     and case when d.on_day is null then a.state = any(p_states) else p.alliance_id is not null end
$$;
comment on function alliance_in_state(integer, text[], uuid[]) is 'Spans in which alliances were in one of the states; until is the first day they no longer were, null while they are.';

create function alliance_active(p_level integer, p_alliances uuid[]) returns table (alliance_id uuid, since date, until date) language sql stable as $$
  select s.alliance_id, s.since, s.until
    from alliance_in_state(p_level, array['CONVENIO_FIRMADO', 'CONTRAPARTE_DEPOSITADA', 'EN_INVERSION', 'INVERSION_CONCLUIDA', 'EN_OPERACION', 'OPERACION_CONCLUIDA'], p_alliances) s
$$;
comment on function alliance_active(integer, uuid[]) is 'Spans in which alliances were active: visited every month (BR-48) and expected to have data (N8).';

create function beneficiary_family(p_programme text, p_to date, p_level integer, p_alliances uuid[])
  returns table (thing text, alliance_id uuid, unit_id text, municipality_code text, model integer, product_code text, sex text,
                 young boolean, indigenous boolean, counts_on date, first boolean, sources uuid[])
  language sql stable as $$
with asked as materialized (
  select distinct a.organisation_id as root from alliance_root a where p_alliances is null or a.id = any(p_alliances)
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
  select a.id as alliance_id, a.organisation_id as root, a.unit_id, x.municipality_code, x.model, x.product_code,
         min(g.signed_on) as signed_on, array_agg(g.id order by g.id) as sources
    from (select distinct root from membership) r
    join alliance_root a on a.organisation_id = r.root and a.programme_id = p_programme
    join agreement_at(p_level) g on g.alliance_id = a.id and g.signed_on <= p_to
    left join alliance_profile_at(p_level) x on x.record_id = a.id
   group by a.id, a.organisation_id, a.unit_id, x.municipality_code, x.model, x.product_code
), placed as (
  select m.id as member_version, m.family_id, m.representative_sex, m.person_id, s.alliance_id, s.unit_id, s.municipality_code, s.model, s.product_code,
         s.sources, greatest(coalesce(m.joined_on, s.signed_on), s.signed_on) as counts_on,
         row_number() over (partition by m.family_id order by greatest(coalesce(m.joined_on, s.signed_on), s.signed_on), s.signed_on, s.alliance_id, m.record_id) as place,
         row_number() over (partition by m.family_id, s.alliance_id order by coalesce(m.joined_on, s.signed_on), m.record_id) as again
    from membership m
    join signed s on s.root = m.root
   where coalesce(m.joined_on, s.signed_on) <= p_to
     and (m.left_on is null or m.left_on >= s.signed_on)
)
select p.family_id || ':' || p.alliance_id, p.alliance_id, p.unit_id, p.municipality_code, p.model, p.product_code, p.representative_sex,
       case when h.birth_date is null then null
            else p_to >= h.birth_date + interval '18 years' and p_to < h.birth_date + interval '29 years' end,
       h.indigenous, p.counts_on, p.place = 1, array[p.member_version] || p.sources
  from placed p
  left join person h on h.id = p.person_id
 where p.again = 1 and (p_alliances is null or p.alliance_id = any(p_alliances))
$$;
comment on function beneficiary_family(text, date, integer, uuid[]) is 'Families of organisations with a signed convenio, a row for each of their places; first marks the place where the family counts (R5, R5.a).';

create table evidence (
  measure text not null,
  period text not null,
  level integer not null,
  thing text not null,
  alliance_id uuid not null,
  unit_id text not null,
  municipality_code text,
  model integer,
  product_code text,
  sex text,
  young boolean,
  indigenous boolean,
  counts_on date,
  due boolean not null,
  n bigint not null,
  d bigint not null,
  n0 bigint not null,
  d0 bigint not null,
  note text,
  sources uuid[] not null,
  constraint evidence_pkey primary key (measure, period, level, thing)
);
comment on table evidence is 'Derived: the rows behind each figure of the open periods. Rebuilt where touched and in full every night; exempt from the write path.';
comment on column evidence.sources is 'Record versions behind the row: from any number a person walks down to them.';
create index evidence_alliance_idx on evidence (alliance_id, measure, period, level);
-- All that a figure and its parts add up, in the order of what is asked: rows lie as they were rebuilt, alliance by alliance, and carry
-- their sources, so that reading one measure of one period from the table is reading all of it.
create index evidence_sums_idx on evidence (measure, period, level, due)
  include (n, d, n0, d0, alliance_id, unit_id, municipality_code, model, product_code, sex, young, indigenous, counts_on);

create table evidence_state (
  id integer constraint evidence_state_pkey primary key constraint evidence_state_single_check check (id = 1),
  sealed_number bigint not null,
  periods text[] not null,
  rebuilt_at timestamptz not null,
  full_at timestamptz
);
comment on table evidence_state is 'Up to which sealed entry the evidence is built, for which periods. Exempt.';
