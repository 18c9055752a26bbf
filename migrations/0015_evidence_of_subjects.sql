-- Evidence is derived: it is laid out anew and filled by the next rebuild. A row is of any subject (an alliance, later an event, a
-- complaint, a municipal work), of one programme, and says by its state up to which day it was worked out: the cut-off of a
-- period that still runs is today, so that yesterday's rows are not today's figure.

drop table evidence;
drop table evidence_state;

create table evidence (
  programme_id text not null,
  measure text not null,
  period text not null,
  level integer not null,
  thing text not null,
  subject_noun text not null,
  subject_id uuid not null,
  alliance_id uuid,
  unit_id text not null,
  municipality_code text,
  model integer,
  product_code text,
  sex text,
  young boolean,
  indigenous boolean,
  counts_on date,
  due boolean not null,
  n bigint not null,
  d bigint not null,
  n0 bigint not null,
  d0 bigint not null,
  note text,
  sources uuid[] not null,
  constraint evidence_pkey primary key (programme_id, measure, period, level, thing)
);
comment on table evidence is 'Derived: the rows behind each figure of the open periods. Rebuilt where touched and in full every day; exempt from the write path.';
comment on column evidence.subject_noun is 'Kind of thing whose evidence it is; what is rebuilt is rebuilt subject by subject.';
comment on column evidence.subject_id is 'Which one: of an alliance, the same as alliance_id.';
comment on column evidence.alliance_id is 'Alliance it belongs to; null where its subject belongs to none.';
comment on column evidence.sources is 'Record versions behind the row: from any number a person walks down to them.';
create index evidence_subject_idx on evidence (subject_id, measure, period, level);
-- All that a figure and its parts add up, in the order of what is asked: rows lie as they were rebuilt, subject by subject, and carry
-- their sources, so that reading one measure of one period from the table is reading all of it.
create index evidence_sums_idx on evidence (programme_id, measure, period, level, due)
  include (n, d, n0, d0, subject_id, alliance_id, unit_id, municipality_code, model, product_code, sex, young, indigenous, counts_on);

create table evidence_state (
  programme_id text constraint evidence_state_pkey primary key,
  sealed_number bigint not null,
  periods text[] not null,
  day date not null,
  rebuilt_at timestamptz not null,
  full_at timestamptz
);
comment on table evidence_state is 'Up to which sealed entry and which day the evidence of a programme is built, for which periods. Exempt.';
comment on column evidence_state.day is 'The cut-off of the periods that still run.';
