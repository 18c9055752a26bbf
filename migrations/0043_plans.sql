-- Plans of alliances, one row for each version, and the appraisals (dictámenes) on each version (domain brief 3.6, 3.7).

create table plan (
  id uuid constraint plan_pkey primary key,
  programme_id text not null constraint plan_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint plan_recorded_by_fkey references user_account (id),
  called text not null,
  alliance_id uuid not null constraint plan_alliance_fkey references alliance (id),
  unit_id text constraint plan_unit_fkey references operating_unit (code),
  number integer not null,
  replaces_id uuid constraint plan_replaces_fkey references plan (id),
  kind text not null,
  families integer,
  families_women integer,
  amount_par bigint,
  amount_cash bigint,
  amount_kind bigint,
  amount_buyer bigint,
  amount_municipal bigint,
  amount_credit bigint,
  amount_total bigint,
  deviations text,
  deviation_reason text,
  rate integer,
  van bigint,
  tir integer,
  benefit_cost bigint,
  summary text,
  objectives text,
  opportunity text,
  organisation_profile text,
  buyer_profile text,
  supporters text,
  municipal_works text,
  diagnosis text,
  proposal text,
  climate text,
  sale_mode text,
  member_needs text,
  investment_plan text,
  credit_strategy text,
  evaluation text,
  presented_on date,
  return_reason text,
  observed_sections text[],
  observed_reason text,
  reopen_reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table plan is 'One version of the plan of an alliance. Amounts in centavos, shares and ratios in 1/10,000.';
comment on column plan.replaces_id is 'The observed version that this one follows; empty in the first.';
create index plan_programme_idx on plan (programme_id);
create index plan_recorded_by_idx on plan (recorded_by);
create index plan_alliance_idx on plan (alliance_id);
create index plan_unit_idx on plan (unit_id, state);
create index plan_replaces_idx on plan (replaces_id);
create unique index plan_version_idx on plan (alliance_id, number);

create table appraisal (
  id uuid constraint appraisal_pkey primary key,
  programme_id text not null constraint appraisal_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint appraisal_recorded_by_fkey references user_account (id),
  called text not null,
  plan_id uuid not null constraint appraisal_plan_fkey references plan (id),
  dimension text not null,
  desk text not null,
  alliance_id uuid not null constraint appraisal_alliance_fkey references alliance (id),
  unit_id text constraint appraisal_unit_fkey references operating_unit (code),
  issued_on date,
  result text,
  findings text,
  conditions text,
  validated_on date,
  validated_women integer,
  validated_men integer,
  certifier text,
  certificate_number text,
  certified_on date,
  reopen_reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table appraisal is 'The dictamen on one dimension of one version of a plan (BR-21 to BR-26).';
comment on column appraisal.desk is 'Who appraises: it follows from the dimension and, for the finances, from the kind of the plan.';
create index appraisal_programme_idx on appraisal (programme_id);
create index appraisal_recorded_by_idx on appraisal (recorded_by);
create index appraisal_alliance_idx on appraisal (alliance_id);
create index appraisal_unit_idx on appraisal (unit_id, state);
create unique index appraisal_dimension_idx on appraisal (plan_id, dimension);
