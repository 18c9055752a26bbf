-- Erasure of what an entry keeps of a person: asked for by one, confirmed by another, done by a function of the tables' owner, and
-- accepted by `npm run verify` only where it stands here. The hashes stay, so that the chain does.

create table erasure (
  id uuid constraint erasure_pkey primary key,
  target_id uuid not null,
  reason text not null,
  basis text not null,
  status text not null constraint erasure_status_check check (status in ('proposed', 'confirmed', 'refused')),
  proposed_by uuid not null,
  proposed_on date not null,
  decided_by uuid,
  decided_on date,
  decided_reason text,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null,
  constraint erasure_two_people_check check (status <> 'confirmed' or decided_by <> proposed_by)
);
comment on table erasure is 'Entries whose received content and copies of rows are to be emptied, because a person asked for it or a law says so: by two persons.';
comment on column erasure.id is 'Identity of the request.';
comment on column erasure.target_id is 'Journal entry that is emptied.';
comment on column erasure.reason is 'Why, without personal data: it stays.';
comment on column erasure.basis is 'Request, resolution or law that it rests on.';
comment on column erasure.proposed_by is 'Who asked for it.';
comment on column erasure.decided_by is 'The second person, who confirmed or refused it.';
comment on column erasure.decided_reason is 'Why it was refused.';
comment on column erasure.version is 'Counts its changes from 1.';
comment on column erasure.entry_id is 'Journal entry that wrote the row.';
comment on column erasure.row_hash is 'SHA-256 of its content.';
create index erasure_target_idx on erasure (target_id);
create index erasure_status_idx on erasure (status, proposed_on);

-- The application's role may not touch the journal: this does what two persons decided, and nothing else.
create function erase_entry(p_entry uuid) returns integer language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  emptied integer;
  copies integer;
begin
  if not exists (select from erasure where target_id = p_entry and status = 'confirmed') then
    raise exception 'erasure of % was not confirmed', p_entry using errcode = 'insufficient_privilege';
  end if;
  update journal_body set body = null where entry_id = p_entry and body is not null;
  get diagnostics emptied = row_count;
  update journal_change set after = null where entry_id = p_entry and after is not null;
  get diagnostics copies = row_count;
  return emptied + copies;
end $$;
comment on function erase_entry(uuid) is 'Empties what an entry keeps, once its erasure was confirmed (table erasure). Answers how many parts were emptied.';
revoke all on function erase_entry(uuid) from public;
do $$ begin
  if exists (select from pg_roles where rolname = 'sigg_app') then grant execute on function erase_entry(uuid) to sigg_app; end if;
end $$;

select apply_grants();
