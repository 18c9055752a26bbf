-- What the rules of the cycle asked for after their tables were made: where a tie lies, why a request was admitted with
-- something missing, who counts as having taken part in an event, and on which day a contract was signed.

alter table interest add column unit_id text constraint interest_unit_fkey references operating_unit (code);
create index interest_unit_idx on interest (unit_id);

alter table request add column unmet_reason text;

create function took_part(a event_attendance) returns boolean
  language sql immutable as $$ select coalesce(a.came_as in ('participante', 'dirigente'), false) $$;
comment on function took_part(event_attendance) is 'Whether a line is of somebody who was trained or informed: not who taught, was there as an authority or as a guest. False where nobody wrote it.';

drop function attendance_at(integer, date);
create function attendance_at(p_level integer, p_day date)
  returns table (id uuid, event_id uuid, programme_id text, unit_id text, municipality_code text, kind text, held_on date,
                 sex text, who text, counts boolean)
  language sql stable as $$
  select a.id, e.id, e.programme_id, e.unit_id, e.municipality_code, e.kind, e.held_on, a.sex,
         attendance_key(a), a.came_as is not null
    from event_at(p_level, p_day) e
    join event_attendance a on a.event_id = e.id and a.state = 'VIGENTE' and (a.came_as is null or took_part(a))
$$;
comment on function attendance_at(integer, date) is 'Who took part in the events that count at a level up to a day; who tells one person. counts is false where nobody wrote as what they came.';

-- Providers that had a contract signed and begun by a day, each once, at its first; and whether they had taken part in a training of providers
-- (P4) that was held by then and reached the level: null where a list names them without saying as what they came. What was signed later does
-- not change how a day before stood.
create or replace function provider_contract_at(p_level integer, p_day date)
  returns table (id uuid, programme_id text, unit_id text, sex text, since date, trained boolean, contract_id uuid)
  language sql stable as $$
  select distinct on (c.provider_id) c.provider_id, c.programme_id, c.unit_id, p.sex, greatest(c.starts_on, s.reached_on),
         (select case when bool_or(took_part(a)) then true when bool_or(a.came_as is null) then null else false end
            from event_attendance a join event_at(p_level, p_day) e on e.id = a.event_id and e.kind = 'proveedores'
           where a.provider_id = c.provider_id and a.state = 'VIGENTE'), c.id
    from provider_contract c
    join service_provider p on p.id = c.provider_id
    join life_step s on s.noun = 'providerContract' and s.subject_id = c.id and s.step = 'sign'
   where c.starts_on <= p_day and s.reached_on <= p_day and c.service in ('facilitador', 'acompanante', 'asistente')
   order by c.provider_id, greatest(c.starts_on, s.reached_on), c.id
$$;
comment on function provider_contract_at(integer, date) is 'Facilitadores, acompañantes and technical assistants with a contract signed and begun by a day, each once; and whether they took part in a training of providers that reached the level.';
