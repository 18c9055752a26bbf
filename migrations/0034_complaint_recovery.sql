-- How a lost code is found again by what the person alone knows (docs/decisions/public-complaints.md).
create table complaint_recovery (
  complaint_id uuid constraint complaint_recovery_pkey primary key constraint complaint_recovery_complaint_fkey references complaint (id),
  key text not null,
  week integer not null
);
comment on table complaint_recovery is 'What finds the code of a complaint again: a slow hash of municipality, week and a phrase, with a salt that is not in the database. Exempt from the write path; forgotten after two years.';
comment on column complaint_recovery.week is 'Week since 1970 in which it was received: until when it is remembered.';
create index complaint_recovery_key_idx on complaint_recovery (key);
create index complaint_recovery_week_idx on complaint_recovery (week);
