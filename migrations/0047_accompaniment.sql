-- What the acompañante records of an alliance and the unit verifies (domain brief 3.9, BR-46 to BR-49).

create table milestone (
  id uuid constraint milestone_pkey primary key,
  programme_id text not null constraint milestone_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint milestone_recorded_by_fkey references user_account (id),
  alliance_id uuid not null constraint milestone_alliance_fkey references alliance (id),
  unit_id text constraint milestone_unit_fkey references operating_unit (code),
  stage text not null,
  what text not null,
  responsible text,
  programmed_on date not null,
  moved_to date,
  move_reason text,
  due_on date,
  executed_on date,
  photos text[],
  execution_notes text,
  captured_by uuid constraint milestone_captured_by_fkey references user_account (id),
  verified_by uuid constraint milestone_verified_by_fkey references user_account (id),
  return_reason text,
  annul_reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table milestone is 'A milestone of an alliance: programmed with its day, executed with its evidence, verified and validated.';
comment on column milestone.captured_by is 'Who told it last from the field: neither they nor recorded_by verify it.';
comment on column milestone.due_on is 'moved_to, or else programmed_on.';
create index milestone_programme_idx on milestone (programme_id);
create index milestone_recorded_by_idx on milestone (recorded_by);
create index milestone_alliance_idx on milestone (alliance_id);
create index milestone_unit_idx on milestone (unit_id, state);
create index milestone_captured_by_idx on milestone (captured_by);
create index milestone_verified_by_idx on milestone (verified_by);
create index milestone_due_idx on milestone (due_on);

create table productive_cycle (
  id uuid constraint productive_cycle_pkey primary key,
  programme_id text not null constraint productive_cycle_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint productive_cycle_recorded_by_fkey references user_account (id),
  alliance_id uuid not null constraint productive_cycle_alliance_fkey references alliance (id),
  unit_id text constraint productive_cycle_unit_fkey references operating_unit (code),
  campaign text not null,
  product_code text not null constraint productive_cycle_product_fkey references product (code),
  unit_code text not null constraint productive_cycle_measure_fkey references measure_unit (code),
  opened_on date not null,
  area bigint,
  closed_on date,
  production bigint,
  sold_volume bigint,
  costs bigint,
  income bigint,
  photos text[],
  closing_notes text,
  captured_by uuid constraint productive_cycle_captured_by_fkey references user_account (id),
  verified_by uuid constraint productive_cycle_verified_by_fkey references user_account (id),
  return_reason text,
  annul_reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table productive_cycle is 'A productive cycle of an alliance: opened and closed by its acompañante, with production, sales, costs and income.';
comment on column productive_cycle.captured_by is 'Who told it last from the field: neither they nor recorded_by verify it.';
comment on column productive_cycle.area is 'Hectares in 1/10,000.';
comment on column productive_cycle.production is 'In 1/10,000 of its unit_code; null while nobody knows.';
comment on column productive_cycle.sold_volume is 'In 1/10,000 of its unit_code; null while nobody knows.';
comment on column productive_cycle.costs is 'Centavos; null while nobody knows.';
comment on column productive_cycle.income is 'Centavos; null while nobody knows.';
create index productive_cycle_programme_idx on productive_cycle (programme_id);
create index productive_cycle_recorded_by_idx on productive_cycle (recorded_by);
create index productive_cycle_alliance_idx on productive_cycle (alliance_id);
create index productive_cycle_unit_idx on productive_cycle (unit_id, state);
create index productive_cycle_captured_by_idx on productive_cycle (captured_by);
create index productive_cycle_verified_by_idx on productive_cycle (verified_by);
create index productive_cycle_product_idx on productive_cycle (product_code);
create index productive_cycle_measure_idx on productive_cycle (unit_code);

create table technical_assistance (
  id uuid constraint technical_assistance_pkey primary key,
  programme_id text not null constraint technical_assistance_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint technical_assistance_recorded_by_fkey references user_account (id),
  alliance_id uuid not null constraint technical_assistance_alliance_fkey references alliance (id),
  unit_id text constraint technical_assistance_unit_fkey references operating_unit (code),
  given_on date not null,
  topic text not null,
  what text not null,
  hours bigint not null,
  women integer not null,
  men integer not null,
  giver text not null,
  giver_name text,
  product text,
  photos text[],
  captured_by uuid constraint technical_assistance_captured_by_fkey references user_account (id),
  verified_by uuid constraint technical_assistance_verified_by_fkey references user_account (id),
  return_reason text,
  annul_reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table technical_assistance is 'A technical assistance given to an alliance.';
comment on column technical_assistance.captured_by is 'Who told it last from the field: neither they nor recorded_by verify it.';
comment on column technical_assistance.hours is 'Hours in 1/10,000.';
comment on column technical_assistance.product is 'What was handed over (A8).';
create index technical_assistance_programme_idx on technical_assistance (programme_id);
create index technical_assistance_recorded_by_idx on technical_assistance (recorded_by);
create index technical_assistance_alliance_idx on technical_assistance (alliance_id);
create index technical_assistance_unit_idx on technical_assistance (unit_id, state);
create index technical_assistance_captured_by_idx on technical_assistance (captured_by);
create index technical_assistance_verified_by_idx on technical_assistance (verified_by);

create table practice_adoption (
  id uuid constraint practice_adoption_pkey primary key,
  programme_id text not null constraint practice_adoption_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint practice_adoption_recorded_by_fkey references user_account (id),
  alliance_id uuid not null constraint practice_adoption_alliance_fkey references alliance (id),
  unit_id text constraint practice_adoption_unit_fkey references operating_unit (code),
  observed_on date not null,
  practice_kind text not null,
  practice text not null,
  families_led_by_women integer not null,
  families_led_by_men integer not null,
  area bigint,
  how text not null,
  photos text[],
  captured_by uuid constraint practice_adoption_captured_by_fkey references user_account (id),
  verified_by uuid constraint practice_adoption_verified_by_fkey references user_account (id),
  return_reason text,
  annul_reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table practice_adoption is 'Families of an alliance seen to adopt a practice on a day (R3).';
comment on column practice_adoption.captured_by is 'Who told it last from the field: neither they nor recorded_by verify it.';
comment on column practice_adoption.area is 'Hectares in 1/10,000.';
create index practice_adoption_programme_idx on practice_adoption (programme_id);
create index practice_adoption_recorded_by_idx on practice_adoption (recorded_by);
create index practice_adoption_alliance_idx on practice_adoption (alliance_id);
create index practice_adoption_unit_idx on practice_adoption (unit_id, state);
create index practice_adoption_captured_by_idx on practice_adoption (captured_by);
create index practice_adoption_verified_by_idx on practice_adoption (verified_by);

create table measure_follow_up (
  id uuid constraint measure_follow_up_pkey primary key,
  programme_id text not null constraint measure_follow_up_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint measure_follow_up_recorded_by_fkey references user_account (id),
  alliance_id uuid not null constraint measure_follow_up_alliance_fkey references alliance (id),
  unit_id text constraint measure_follow_up_unit_fkey references operating_unit (code),
  checked_on date not null,
  measure_kind text not null,
  measure text not null,
  fulfilled text not null,
  observed text,
  photos text[],
  captured_by uuid constraint measure_follow_up_captured_by_fkey references user_account (id),
  verified_by uuid constraint measure_follow_up_verified_by_fkey references user_account (id),
  return_reason text,
  annul_reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table measure_follow_up is 'How far an environmental, social or climate measure of an alliance is fulfilled on a day.';
comment on column measure_follow_up.captured_by is 'Who told it last from the field: neither they nor recorded_by verify it.';
create index measure_follow_up_programme_idx on measure_follow_up (programme_id);
create index measure_follow_up_recorded_by_idx on measure_follow_up (recorded_by);
create index measure_follow_up_alliance_idx on measure_follow_up (alliance_id);
create index measure_follow_up_unit_idx on measure_follow_up (unit_id, state);
create index measure_follow_up_captured_by_idx on measure_follow_up (captured_by);
create index measure_follow_up_verified_by_idx on measure_follow_up (verified_by);
