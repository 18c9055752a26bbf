-- What is kept of an organisation: who holds its offices, its yearly statements, what it can do by itself, and the changes it asks for after the convenio.

create table organisation_office (
  id uuid constraint organisation_office_pkey primary key,
  programme_id text not null constraint organisation_office_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint organisation_office_recorded_by_fkey references user_account (id),
  organisation_id uuid not null constraint organisation_office_organisation_fkey references organisation (id),
  unit_id text constraint organisation_office_unit_fkey references operating_unit (code),
  body text not null,
  post text not null,
  name text not null,
  sex text not null constraint organisation_office_sex_check check (sex in ('F', 'M')),
  starts_on date not null,
  ends_on date,
  ended_reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table organisation_office is 'An office that a person holds in an organisation, from a day to a day: directors, committees, accountant (D13, D17).';
create index organisation_office_programme_idx on organisation_office (programme_id);
create index organisation_office_recorded_by_idx on organisation_office (recorded_by);
create index organisation_office_organisation_idx on organisation_office (organisation_id);
create index organisation_office_unit_idx on organisation_office (unit_id);

create table yearly_statement (
  id uuid constraint yearly_statement_pkey primary key,
  programme_id text not null constraint yearly_statement_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint yearly_statement_recorded_by_fkey references user_account (id),
  organisation_id uuid not null constraint yearly_statement_organisation_fkey references organisation (id),
  unit_id text constraint yearly_statement_unit_fkey references operating_unit (code),
  fiscal_year text not null,
  presented_on date not null,
  presented_to text,
  due_on date,
  in_term boolean,
  observation text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table yearly_statement is 'The financial statements that an organisation presented for a year, and whether it did by their day (D15).';
create index yearly_statement_programme_idx on yearly_statement (programme_id);
create index yearly_statement_recorded_by_idx on yearly_statement (recorded_by);
create index yearly_statement_organisation_idx on yearly_statement (organisation_id);
create index yearly_statement_unit_idx on yearly_statement (unit_id);

create table capacity_diagnosis (
  id uuid constraint capacity_diagnosis_pkey primary key,
  programme_id text not null constraint capacity_diagnosis_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint capacity_diagnosis_recorded_by_fkey references user_account (id),
  organisation_id uuid not null constraint capacity_diagnosis_organisation_fkey references organisation (id),
  unit_id text constraint capacity_diagnosis_unit_fkey references operating_unit (code),
  made_on date not null,
  assemblies text not null,
  directors_in_force text not null,
  members_listed text not null,
  books text not null,
  receipts text not null,
  contributions text not null,
  sold_together text not null,
  women_decide text not null,
  finding text,
  score integer,
  proposed_visits integer,
  discarded_reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table capacity_diagnosis is 'What an organisation can do by itself on a day, by a checklist, with the visits a month that it proposes (M-10). score: percent of the most.';
create index capacity_diagnosis_programme_idx on capacity_diagnosis (programme_id);
create index capacity_diagnosis_recorded_by_idx on capacity_diagnosis (recorded_by);
create index capacity_diagnosis_organisation_idx on capacity_diagnosis (organisation_id);
create index capacity_diagnosis_unit_idx on capacity_diagnosis (unit_id);

create table change_request (
  id uuid constraint change_request_pkey primary key,
  programme_id text not null constraint change_request_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint change_request_recorded_by_fkey references user_account (id),
  alliance_id uuid not null constraint change_request_alliance_fkey references alliance (id),
  organisation_id uuid constraint change_request_organisation_fkey references organisation (id),
  unit_id text constraint change_request_unit_fkey references operating_unit (code),
  what text not null,
  subject text not null,
  requested_on date not null,
  current text not null,
  proposed text not null,
  why text not null,
  proposed_bank text,
  proposed_holder text,
  proposed_end text,
  rejected_reason text,
  reviewed_by uuid constraint change_request_reviewed_by_fkey references user_account (id),
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table change_request is 'A change of members, directors or bank account that is asked for after the convenio, with what holds and what is asked. An open one of the account keeps payments.';
create index change_request_programme_idx on change_request (programme_id);
create index change_request_recorded_by_idx on change_request (recorded_by);
create index change_request_alliance_idx on change_request (alliance_id);
create index change_request_organisation_idx on change_request (organisation_id);
create index change_request_unit_idx on change_request (unit_id);
create index change_request_reviewed_by_idx on change_request (reviewed_by);
