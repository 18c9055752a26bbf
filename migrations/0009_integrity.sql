-- Proof: journal that is only added to, heads of the chain kept outside, and what each database role may do.

-- Append-only ---------------------------------------------------------------------------------------------------------
-- A superuser can still get round a trigger; then `npm run verify` tells (server/integrity).

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of % is refused: rows are only added', lower(tg_op), tg_table_name using errcode = 'insufficient_privilege';
end $$;
comment on function refuse_change() is 'Trigger of tables that are only added to. apply_grants() finds them by it.';

create function allow_erasure() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - tg_argv[0] = to_jsonb(old) - tg_argv[0] and to_jsonb(new) -> tg_argv[0] = 'null'::jsonb then
    return new;
  end if;
  raise exception 'update of % is refused: only % can be emptied', tg_table_name, tg_argv[0] using errcode = 'insufficient_privilege';
end $$;
comment on function allow_erasure() is 'Trigger of journal tables whose one column (the argument) holds what a person may ask to be erased; the hashes stay.';

create function allow_reanswer() returns trigger language plpgsql as $$
begin
  if old.status = 'held' and to_jsonb(new) - '{status,problem,flags}'::text[] = to_jsonb(old) - '{status,problem,flags}'::text[] then
    return new;
  end if;
  raise exception 'update of receipt is refused: an answer is final' using errcode = 'insufficient_privilege';
end $$;
comment on function allow_reanswer() is 'Trigger of receipts: one that says held is answered once more, no other changes.';

create trigger journal_entry_append_only before update or delete on journal_entry for each row execute function refuse_change();
create trigger access_log_append_only before update or delete on access_log for each row execute function refuse_change();
create trigger journal_entry_no_truncate before truncate on journal_entry for each statement execute function refuse_change();
create trigger journal_seal_append_only before update or delete on journal_seal for each row execute function refuse_change();
create trigger journal_seal_no_truncate before truncate on journal_seal for each statement execute function refuse_change();
create trigger journal_change_erasure_only before update on journal_change for each row execute function allow_erasure('after');
create trigger journal_change_no_delete before delete on journal_change for each row execute function refuse_change();
create trigger journal_change_no_truncate before truncate on journal_change for each statement execute function refuse_change();
create trigger journal_body_erasure_only before update on journal_body for each row execute function allow_erasure('body');
create trigger journal_body_no_delete before delete on journal_body for each row execute function refuse_change();
create trigger journal_body_no_truncate before truncate on journal_body for each statement execute function refuse_change();
create trigger receipt_final before update on receipt for each row execute function allow_reanswer();
create trigger receipt_no_delete before delete on receipt for each row execute function refuse_change();
create trigger receipt_no_truncate before truncate on receipt for each statement execute function refuse_change();

-- Heads kept outside --------------------------------------------------------------------------------------------------

create table head_publication (
  id uuid constraint head_publication_pkey primary key,
  number bigint not null constraint head_publication_number_check check (number >= 0),
  hash text not null constraint head_publication_hash_check check (hash ~ '^[0-9a-f]{64}$'),
  published_at timestamptz not null,
  epoch text not null,
  signature text not null,
  public_key text not null
);
comment on table head_publication is 'Heads of the sealed chain that were signed and written to the file outside the database; here only to be shown. Exempt from the write path; only added to.';
comment on column head_publication.number is 'Last sealed entry then; 0 for an empty journal.';
comment on column head_publication.epoch is 'Epoch of the installation then: another one after a restore.';
comment on column head_publication.signature is 'Ed25519 over number, hash, instant and epoch, base64url. The private key is not in the database.';
comment on column head_publication.public_key is 'Public key that checks the signature: SPKI DER, base64url.';
create index head_publication_published_at_ix on head_publication (published_at desc);
create trigger head_publication_append_only before update or delete on head_publication for each row execute function refuse_change();
create trigger head_publication_no_truncate before truncate on head_publication for each statement execute function refuse_change();

create view open_data.journal_head as
  select number, hash, published_at, epoch, signature, public_key from head_publication;
comment on view open_data.journal_head is 'Signed heads of the journal, as in heads.jsonl, for the public page Integridad: whoever keeps one can tell later that nothing before it was altered.';

-- Roles ---------------------------------------------------------------------------------------------------------------
-- The owner migrates; sigg_app runs the server; sigg_portal reads open_data. Roles belong to the server, not to the
-- database, so they are made by its administrator (docs/operar.md); where they do not exist nothing is granted.

create function apply_grants() returns integer language plpgsql set search_path = pg_catalog, public as $$
declare
  t record;
  granted integer := 0;
begin
  if exists (select from pg_roles where rolname = 'sigg_app') then
    grant usage on schema public, open_data to sigg_app;
    grant usage on all sequences in schema public to sigg_app;
    -- What is published is derived: the application replaces it whole.
    grant select, insert, update, delete on all tables in schema open_data to sigg_app;
    for t in
      select c.relname as name,
        exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e') as foreign_to_us,
        exists (select from pg_trigger g where g.tgrelid = c.oid and g.tgfoid in ('refuse_change'::regproc, 'allow_erasure'::regproc)) as append_only,
        exists (select from pg_trigger g where g.tgrelid = c.oid and g.tgfoid = 'allow_reanswer'::regproc) as reanswered,
        (select count(*) from pg_attribute a where a.attrelid = c.oid and not a.attisdropped and a.attname in ('entry_id', 'row_hash')) = 2 as official,
        coalesce(obj_description(c.oid, 'pg_class'), '') like '%@reference%' as reference
      from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
    loop
      execute format('revoke all on public.%I from sigg_app', t.name);
      execute format('grant %s on public.%I to sigg_app',
        case
          when t.foreign_to_us or t.name = 'schema_migration' then 'select'
          when t.reanswered then 'select, insert, update'
          when t.append_only then 'select, insert'
          when t.official or t.reference then 'select, insert, update'
          else 'select, insert, update, delete'
        end, t.name);
      granted := granted + 1;
    end loop;
  end if;
  if exists (select from pg_roles where rolname = 'sigg_portal') then
    revoke all on all tables in schema public from sigg_portal;
    grant usage on schema open_data to sigg_portal;
    grant select on all tables in schema open_data to sigg_portal;
    granted := granted + 1;
  end if;
  return granted;
end $$;
comment on function apply_grants() is 'Gives the application''s and the portal''s roles what they need of every table, and no more. Run after each migration by the owner.';

select apply_grants();
