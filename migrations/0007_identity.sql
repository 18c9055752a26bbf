-- Log-in, sessions, second factors, limits, first administrator, resets, reading of personal data.
-- Tables named auth_* belong to the identity library and its limits: exempt from the write path (architecture 1.1), so they
-- have neither entry_id nor row_hash. access_reset is official: asking for a reset is an act in the journal.

alter table user_account add column unit_id text constraint user_account_unit_fkey references operating_unit (code);
comment on column user_account.unit_id is 'Unit the person works for: who administers the account. Null for people of the nation or of other bodies.';
create index user_account_unit_idx on user_account (unit_id);
create index user_account_name_idx on user_account using gin (normalize_name(name) gin_trgm_ops);
alter table user_account add column sessions_from timestamptz;
comment on column user_account.sessions_from is 'Sessions begun before this instant do not hold: set when the account is closed, its password reset or its sessions ended.';

alter table role_grant add column basis text constraint role_grant_basis_check check (basis in ('una persona', 'dos personas', 'arranque', 'demostración'));
comment on column role_grant.basis is 'By how many people it was granted; arranque: the first of its kind, before a second person existed to confirm.';

alter table delegation add column status text not null constraint delegation_status_check check (status in ('proposed', 'given', 'refused', 'ended'));
comment on column delegation.status is 'A role granted by two people is delegated by two as well: proposed until the second one confirms.';
alter table delegation add column confirmed_by uuid;
comment on column delegation.confirmed_by is 'Second person, where the role needs two.';

create table access_reset (
  id uuid constraint access_reset_pkey primary key,
  user_id uuid not null constraint access_reset_user_fkey references user_account (id),
  code_hash text not null,
  second_factor boolean not null,
  valid_until timestamptz not null,
  status text not null constraint access_reset_status_check check (status in ('proposed', 'open', 'refused', 'replaced')),
  requested_by uuid not null,
  requested_at timestamptz not null,
  confirmed_by uuid,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table access_reset is 'A code printed on paper with which a person sets a password, asked for by another person. Only the hash of the code is kept; its use stands in auth_reset_use.';
create index access_reset_user_idx on access_reset (user_id, requested_at);
create unique index access_reset_code_key on access_reset (code_hash);

create table auth_user (
  id uuid constraint auth_user_pkey primary key,
  username text not null constraint auth_user_username_key unique,
  name text not null,
  email text not null constraint auth_user_email_key unique,
  email_verified boolean not null,
  image text,
  two_factor_enabled boolean,
  last_login_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table auth_user is 'Credentials'' side of an account: same id as user_account. email is synthetic, the library insists on one; people are never asked for it.';

create table auth_session (
  id uuid constraint auth_session_pkey primary key,
  user_id uuid not null constraint auth_session_user_fkey references auth_user (id) on delete cascade,
  token text not null constraint auth_session_token_key unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  device_id uuid,
  second_factor boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table auth_session is 'Sessions in force. The cookie carries the token with a signature; deleting the row ends the session at once, on every server.';
comment on column auth_session.second_factor is 'Whether a code of the second factor was given for this very session.';
comment on column auth_session.device_id is 'Phone or browser as it names itself; when that device is revoked the session is refused.';
create index auth_session_user_idx on auth_session (user_id);
create index auth_session_expires_idx on auth_session (expires_at);

create table auth_account (
  id uuid constraint auth_account_pkey primary key,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null constraint auth_account_user_fkey references auth_user (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table auth_account is 'How a person proves who they are: provider credential holds the hash of the password (scrypt).';
create index auth_account_user_idx on auth_account (user_id);

create table auth_verification (
  id uuid constraint auth_verification_pkey primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table auth_verification is 'Half-finished log-ins: password right, second factor still to come. Ten minutes each.';
create index auth_verification_identifier_idx on auth_verification (identifier);

create table auth_two_factor (
  id uuid constraint auth_two_factor_pkey primary key,
  user_id uuid not null constraint auth_two_factor_user_fkey references auth_user (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean,
  failed_verification_count integer,
  locked_until timestamptz
);
comment on table auth_two_factor is 'Second factors: TOTP secret and recovery codes, encrypted with the key that is not in the database.';
create index auth_two_factor_user_idx on auth_two_factor (user_id);
create index auth_two_factor_secret_idx on auth_two_factor (secret);

create table auth_limit (
  key text constraint auth_limit_pkey primary key,
  hits integer not null,
  since timestamptz not null
);
comment on table auth_limit is 'Attempts counted by account, by address or by form, in windows of time; keys are hashes. In the database so that several servers agree.';
create index auth_limit_since_idx on auth_limit (since);

create table auth_first_link (
  token_hash text constraint auth_first_link_pkey primary key,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table auth_first_link is 'The link that creates the first administrator: once, within an hour. Only its hash.';

create table auth_reset_use (
  reset_id uuid constraint auth_reset_use_pkey primary key,
  used_at timestamptz not null
);
comment on table auth_reset_use is 'When the code of an access_reset was used: once.';

create table access_log (
  n bigint generated always as identity constraint access_log_pkey primary key,
  at timestamptz not null,
  user_id uuid not null,
  via text not null constraint access_log_via_check check (via in ('session', 'token')),
  query text not null,
  about text,
  subjects integer not null
);
comment on table access_log is 'Who looked at or exported identity cards, account numbers and the like, what and when. Append-only (trigger in 0009), exempt from the write path.';
comment on column access_log.about is 'The id or the filters that were asked for, without personal data.';
comment on column access_log.subjects is 'How many people the answer was about.';
create index access_log_at_idx on access_log (at);
create index access_log_user_idx on access_log (user_id, n);
