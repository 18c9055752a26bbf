-- Calls, the requests that answer them, and credit (domain brief 3.3, BR-01 to BR-12, M-01).

create table call (
  id uuid constraint call_pkey primary key,
  programme_id text not null constraint call_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint call_recorded_by_fkey references user_account (id),
  number text not null,
  title text not null,
  areas text not null,
  bases text not null,
  requirements text not null,
  opens_on date not null,
  closes_on date not null,
  budget bigint constraint call_budget_check check (budget >= 0),
  extended_to date,
  reopen_reason text,
  close_reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table call is 'A call for requests: areas, bases, requirements, term and ceiling in centavos; reopened only by a recorded act.';
create index call_programme_idx on call (programme_id);
create index call_recorded_by_idx on call (recorded_by);
create unique index call_number_key on call (number);

create table request (
  id uuid constraint request_pkey primary key,
  programme_id text not null constraint request_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint request_recorded_by_fkey references user_account (id),
  number text not null,
  call_id uuid not null constraint request_call_fkey references call (id),
  presented_by text not null,
  presenter text not null,
  received_on date not null,
  out_of_term boolean not null,
  unit_id text not null constraint request_unit_fkey references operating_unit (code),
  municipality_code text constraint request_municipality_fkey references municipality (code),
  community_name text,
  rural boolean,
  organisation_id uuid constraint request_organisation_fkey references organisation (id),
  group_name text,
  legal_form text,
  product_code text constraint request_product_fkey references product (code),
  families integer constraint request_families_check check (families >= 0),
  women integer constraint request_women_check check (women >= 0),
  young integer constraint request_young_check check (young >= 0),
  indigenous integer constraint request_indigenous_check check (indigenous >= 0),
  buyer_id uuid constraint request_buyer_fkey references buyer (id),
  buyer_name text,
  offer text,
  amount bigint constraint request_amount_check check (amount >= 0),
  papers text[],
  checklist text[],
  cause text,
  explanation text,
  notified_on date,
  alliance_id uuid constraint request_alliance_fkey references alliance (id),
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table request is 'A request as it was presented on paper at the office of a unit; admitted or not after the check at the desk, and the alliance that came of it.';
create index request_programme_idx on request (programme_id);
create index request_recorded_by_idx on request (recorded_by);
create index request_call_idx on request (call_id);
create index request_unit_idx on request (unit_id);
create index request_municipality_idx on request (municipality_code);
create index request_organisation_idx on request (organisation_id);
create index request_product_idx on request (product_code);
create index request_buyer_idx on request (buyer_id);
create index request_alliance_idx on request (alliance_id);
create unique index request_number_key on request (number);

create table credit (
  id uuid constraint credit_pkey primary key,
  programme_id text not null constraint credit_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint credit_recorded_by_fkey references user_account (id),
  alliance_id uuid not null constraint credit_alliance_fkey references alliance (id),
  unit_id text constraint credit_unit_fkey references operating_unit (code),
  organisation_id uuid constraint credit_organisation_fkey references organisation (id),
  institution text not null,
  amount bigint not null constraint credit_amount_check check (amount >= 0),
  months integer constraint credit_months_check check (months >= 0),
  purpose text,
  strategy text,
  granted_on date,
  standing text,
  standing_on date,
  fulfilled text,
  fulfilled_on date,
  closed_on date,
  reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table credit is 'A credit that an organisation took for its alliance: institution, centavos, term, its dated standing by a paper of the institution, and whether its investments were made.';
create index credit_programme_idx on credit (programme_id);
create index credit_recorded_by_idx on credit (recorded_by);
create index credit_alliance_idx on credit (alliance_id);
create index credit_unit_idx on credit (unit_id);
create index credit_organisation_idx on credit (organisation_id);

alter table press_notice add column call_id uuid constraint press_notice_call_fkey references call (id);
create index press_notice_call_idx on press_notice (call_id);

-- What of calls is public: those that are open or were, live, without who prepared them.
create view open_data.call_notice as
  select c.number, c.title, c.areas, c.bases, c.requirements, c.opens_on, c.closes_on, c.budget, c.state, c.reopen_reason, c.demo
    from public.call c where c.state in ('ABIERTA', 'CERRADA');
comment on view open_data.call_notice is 'Calls that are open, or were: what the public page says of them.';
select apply_grants();
