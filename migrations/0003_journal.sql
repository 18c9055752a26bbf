-- The one write path: journal, seals, receipts, held commands (architecture 1.3, 6).

create table journal_entry (
  id uuid constraint journal_entry_pkey primary key,
  n bigint generated always as identity,
  kind text not null,
  type text not null constraint journal_entry_type_check check (type in ('fact', 'act')),
  schema_version integer not null,
  subject_noun text not null,
  subject_id uuid not null,
  actor_id uuid not null,
  role text not null,
  grant_id uuid,
  delegated_by uuid,
  device_id uuid not null,
  device_seq bigint not null,
  occurred_on date not null,
  captured_at timestamptz not null,
  received_at timestamptz not null,
  clock jsonb,
  place jsonb,
  flags text[] not null,
  unit_id text,
  alliance_id uuid,
  organisation_id uuid,
  body_hash text not null,
  changes_hash text not null,
  digest text not null
);
comment on table journal_entry is 'One row per accepted command, append-only: who, role, device, when, where. Its id is the command id.';
comment on column journal_entry.n is 'Order of application: taken while the subject is locked, so one subject''s entries keep their order; may have gaps.';
comment on column journal_entry.digest is 'SHA-256 of every other column as canonical text; the chain is over digests.';
create index journal_entry_subject_idx on journal_entry (subject_id, n);
create index journal_entry_n_idx on journal_entry (n);
create index journal_entry_alliance_idx on journal_entry (alliance_id, n) where alliance_id is not null;
create index journal_entry_actor_idx on journal_entry (actor_id, n);
create index journal_entry_kind_idx on journal_entry (kind, n);
create index journal_entry_unit_idx on journal_entry (unit_id, n) where unit_id is not null;
create index journal_entry_received_idx on journal_entry (received_at, n);

create table journal_body (
  entry_id uuid constraint journal_body_pkey primary key,
  body text
);
comment on table journal_body is 'The bytes of the command as the device serialised them. Apart from the entry so that personal data can be erased by a journalled act: the chain covers only their hash.';

create table journal_change (
  entry_id uuid not null,
  ordinal integer not null,
  noun text not null,
  row_id uuid not null,
  op text not null constraint journal_change_op_check check (op in ('insert', 'update')),
  row_hash text not null,
  after jsonb,
  constraint journal_change_pkey primary key (entry_id, ordinal)
);
comment on table journal_change is 'What each entry did to each row: hash of the row as written, and the row itself (erasable). The row before is the previous change of the same row.';
create index journal_change_row_idx on journal_change (row_id, noun);

create table journal_pending (
  entry_id uuid constraint journal_pending_pkey primary key,
  n bigint not null
);
comment on table journal_pending is 'Committed entries that the sequencer has not sealed yet. Inserted with the entry, deleted with its seal.';

create table journal_seal (
  number bigint constraint journal_seal_pkey primary key,
  entry_id uuid not null constraint journal_seal_entry_key unique,
  digest text not null,
  hash text not null,
  sealed_at timestamptz not null
);
comment on table journal_seal is 'Gapless number and chained hash of every committed entry: hash = SHA-256(number, previous hash, digest).';

create table receipt (
  command_id uuid constraint receipt_pkey primary key,
  status text not null constraint receipt_status_check check (status in ('accepted', 'conflict', 'held', 'refused')),
  kind text not null,
  actor_id uuid not null,
  device_id uuid not null,
  device_seq bigint not null,
  subject_id uuid not null,
  envelope_hash text not null,
  problem jsonb,
  flags text[] not null,
  received_at timestamptz not null
);
comment on table receipt is 'The answer given to each command, so that the same command is always answered the same. Exempt from the write path.';
create index receipt_device_idx on receipt (device_id, device_seq);

create table held_command (
  command_id uuid constraint held_command_pkey primary key,
  envelope text not null,
  waits_for uuid[] not null,
  actor_id uuid not null,
  received_at timestamptz not null
);
comment on table held_command is 'Commands that came before one they need (after[]); executed when it is accepted, shown to the office after five days.';
create index held_command_waits_idx on held_command using gin (waits_for);
