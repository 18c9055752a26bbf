-- Events of training and diffusion (domain brief 3.5), who came to them by their signed lists, and notices in the press.

create table event (
  id uuid constraint event_pkey primary key,
  programme_id text not null constraint event_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint event_recorded_by_fkey references user_account (id),
  name text not null,
  kind text not null,
  number text,
  planned_on date not null,
  unit_id text constraint event_unit_fkey references operating_unit (code),
  municipality_code text constraint event_municipality_fkey references municipality (code),
  place text,
  facilitator text,
  contents text,
  cost bigint constraint event_cost_check check (cost >= 0),
  gender_strategy boolean,
  audience text,
  held_on date,
  declared_women integer constraint event_declared_women_check check (declared_women >= 0),
  declared_men integer constraint event_declared_men_check check (declared_men >= 0),
  observation text,
  annul_reason text,
  held_by uuid constraint event_held_by_fkey references user_account (id),
  verified_by uuid constraint event_verified_by_fkey references user_account (id),
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table event is 'An event of training or diffusion: programmed, held with its signed list, verified and validated by others, or annulled.';
comment on column event.cost is 'Centavos of Bs; empty where nobody knows it.';
comment on column event.declared_women is 'What a paper without names says; shown apart and never added to the attendance.';
create index event_programme_idx on event (programme_id);
create index event_recorded_by_idx on event (recorded_by);
create index event_unit_idx on event (unit_id, state);
create index event_municipality_idx on event (municipality_code);
create index event_held_by_idx on event (held_by);
create index event_verified_by_idx on event (verified_by);
create index event_held_idx on event (kind, held_on);
create unique index event_number_key on event (number);

create table event_attendance (
  id uuid constraint event_attendance_pkey primary key,
  programme_id text not null constraint event_attendance_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint event_attendance_recorded_by_fkey references user_account (id),
  event_id uuid not null constraint event_attendance_event_fkey references event (id),
  name text not null,
  ci text,
  sex text constraint event_attendance_sex_check check (sex in ('F', 'M')),
  organisation_id uuid constraint event_attendance_organisation_fkey references organisation (id),
  group_name text,
  came_as text,
  hours bigint constraint event_attendance_hours_check check (hours >= 0),
  unit_id text constraint event_attendance_unit_fkey references operating_unit (code),
  annul_reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table event_attendance is 'One person of the signed list of an event, by the name written there; without a sex nobody wrote it.';
comment on column event_attendance.hours is 'Hours in 1/10,000.';
create index event_attendance_programme_idx on event_attendance (programme_id);
create index event_attendance_recorded_by_idx on event_attendance (recorded_by);
create index event_attendance_event_idx on event_attendance (event_id);
create index event_attendance_organisation_idx on event_attendance (organisation_id);
create index event_attendance_unit_idx on event_attendance (unit_id);

create table press_notice (
  id uuid constraint press_notice_pkey primary key,
  programme_id text not null constraint press_notice_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint press_notice_recorded_by_fkey references user_account (id),
  title text not null,
  medium text not null,
  outlet text not null,
  published_on date not null,
  unit_id text constraint press_notice_unit_fkey references operating_unit (code),
  event_id uuid constraint press_notice_event_fkey references event (id),
  annul_reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table press_notice is 'A notice in oral or written press: medium, day and, once it was given, its proof.';
create index press_notice_programme_idx on press_notice (programme_id);
create index press_notice_recorded_by_idx on press_notice (recorded_by);
create index press_notice_unit_idx on press_notice (unit_id);
create index press_notice_event_idx on press_notice (event_id);

-- Events held up to a day, with the persons of their lists, each once: what a figure at a level reads. The level is that which the event has
-- reached by the acts recorded so far; its day is the day on which it was held.
create function event_at(p_level integer, p_day date)
  returns table (id uuid, programme_id text, unit_id text, municipality_code text, kind text, audience text, gender_strategy boolean, held_on date)
  language sql stable as $$
  select e.id, e.programme_id, e.unit_id, e.municipality_code, e.kind, e.audience, e.gender_strategy, e.held_on
    from event e
   where e.held_on <= p_day
     and e.state = any(case p_level when 1 then array['REALIZADO', 'OBSERVADO', 'VERIFICADO', 'VALIDADO']
                                    when 2 then array['VERIFICADO', 'VALIDADO'] else array['VALIDADO'] end)
$$;
comment on function event_at(integer, date) is 'Events held up to a day that reached a level: 1 held, 2 compared with its list by another person, 3 validated. Annulled ones never count.';

create function attendance_key(a event_attendance) returns text
  language sql immutable as $$
  select coalesce('ci:' || a.ci, 'nombre:' || normalize_name(a.name) || ':' || coalesce(a.organisation_id::text, normalize_name(a.group_name), ''))
$$;
comment on function attendance_key(event_attendance) is 'Tells one person of a list: by card or, without one, by name and organisation.';

create function attendance_at(p_level integer, p_day date)
  returns table (id uuid, event_id uuid, programme_id text, unit_id text, municipality_code text, kind text, held_on date, sex text, who text)
  language sql stable as $$
  select a.id, e.id, e.programme_id, e.unit_id, e.municipality_code, e.kind, e.held_on, a.sex,
         attendance_key(a)
    from event_at(p_level, p_day) e
    join event_attendance a on a.event_id = e.id and a.state = 'VIGENTE'
$$;
comment on function attendance_at(integer, date) is 'Rows of the lists of the events that count at a level up to a day; who tells one person.';
