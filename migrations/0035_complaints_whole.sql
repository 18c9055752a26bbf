-- Complaints, whole (domain brief 2.7, 3.11, BR-51 to BR-57): the second level of what they are about, the alarms of their term, whom they
-- are against, what became of a derivation, an identity that rests encrypted with the key that opens it, holidays, and what is said
-- about a thing by those who work on it. New columns are empty in what was there before.

alter table complaint add column topic text;
alter table complaint add column team text;
alter table complaint add column acknowledge_by date;
alter table complaint add column answer_by date;
alter table complaint add column against text;
alter table complaint add column identity text;
alter table complaint add column identity_reason text;
alter table complaint add column accused_unit_id text constraint complaint_accused_unit_fkey references operating_unit (code);
alter table complaint add column alarm text;
alter table complaint add column referral_number text;
alter table complaint add column referral_told_on date;
alter table complaint add column referral_reply text;
alter table complaint add column referral_replied_on date;
alter table complaint add column answer_proof text;
create index complaint_accused_unit_idx on complaint (accused_unit_id);
comment on column complaint.identity is 'Who complains, encrypted on the device of who wrote it down to the complaints key; the server cannot open it.';

create table holiday (
  id uuid constraint holiday_pkey primary key,
  programme_id text not null constraint holiday_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint holiday_recorded_by_fkey references user_account (id),
  day date not null,
  name text not null,
  unit_id text constraint holiday_unit_fkey references operating_unit (code),
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table holiday is 'Days without work besides the national ones that return each year: decreed ones, and those of a department.';
create index holiday_programme_idx on holiday (programme_id);
create index holiday_recorded_by_idx on holiday (recorded_by);
create index holiday_unit_idx on holiday (unit_id);

create table complaint_key (
  id uuid constraint complaint_key_pkey primary key,
  programme_id text not null constraint complaint_key_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint complaint_key_recorded_by_fkey references user_account (id),
  name text not null,
  public_key text not null,
  recovery text not null,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table complaint_key is 'The key to which identities of who complains are encrypted: its public half, and its private half under the code printed when it was made.';
create index complaint_key_programme_idx on complaint_key (programme_id);
create index complaint_key_recorded_by_idx on complaint_key (recorded_by);

create table complaint_key_share (
  id uuid constraint complaint_key_share_pkey primary key,
  programme_id text not null constraint complaint_key_share_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint complaint_key_share_recorded_by_fkey references user_account (id),
  name text not null,
  key_id uuid not null constraint complaint_key_share_key_fkey references complaint_key (id),
  user_id uuid not null constraint complaint_key_share_user_fkey references user_account (id),
  wrapped text not null,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table complaint_key_share is 'Who can open the complaints key: its private half under the phrase of that person. The server holds no phrase.';
create index complaint_key_share_programme_idx on complaint_key_share (programme_id);
create index complaint_key_share_recorded_by_idx on complaint_key_share (recorded_by);
create index complaint_key_share_key_idx on complaint_key_share (key_id);
create index complaint_key_share_user_idx on complaint_key_share (user_id);

create table remark (
  id uuid constraint remark_pkey primary key,
  noun text not null,
  subject_id uuid not null,
  side text not null constraint remark_side_check check (side in ('inside', 'told', 'said')),
  text text not null,
  to_user_id uuid constraint remark_to_user_fkey references user_account (id),
  answers_id uuid constraint remark_answers_fkey references remark (id),
  said_on date not null,
  said_by uuid constraint remark_said_by_fkey references user_account (id),
  demo boolean not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table remark is 'What is said about a thing: among those who work on it (inside), to who is outside (told), by who is outside (said).';
create index remark_subject_idx on remark (subject_id, noun);
create index remark_to_user_idx on remark (to_user_id);
create index remark_answers_idx on remark (answers_id);
create index remark_said_by_idx on remark (said_by);
