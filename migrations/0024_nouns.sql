-- Nouns that live by a table of steps (docs/decisions/nouns.md): the steps of all of them, what time does by itself, and the
-- first of them, the complaint (domain brief 2.7, 3.11). Who complains is not in this table.

create table life_step (
  id uuid constraint life_step_pkey primary key,
  noun text not null,
  subject_id uuid not null,
  step text not null,
  from_state text,
  to_state text not null,
  reached_on date not null,
  document_id uuid constraint life_step_document_fkey references source_document (id),
  note text,
  entry_id uuid not null,
  row_hash text not null
);
comment on table life_step is 'Each step that a thing took in its life: from which state to which, on which day. Days waited and counts by state come from here.';
create index life_step_subject_idx on life_step (subject_id, noun);
create index life_step_document_idx on life_step (document_id);

create table complaint (
  id uuid constraint complaint_pkey primary key,
  programme_id text not null constraint complaint_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint complaint_recorded_by_fkey references user_account (id),
  code text not null constraint complaint_code_key unique,
  received_on date not null,
  channel text not null,
  story text not null,
  privacy text not null,
  relation text,
  danger boolean,
  alliance_id uuid constraint complaint_alliance_fkey references alliance (id),
  unit_id text constraint complaint_unit_fkey references operating_unit (code),
  municipality_code text constraint complaint_municipality_fkey references municipality (code),
  due_on date not null,
  acknowledged_on date,
  category text,
  severity text,
  accused_id uuid constraint complaint_accused_fkey references user_account (id),
  assignee_id uuid constraint complaint_assignee_fkey references user_account (id),
  holder text,
  escalated_on date,
  referred_to text,
  referred_on date,
  duplicate_of_id uuid constraint complaint_duplicate_of_fkey references complaint (id),
  answer text,
  answered_on date,
  answer_channel text,
  answered_by uuid constraint complaint_answered_by_fkey references user_account (id),
  outcome text,
  measures text,
  agreed_on date,
  reopened_on date,
  reopen_reason text,
  second_answer text,
  second_answered_on date,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table complaint is 'Complaints (domain brief 3.11), as they stand. The clock runs from received_on and is never paused (BR-51, BR-52).';
create index complaint_programme_idx on complaint (programme_id);
create index complaint_recorded_by_idx on complaint (recorded_by);
create index complaint_alliance_idx on complaint (alliance_id);
create index complaint_unit_idx on complaint (unit_id, state);
create index complaint_municipality_idx on complaint (municipality_code);
create index complaint_accused_idx on complaint (accused_id);
create index complaint_assignee_idx on complaint (assignee_id);
create index complaint_answered_by_idx on complaint (answered_by);
create index complaint_duplicate_of_idx on complaint (duplicate_of_id);
create index complaint_due_idx on complaint (due_on);

create table job (
  id uuid constraint job_pkey primary key,
  kind text not null,
  noun text not null,
  subject_id uuid not null,
  act_for date not null,
  state text not null constraint job_state_check check (state in ('waiting', 'done')),
  attempts integer not null,
  try_after timestamptz not null,
  problem text,
  ended_at timestamptz
);
comment on table job is 'What time does by itself: one row for each act of sistema and the day it acts for. Derived from sealed entries; exempt from the write path.';
create index job_waiting_idx on job (act_for) where state = 'waiting';
create index job_subject_idx on job (subject_id, kind);
