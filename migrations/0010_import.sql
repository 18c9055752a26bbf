-- Imports of alliances from spreadsheets: job rows, exempt from the write path. What an import changes goes through commands.

create table import_run (
  id uuid constraint import_run_pkey primary key,
  filename text not null,
  file_hash text not null,
  actor_id uuid not null,
  programme_id text not null constraint import_run_programme_fkey references programme (id),
  source text,
  headers text[] not null,
  samples jsonb not null,
  mapping jsonb not null,
  states jsonb not null,
  status text not null constraint import_run_status_check check (status in ('mapping', 'checking', 'checked', 'running', 'done', 'failed')),
  done integer not null,
  total integer not null,
  report jsonb,
  failure jsonb,
  started_at timestamptz not null,
  beat_at timestamptz not null
);
comment on table import_run is 'One import of a spreadsheet: its file, its columns, how far it has come. Job rows, exempt from the write path.';
comment on column import_run.headers is 'Header row; the newest run with the same headers lends its mapping to the next.';
comment on column import_run.beat_at is 'Last sign of life of the work in progress; an old one means that it was cut off and can go on.';
create index import_run_programme_idx on import_run (programme_id);
create index import_run_started_idx on import_run (started_at);

create table import_row (
  run_id uuid not null constraint import_row_run_fkey references import_run (id) on delete cascade,
  row_number integer not null,
  outcome text not null constraint import_row_outcome_check check (outcome in ('pending', 'adopted', 'refused', 'unchanged')),
  alliance_id uuid,
  gaps text[] not null,
  problems jsonb not null,
  to_person boolean not null,
  constraint import_row_pkey primary key (run_id, row_number)
);
comment on table import_row is 'What became of each row of an import, and every problem found in it. Job rows, exempt from the write path.';
