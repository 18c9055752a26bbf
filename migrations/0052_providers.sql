-- Providers of services and of goods (domain brief 3.2): the directory, contracts, performance, ties of interest, and work for regional
-- technical assistance, which counts against the cap of six (M-09).

create table service_provider (
  id uuid constraint service_provider_pkey primary key,
  programme_id text not null constraint service_provider_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint service_provider_recorded_by_fkey references user_account (id),
  name text not null,
  services text[] not null,
  profession text,
  zone text,
  ci text,
  nit text,
  sex text,
  telephone text,
  user_id uuid constraint service_provider_user_fkey references user_account (id),
  inactive_reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table service_provider is 'A person or firm that serves alliances, once for the country; which alliances it serves is in the assignments of its account.';
create index service_provider_programme_idx on service_provider (programme_id);
create index service_provider_recorded_by_idx on service_provider (recorded_by);
create index service_provider_user_idx on service_provider (user_id);
create unique index service_provider_nit_key on service_provider (nit);

create table provider_contract (
  id uuid constraint provider_contract_pkey primary key,
  programme_id text not null constraint provider_contract_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint provider_contract_recorded_by_fkey references user_account (id),
  number text not null,
  provider_id uuid not null constraint provider_contract_provider_fkey references service_provider (id),
  service text not null,
  subject text not null,
  starts_on date not null,
  ends_on date not null,
  amount bigint not null constraint provider_contract_amount_check check (amount >= 0),
  unit_id text constraint provider_contract_unit_fkey references operating_unit (code),
  end_reason text,
  ended_on date,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table provider_contract is 'A contract with a service provider: for which service, from when to when, for how many centavos.';
create index provider_contract_programme_idx on provider_contract (programme_id);
create index provider_contract_recorded_by_idx on provider_contract (recorded_by);
create index provider_contract_provider_idx on provider_contract (provider_id);
create index provider_contract_unit_idx on provider_contract (unit_id);

create table provider_performance (
  id uuid constraint provider_performance_pkey primary key,
  programme_id text not null constraint provider_performance_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint provider_performance_recorded_by_fkey references user_account (id),
  provider_id uuid not null constraint provider_performance_provider_fkey references service_provider (id),
  period text not null,
  starts_on date not null,
  ends_on date not null,
  on_time text not null,
  quality text not null,
  result text not null,
  remarks text,
  unit_id text constraint provider_performance_unit_fkey references operating_unit (code),
  annul_reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table provider_performance is 'How a service provider did in a period.';
create index provider_performance_programme_idx on provider_performance (programme_id);
create index provider_performance_recorded_by_idx on provider_performance (recorded_by);
create index provider_performance_provider_idx on provider_performance (provider_id);
create index provider_performance_unit_idx on provider_performance (unit_id);

create table interest (
  id uuid constraint interest_pkey primary key,
  programme_id text not null constraint interest_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint interest_recorded_by_fkey references user_account (id),
  what text not null,
  provider_id uuid not null constraint interest_provider_fkey references service_provider (id),
  organisation_id uuid not null constraint interest_organisation_fkey references organisation (id),
  tie text not null,
  declared_on date not null,
  decision text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table interest is 'A tie between a service provider and an organisation that keeps the provider from its alliances.';
create index interest_programme_idx on interest (programme_id);
create index interest_recorded_by_idx on interest (recorded_by);
create index interest_provider_idx on interest (provider_id);
create index interest_organisation_idx on interest (organisation_id);

create table regional_service (
  id uuid constraint regional_service_pkey primary key,
  programme_id text not null constraint regional_service_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint regional_service_recorded_by_fkey references user_account (id),
  initiative text not null,
  user_id uuid not null constraint regional_service_user_fkey references user_account (id),
  unit_id text not null constraint regional_service_unit_fkey references operating_unit (code),
  starts_on date not null,
  ends_on date,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table regional_service is 'Work of an acompañante for an initiative of regional technical assistance; it counts against the cap of six.';
create index regional_service_programme_idx on regional_service (programme_id);
create index regional_service_recorded_by_idx on regional_service (recorded_by);
create index regional_service_user_idx on regional_service (user_id);
create index regional_service_unit_idx on regional_service (unit_id);

create table goods_supplier (
  id uuid constraint goods_supplier_pkey primary key,
  programme_id text not null constraint goods_supplier_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint goods_supplier_recorded_by_fkey references user_account (id),
  name text not null,
  nit text not null,
  trade text,
  municipality_code text constraint goods_supplier_municipality_fkey references municipality (code),
  telephone text,
  reason text,
  marked_on date,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table goods_supplier is 'Who sells goods to organisations, once for the country, by NIT, with its state and why.';
create index goods_supplier_programme_idx on goods_supplier (programme_id);
create index goods_supplier_recorded_by_idx on goods_supplier (recorded_by);
create index goods_supplier_municipality_idx on goods_supplier (municipality_code);
create unique index goods_supplier_nit_key on goods_supplier (nit);

alter table event_attendance add column provider_id uuid constraint event_attendance_provider_fkey references service_provider (id);
create index event_attendance_provider_idx on event_attendance (provider_id);
comment on column event_attendance.provider_id is 'The provider of the directory that the line names: BR-15 asks for one at a training of providers.';

-- Providers that had a signed contract begun by a day, each once, at its first; and whether they had been to a training of providers (P4) that
-- was held by then and reached the level.
create function provider_contract_at(p_level integer, p_day date)
  returns table (id uuid, programme_id text, unit_id text, sex text, since date, trained boolean, contract_id uuid)
  language sql stable as $$
  select distinct on (c.provider_id) c.provider_id, c.programme_id, c.unit_id, p.sex, c.starts_on,
         exists (select from event_attendance a join event_at(p_level, p_day) e on e.id = a.event_id and e.kind = 'proveedores'
                  where a.provider_id = c.provider_id and a.state = 'VIGENTE'), c.id
    from provider_contract c join service_provider p on p.id = c.provider_id
   where c.starts_on <= p_day and c.state in ('FIRMADO', 'CONCLUIDO', 'RESUELTO')
     and c.service in ('facilitador', 'acompanante', 'asistente')
   order by c.provider_id, c.starts_on, c.id
$$;
comment on function provider_contract_at(integer, date) is 'Facilitadores, acompañantes and technical assistants with a signed contract begun by a day, each once; and whether a training of providers that reached the level lists them.';
