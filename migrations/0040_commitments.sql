-- Commitments of visits as things with a state (domain brief 3.9), and what a visit says of those that were open. What older visits agreed is
-- brought by commands of sistema, not by this migration.

alter table visit add column settled jsonb;
comment on column visit.settled is 'What the visit says of commitments that were open: fulfilled, moved or dropped. Empty in visits of before there was any.';

create table commitment (
  id uuid constraint commitment_pkey primary key,
  programme_id text not null constraint commitment_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint commitment_recorded_by_fkey references user_account (id),
  alliance_id uuid not null constraint commitment_alliance_fkey references alliance (id),
  unit_id text constraint commitment_unit_fkey references operating_unit (code),
  what text not null,
  who text,
  said_on date not null,
  promised_on date,
  due_on date,
  visit_id uuid,
  fulfilled_on date,
  moved_to date,
  reason text,
  settled_in uuid,
  office_on date,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table commitment is 'What was agreed in a visit: pending until a later visit, or the office, says that it was fulfilled, moved or dropped.';
comment on column commitment.visit_id is 'The record of the visit that said it; empty where the office wrote it down.';
comment on column commitment.settled_in is 'The record of the visit that settled or moved it last; empty where the office did.';
create index commitment_programme_idx on commitment (programme_id);
create index commitment_recorded_by_idx on commitment (recorded_by);
create index commitment_alliance_idx on commitment (alliance_id);
create index commitment_unit_idx on commitment (unit_id, state);
create index commitment_due_idx on commitment (due_on);
create index commitment_visit_idx on commitment (visit_id);
create index commitment_settled_in_idx on commitment (settled_in);
