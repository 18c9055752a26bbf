-- What a plan consists of: investments, years of its cash flow, practices it promotes, measures that follow it (domain brief 3.6).

create table plan_item (
  id uuid constraint plan_item_pkey primary key,
  programme_id text not null constraint plan_item_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint plan_item_recorded_by_fkey references user_account (id),
  plan_id uuid not null constraint plan_item_plan_fkey references plan (id),
  alliance_id uuid not null constraint plan_item_alliance_fkey references alliance (id),
  unit_id text constraint plan_item_unit_fkey references operating_unit (code),
  description text not null,
  category text not null,
  specification text,
  quantity bigint not null,
  measure text,
  unit_price bigint not null,
  total bigint not null,
  amount_par bigint,
  amount_cash bigint,
  amount_kind bigint,
  amount_buyer bigint,
  amount_municipal bigint,
  amount_credit bigint,
  tranche integer,
  beyond_collection boolean,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table plan_item is 'One investment of a plan. Amounts in centavos, quantity and price in 1/10,000; the shares add up to the total.';
create index plan_item_programme_idx on plan_item (programme_id);
create index plan_item_recorded_by_idx on plan_item (recorded_by);
create index plan_item_plan_idx on plan_item (plan_id);
create index plan_item_alliance_idx on plan_item (alliance_id);
create index plan_item_unit_idx on plan_item (unit_id, state);

create table plan_flow (
  id uuid constraint plan_flow_pkey primary key,
  programme_id text not null constraint plan_flow_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint plan_flow_recorded_by_fkey references user_account (id),
  plan_id uuid not null constraint plan_flow_plan_fkey references plan (id),
  alliance_id uuid not null constraint plan_flow_alliance_fkey references alliance (id),
  unit_id text constraint plan_flow_unit_fkey references operating_unit (code),
  called text not null,
  year integer not null,
  income bigint not null,
  costs bigint not null,
  investment bigint not null,
  net bigint not null,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table plan_flow is 'One year of the cash flow of a plan, with project less without, in centavos; year 0 is that of the investment.';
create index plan_flow_programme_idx on plan_flow (programme_id);
create index plan_flow_recorded_by_idx on plan_flow (recorded_by);
create index plan_flow_plan_idx on plan_flow (plan_id);
create index plan_flow_alliance_idx on plan_flow (alliance_id);
create index plan_flow_unit_idx on plan_flow (unit_id, state);
create unique index plan_flow_year_idx on plan_flow (plan_id, year);

create table plan_practice (
  id uuid constraint plan_practice_pkey primary key,
  programme_id text not null constraint plan_practice_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint plan_practice_recorded_by_fkey references user_account (id),
  plan_id uuid not null constraint plan_practice_plan_fkey references plan (id),
  alliance_id uuid not null constraint plan_practice_alliance_fkey references alliance (id),
  unit_id text constraint plan_practice_unit_fkey references operating_unit (code),
  name text not null,
  is_package boolean,
  climate_resilient boolean,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table plan_practice is 'A technology or practice that a plan promotes (R3).';
create index plan_practice_programme_idx on plan_practice (programme_id);
create index plan_practice_recorded_by_idx on plan_practice (recorded_by);
create index plan_practice_plan_idx on plan_practice (plan_id);
create index plan_practice_alliance_idx on plan_practice (alliance_id);
create index plan_practice_unit_idx on plan_practice (unit_id, state);

create table plan_measure (
  id uuid constraint plan_measure_pkey primary key,
  programme_id text not null constraint plan_measure_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint plan_measure_recorded_by_fkey references user_account (id),
  plan_id uuid not null constraint plan_measure_plan_fkey references plan (id),
  alliance_id uuid not null constraint plan_measure_alliance_fkey references alliance (id),
  unit_id text constraint plan_measure_unit_fkey references operating_unit (code),
  kind text not null,
  what text not null,
  responsible text,
  due_on date,
  indicator text,
  appraisal_id uuid constraint plan_measure_appraisal_fkey references appraisal (id),
  fulfilled_on date,
  drop_reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table plan_measure is 'An environmental, social or climate measure of a plan, or a condition of an appraisal, until it is fulfilled.';
create index plan_measure_programme_idx on plan_measure (programme_id);
create index plan_measure_recorded_by_idx on plan_measure (recorded_by);
create index plan_measure_plan_idx on plan_measure (plan_id);
create index plan_measure_alliance_idx on plan_measure (alliance_id);
create index plan_measure_unit_idx on plan_measure (unit_id, state);
create index plan_measure_appraisal_idx on plan_measure (appraisal_id);
create index plan_measure_due_idx on plan_measure (due_on);
