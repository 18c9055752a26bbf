-- Programme, catalogue, organisations, alliances, agreements, assignments, duplicates (domain brief 3.1 to 3.8).
-- Tables with record_id, version, standing and level hold record VERSIONS: the verification level is a property of a version
-- (architecture 5). id is the version's, record_id the record's.

create table programme (
  id text constraint programme_pkey primary key,
  name text not null,
  starts_on date not null,
  ends_on date
);
comment on table programme is '@reference Programmes of EMPODERAR that share the system (PAR II FA first).';

create table product (
  code text constraint product_pkey primary key,
  name text not null,
  rubro text not null,
  base_unit text not null
);
comment on table product is '@reference Products of alliances with the unit that quantities are added in.';

create table measure_unit (
  code text constraint measure_unit_pkey primary key,
  name text not null,
  kind text not null constraint measure_unit_kind_check check (kind in ('mass', 'volume', 'count'))
);
comment on table measure_unit is '@reference Units of measure: kg, qq, arroba, carga, litro, cabeza…';

create table unit_conversion (
  product_code text not null constraint unit_conversion_product_fkey references product (code),
  unit_code text not null constraint unit_conversion_unit_fkey references measure_unit (code),
  factor bigint not null constraint unit_conversion_factor_check check (factor > 0),
  source text not null,
  constraint unit_conversion_pkey primary key (product_code, unit_code)
);
comment on table unit_conversion is '@reference Base units of the product in one unit of measure, in 1/10,000 (qq = 460000 of kg), per product.';
create index unit_conversion_unit_idx on unit_conversion (unit_code);

create table parameter (
  id uuid constraint parameter_pkey primary key,
  programme_id text not null constraint parameter_programme_fkey references programme (id),
  key text not null,
  value jsonb not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  assumption boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table parameter is 'Dated shares, ceilings, terms and caps with their legal source; those in force on the day of the fact apply.';
create index parameter_key_idx on parameter (programme_id, key, valid_from);

create table source_document (
  id uuid constraint source_document_pkey primary key,
  title text not null,
  reference text,
  file_hash text,
  issued_on date,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table source_document is 'The paper or file that data brought in from outside come from.';

create table organisation (
  id uuid constraint organisation_pkey primary key,
  code text,
  name text not null,
  acronym text,
  legal_form text,
  legal_status_number text,
  legal_status_on date,
  legal_status_issuer text,
  nit text,
  municipality_code text constraint organisation_municipality_fkey references municipality (code),
  unit_id text not null constraint organisation_unit_fkey references operating_unit (code),
  merged_into uuid constraint organisation_merged_into_fkey references organisation (id),
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table organisation is 'Producers'' organisation (OPP), once across programmes. Spellings of one organisation are joined by people, through merged_into.';
create index organisation_municipality_idx on organisation (municipality_code);
create index organisation_unit_idx on organisation (unit_id);
create index organisation_merged_into_idx on organisation (merged_into);
create index organisation_name_idx on organisation using gin (normalize_name(name) gin_trgm_ops);

create table alliance (
  id uuid constraint alliance_pkey primary key,
  programme_id text not null constraint alliance_programme_fkey references programme (id),
  code text not null constraint alliance_code_key unique,
  name text not null,
  organisation_id uuid not null constraint alliance_organisation_fkey references organisation (id),
  unit_id text not null constraint alliance_unit_fkey references operating_unit (code),
  state text not null,
  state_since date,
  suspended_on date,
  suspended_reason text,
  origin text not null constraint alliance_origin_check check (origin in ('solicitud', 'importación')),
  source_document_id uuid constraint alliance_source_document_fkey references source_document (id),
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table alliance is 'An alliance as it stands now: where it is in the cycle and which unit carries it. What is known of it is in alliance_profile.';
create index alliance_programme_idx on alliance (programme_id);
create index alliance_organisation_idx on alliance (organisation_id);
create index alliance_unit_idx on alliance (unit_id, state);
create index alliance_source_document_idx on alliance (source_document_id);

create table alliance_stage (
  id uuid constraint alliance_stage_pkey primary key,
  alliance_id uuid not null constraint alliance_stage_alliance_fkey references alliance (id),
  state text not null,
  reached_on date,
  how text not null constraint alliance_stage_how_check check (how in ('transición', 'alcanzada, sin fecha')),
  document_id uuid constraint alliance_stage_document_fkey references source_document (id),
  note text,
  entry_id uuid not null,
  row_hash text not null
);
comment on table alliance_stage is 'States an alliance has reached; those before an import have no date and say so.';
create index alliance_stage_alliance_idx on alliance_stage (alliance_id);
create index alliance_stage_document_idx on alliance_stage (document_id);

create table alliance_profile (
  id uuid constraint alliance_profile_pkey primary key,
  record_id uuid not null constraint alliance_profile_alliance_fkey references alliance (id),
  version integer not null,
  base_version integer,
  standing text not null constraint alliance_profile_standing_check check (standing in ('current', 'superseded', 'proposed', 'rejected')),
  level integer not null constraint alliance_profile_level_check check (level between 0 and 3),
  annulled boolean not null,
  model integer constraint alliance_profile_model_check check (model in (1, 2, 3)),
  municipality_code text constraint alliance_profile_municipality_fkey references municipality (code),
  municipality_how text,
  boundary_version_id uuid,
  community_name text,
  lon double precision,
  lat double precision,
  accuracy_m double precision,
  product_code text constraint alliance_profile_product_fkey references product (code),
  families_declared integer,
  women_declared integer,
  amount_par bigint,
  amount_counterpart bigint,
  buyer_name text,
  gaps text[] not null,
  observed_reason text,
  unit_id text not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table alliance_profile is 'Versions of what is known of an alliance. A gap is empty, never defaulted, and named in gaps.';
create unique index alliance_profile_current_key on alliance_profile (record_id) where standing = 'current';
create index alliance_profile_record_idx on alliance_profile (record_id, version);
create index alliance_profile_municipality_idx on alliance_profile (municipality_code);
create index alliance_profile_product_idx on alliance_profile (product_code);

create table agreement (
  id uuid constraint agreement_pkey primary key,
  record_id uuid not null,
  version integer not null,
  base_version integer,
  standing text not null constraint agreement_standing_check check (standing in ('current', 'superseded', 'proposed', 'rejected')),
  level integer not null constraint agreement_level_check check (level between 0 and 3),
  annulled boolean not null,
  alliance_id uuid not null constraint agreement_alliance_fkey references alliance (id),
  number text,
  kind text not null constraint agreement_kind_check check (kind in ('integral', 'AT')),
  signed_on date,
  ends_on date,
  amount_par bigint,
  amount_counterpart bigint,
  observed_reason text,
  unit_id text not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table agreement is 'Versions of convenios signed with an alliance (1.2a, 1.2b). Amounts in centavos of Bs.';
create unique index agreement_current_key on agreement (record_id) where standing = 'current';
create index agreement_record_idx on agreement (record_id, version);
create index agreement_alliance_idx on agreement (alliance_id);

create table organisation_member (
  id uuid constraint organisation_member_pkey primary key,
  record_id uuid not null,
  version integer not null,
  base_version integer,
  standing text not null constraint organisation_member_standing_check check (standing in ('current', 'superseded', 'proposed', 'rejected')),
  level integer not null constraint organisation_member_level_check check (level between 0 and 3),
  annulled boolean not null,
  organisation_id uuid not null constraint organisation_member_organisation_fkey references organisation (id),
  family_id uuid not null constraint organisation_member_family_fkey references family (id),
  representative_id uuid constraint organisation_member_representative_fkey references person (id),
  representative_sex text constraint organisation_member_sex_check check (representative_sex in ('F', 'M')),
  joined_on date,
  left_on date,
  left_reason text,
  observed_reason text,
  unit_id text not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table organisation_member is 'Versions of the membership of a family in an OPP: history, never overwritten. representative_sex drives R5.a.';
create unique index organisation_member_current_key on organisation_member (record_id) where standing = 'current';
create index organisation_member_record_idx on organisation_member (record_id, version);
create index organisation_member_organisation_idx on organisation_member (organisation_id);
create index organisation_member_family_idx on organisation_member (family_id);
create index organisation_member_representative_idx on organisation_member (representative_id);

create table buyer (
  id uuid constraint buyer_pkey primary key,
  name text not null,
  kind text,
  nit text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table buyer is 'Compradores / agentes de mercado, private or public.';

create table commercial_agreement (
  id uuid constraint commercial_agreement_pkey primary key,
  record_id uuid not null,
  version integer not null,
  base_version integer,
  standing text not null constraint commercial_agreement_standing_check check (standing in ('current', 'superseded', 'proposed', 'rejected')),
  level integer not null constraint commercial_agreement_level_check check (level between 0 and 3),
  annulled boolean not null,
  alliance_id uuid not null constraint commercial_agreement_alliance_fkey references alliance (id),
  buyer_id uuid not null constraint commercial_agreement_buyer_fkey references buyer (id),
  product_code text not null constraint commercial_agreement_product_fkey references product (code),
  quantity_per_cycle bigint,
  unit_code text constraint commercial_agreement_unit_fkey references measure_unit (code),
  price bigint,
  baseline_quantity bigint,
  starts_on date,
  ends_on date,
  annulled_reason text,
  observed_reason text,
  unit_id text not null,
  entry_id uuid not null,
  row_hash text not null,
  constraint commercial_agreement_annulled_check check (annulled = (annulled_reason is not null))
);
comment on table commercial_agreement is 'Versions of the business agreed with a buyer. Quantities in 1/10,000 of the unit, price in 1/10,000 Bs; baseline_quantity is what was sold to that buyer in the cycle before the project (A4).';
create unique index commercial_agreement_current_key on commercial_agreement (record_id) where standing = 'current';
create index commercial_agreement_record_idx on commercial_agreement (record_id, version);
create index commercial_agreement_alliance_idx on commercial_agreement (alliance_id);
create index commercial_agreement_buyer_idx on commercial_agreement (buyer_id);
create index commercial_agreement_product_idx on commercial_agreement (product_code);
create index commercial_agreement_unit_idx on commercial_agreement (unit_code);

create table assignment (
  id uuid constraint assignment_pkey primary key,
  alliance_id uuid not null constraint assignment_alliance_fkey references alliance (id),
  user_id uuid not null constraint assignment_user_fkey references user_account (id),
  role text not null,
  valid_from date not null,
  valid_to date,
  reason text,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table assignment is 'Who serves an alliance in which role, dated. At most six active alliances per acompañante (BR-46).';
create index assignment_alliance_idx on assignment (alliance_id);
create index assignment_user_idx on assignment (user_id);

create table duplicate_question (
  id uuid constraint duplicate_question_pkey primary key,
  noun text not null constraint duplicate_question_noun_check check (noun in ('organisation', 'person', 'family')),
  left_id uuid not null,
  right_id uuid not null,
  reason text not null,
  score integer not null,
  status text not null constraint duplicate_question_status_check check (status in ('open', 'same', 'different')),
  decided_by uuid,
  decided_on date,
  note text,
  unit_id text,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table duplicate_question is 'Possible double of an organisation, person or family, for a person to decide; score from 0 to 100.';
create index duplicate_question_left_idx on duplicate_question (left_id);
create index duplicate_question_right_idx on duplicate_question (right_id);
create index duplicate_question_status_idx on duplicate_question (status, noun);

create table conflict (
  id uuid constraint conflict_pkey primary key,
  noun text not null,
  record_id uuid not null,
  current_id uuid not null,
  proposed_id uuid not null,
  fields text[] not null,
  status text not null constraint conflict_status_check check (status in ('open', 'settled')),
  choice text constraint conflict_choice_check check (choice in ('current', 'proposed', 'third')),
  reason text,
  settled_by uuid,
  settled_on date,
  unit_id text,
  alliance_id uuid,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table conflict is 'Two values given for the same field of one record: both are kept until people choose.';
create index conflict_record_idx on conflict (record_id);
create index conflict_status_idx on conflict (status, unit_id);
