-- People, families, accounts, roles, delegations, devices (domain brief 3.2, 1.2, 1.3).
-- Every official table carries entry_id (the journal entry that wrote the row) and row_hash (SHA-256 of its content).

create table person (
  id uuid constraint person_pkey primary key,
  ci_number text,
  ci_complement text,
  ci_issued_in text,
  ci_missing_reason text,
  given_names text not null,
  paternal_surname text,
  maternal_surname text,
  sex text constraint person_sex_check check (sex in ('F', 'M')),
  birth_date date,
  indigenous boolean,
  people_name text,
  languages text[],
  phone text,
  disability boolean,
  merged_into uuid constraint person_merged_into_fkey references person (id),
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table person is 'A person, once across programmes. The CI is indexed and not unique: hundreds of thousands are duplicated in the country.';
create index person_ci_idx on person (ci_number, ci_complement);
create index person_name_idx on person using gin (normalize_name(given_names || ' ' || coalesce(paternal_surname, '') || ' ' || coalesce(maternal_surname, '')) gin_trgm_ops);
create index person_merged_into_idx on person (merged_into);

create table family (
  id uuid constraint family_pkey primary key,
  holder_id uuid constraint family_holder_fkey references person (id),
  spouse_id uuid constraint family_spouse_fkey references person (id),
  dependants integer,
  community_id uuid,
  municipality_code text,
  lon double precision,
  lat double precision,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table family is 'One family = one socio (BR-06). No family is served twice (BR-08).';
create index family_holder_idx on family (holder_id);
create index family_spouse_idx on family (spouse_id);

create table user_account (
  id uuid constraint user_account_pkey primary key,
  username text not null constraint user_account_username_key unique,
  name text not null,
  email text,
  phone text,
  ci_number text,
  ci_complement text,
  person_id uuid constraint user_account_person_fkey references person (id),
  active boolean not null,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table user_account is 'Who may log in. One person (CI), one account; passwords and second factors live in the identity tables.';
create unique index user_account_ci_key on user_account (ci_number, coalesce(ci_complement, '')) where ci_number is not null;
create index user_account_person_idx on user_account (person_id);

create table role_grant (
  id uuid constraint role_grant_pkey primary key,
  user_id uuid not null constraint role_grant_user_fkey references user_account (id),
  role text not null,
  scope_kind text not null,
  scope_ids text[] not null,
  valid_from date not null,
  valid_to date,
  status text not null constraint role_grant_status_check check (status in ('proposed', 'granted', 'revoked', 'refused')),
  proposed_by uuid not null,
  confirmed_by uuid,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null,
  constraint role_grant_two_people_check check (confirmed_by is null or confirmed_by <> proposed_by)
);
comment on table role_grant is 'Dated roles. Roles that certify, authorise or pay are proposed by one person, confirmed by another and hold from the next day.';
create index role_grant_user_idx on role_grant (user_id);

create table delegation (
  id uuid constraint delegation_pkey primary key,
  grant_id uuid not null constraint delegation_grant_fkey references role_grant (id),
  from_user_id uuid not null constraint delegation_from_user_fkey references user_account (id),
  to_user_id uuid not null constraint delegation_to_user_fkey references user_account (id),
  valid_from date not null,
  valid_to date not null,
  reason text not null,
  ended_on date,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null,
  constraint delegation_other_person_check check (from_user_id <> to_user_id),
  constraint delegation_dates_check check (valid_from <= valid_to)
);
comment on table delegation is 'Explicit, dated and visible delegation of one role (domain brief 1.3.4).';
create index delegation_grant_idx on delegation (grant_id);
create index delegation_from_user_idx on delegation (from_user_id);
create index delegation_to_user_idx on delegation (to_user_id);

create table device (
  id uuid constraint device_pkey primary key,
  user_id uuid not null constraint device_user_fkey references user_account (id),
  name text not null,
  registered_on date not null,
  revoked_on date,
  revoked_reason text,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table device is 'Phones and browsers from which commands come; a revoked one is refused and told to erase what it holds.';
create index device_user_idx on device (user_id);

create table api_token (
  id uuid constraint api_token_pkey primary key,
  user_id uuid not null constraint api_token_user_fkey references user_account (id),
  name text not null,
  token_hash text not null constraint api_token_hash_key unique,
  roles text[] not null,
  operations text[] not null,
  expires_on date not null,
  revoked_on date,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table api_token is 'Keys for integrations: act for their maker, within fewer roles and named operations.';
create index api_token_user_idx on api_token (user_id);
