-- What synchronising phones needs beyond the journal (architecture 6).

create table phone_key (
  device_id uuid not null,
  user_id uuid not null constraint phone_key_user_fkey references user_account (id),
  secret text not null constraint phone_key_secret_check check (secret ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null,
  constraint phone_key_pkey primary key (device_id, user_id)
);
comment on table phone_key is 'Second key to what a person keeps encrypted on one phone: handed out only to that person after a log-in, so that a forgotten PIN loses nothing unsent. Exempt from the write path; useless without the phone.';
comment on column phone_key.device_id is 'Phone as it names itself.';
comment on column phone_key.secret is '256 random bits.';
create index phone_key_user_idx on phone_key (user_id);

-- The photo of a record is looked up by its hash when a file is asked for.
create index visit_photos_idx on visit using gin (photos);
create index sale_photos_idx on sale using gin (photos);

select apply_grants();
