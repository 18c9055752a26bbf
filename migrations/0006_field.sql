-- Visits, sales and files (domain brief 3.9). Versions, as in 0005.

create table stored_file (
  id uuid constraint stored_file_pkey primary key,
  hash text not null constraint stored_file_hash_key unique,
  media_type text not null,
  bytes bigint not null,
  width integer,
  height integer,
  perceptual_hash text,
  original_hash text,
  uploaded_by uuid not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table stored_file is 'Files that have arrived whole, by SHA-256 of their bytes; the bytes lie in the file store.';
create index stored_file_perceptual_idx on stored_file (perceptual_hash) where perceptual_hash is not null;

create table visit (
  id uuid constraint visit_pkey primary key,
  record_id uuid not null,
  version integer not null,
  base_version integer,
  standing text not null constraint visit_standing_check check (standing in ('current', 'superseded', 'proposed', 'rejected')),
  level integer not null constraint visit_level_check check (level between 0 and 3),
  annulled boolean not null,
  alliance_id uuid not null constraint visit_alliance_fkey references alliance (id),
  unit_id text not null,
  author_id uuid not null,
  occurred_on date not null,
  captured_at timestamptz not null,
  done boolean not null,
  not_done_reason text,
  started_at timestamptz,
  ended_at timestamptz,
  present_members uuid[] not null,
  present_women integer,
  present_men integer,
  topics text[] not null,
  commitments jsonb not null,
  next_visit_on date,
  notes text,
  photos text[] not null,
  lon double precision,
  lat double precision,
  accuracy_m double precision,
  place_age_s double precision,
  flags text[] not null,
  observed_reason text,
  entry_id uuid not null,
  row_hash text not null
);
comment on table visit is 'Versions of visits by the acompañante (BR-48). done = false is an honest outcome with its reason.';
create unique index visit_current_key on visit (record_id) where standing = 'current';
create index visit_record_idx on visit (record_id, version);
create index visit_alliance_idx on visit (alliance_id, occurred_on);
create index visit_unit_idx on visit (unit_id, occurred_on);

create table sale (
  id uuid constraint sale_pkey primary key,
  record_id uuid not null,
  version integer not null,
  base_version integer,
  standing text not null constraint sale_standing_check check (standing in ('current', 'superseded', 'proposed', 'rejected')),
  level integer not null constraint sale_level_check check (level between 0 and 3),
  annulled boolean not null,
  alliance_id uuid not null constraint sale_alliance_fkey references alliance (id),
  unit_id text not null,
  author_id uuid not null,
  occurred_on date not null,
  captured_at timestamptz not null,
  buyer_id uuid constraint sale_buyer_fkey references buyer (id),
  buyer_other text,
  product_code text not null constraint sale_product_fkey references product (code),
  quantity bigint not null constraint sale_quantity_check check (quantity > 0),
  unit_code text not null constraint sale_unit_fkey references measure_unit (code),
  quantity_base bigint,
  price bigint not null constraint sale_price_check check (price >= 0),
  total bigint not null,
  quality_met boolean,
  term_met boolean,
  document_number text,
  notes text,
  photos text[] not null,
  lon double precision,
  lat double precision,
  accuracy_m double precision,
  place_age_s double precision,
  flags text[] not null,
  observed_reason text,
  entry_id uuid not null,
  row_hash text not null
);
comment on table sale is 'Versions of sales. quantity in 1/10,000 of unit_code, quantity_base in 1/10,000 of the product''s base unit, price in 1/10,000 Bs per unit_code, total in centavos.';
create unique index sale_current_key on sale (record_id) where standing = 'current';
create index sale_record_idx on sale (record_id, version);
create index sale_alliance_idx on sale (alliance_id, occurred_on);
create index sale_unit_idx on sale (unit_id, occurred_on);
create index sale_buyer_idx on sale (buyer_id);
create index sale_product_idx on sale (product_code);
create index sale_unit_code_idx on sale (unit_code);
