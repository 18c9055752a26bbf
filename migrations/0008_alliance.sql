-- The cycle beyond adoption: who reviewed what, batches of verification, duplicates that can be undone, and the indexes that
-- lists and searches need.

alter table alliance_profile add column rural_confirmed boolean;
comment on column alliance_profile.rural_confirmed is 'What a person said of the place: rural (true) or urban (false); null when nobody has. BR-01 asks for it where the city of the municipality is a capital.';

alter table unit_move add constraint unit_move_document_fkey foreign key (document_id) references source_document (id);

alter table alliance_stage drop constraint alliance_stage_how_check;
alter table alliance_stage add constraint alliance_stage_how_check check (how in ('transición', 'alcanzada, sin fecha', 'corrección'));

alter table duplicate_question add column kept_id uuid;
comment on column duplicate_question.kept_id is 'Of two that are the same, the one that stays; the other points to it with merged_into.';
create unique index duplicate_question_pair_key on duplicate_question (noun, least(left_id, right_id), greatest(left_id, right_id));

alter table family add column merged_into uuid constraint family_merged_into_fkey references family (id);
comment on column family.merged_into is 'The family this one turned out to be; null while it stands for itself.';
create index family_merged_into_idx on family (merged_into);

create index person_birth_date_idx on person (birth_date) where birth_date is not null;
create index alliance_name_idx on alliance using gin (normalize_name(name) gin_trgm_ops);
create index buyer_name_idx on buyer using gin (normalize_name(name) gin_trgm_ops);
create index visit_level_idx on visit (level, unit_id, occurred_on) where standing = 'current';
create index sale_level_idx on sale (level, unit_id, occurred_on) where standing = 'current';
create index organisation_member_level_idx on organisation_member (level, organisation_id) where standing = 'current';
create index alliance_profile_level_idx on alliance_profile (level) where standing = 'current';
create index agreement_level_idx on agreement (level) where standing = 'current';
create index commercial_agreement_level_idx on commercial_agreement (level) where standing = 'current';
create index visit_author_idx on visit (author_id, occurred_on);
create index sale_author_idx on sale (author_id, occurred_on);
create index alliance_code_name_idx on alliance using gin (normalize_name(code) gin_trgm_ops);
create index sale_price_idx on sale (product_code, unit_code, occurred_on) where standing = 'current';

create table verification_batch (
  id uuid constraint verification_batch_pkey primary key,
  noun text not null,
  unit_id text not null constraint verification_batch_unit_fkey references operating_unit (code),
  month text not null constraint verification_batch_month_check check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  stage text not null constraint verification_batch_stage_check check (stage in ('unit', 'nation')),
  seed text not null,
  population integer not null,
  flagged uuid[] not null,
  sample uuid[] not null,
  rest uuid[] not null,
  drawn_by uuid not null,
  drawn_on date not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table verification_batch is 'Records of one kind, unit and month on their way to a level: which are looked at one by one, and the random sample of the rest with the seed that drew it.';
comment on column verification_batch.stage is 'unit: to be verified by the unit (level 2); nation: to be validated nationally (level 3).';
comment on column verification_batch.seed is 'Hash of the journal''s head when it was drawn: nobody chooses it, anybody can draw the same sample again.';
comment on column verification_batch.population is 'Records without signals from which the sample was drawn.';
comment on column verification_batch.flagged is 'Versions with signals when it was drawn.';
comment on column verification_batch.sample is 'Versions drawn.';
comment on column verification_batch.rest is 'Versions without signals that were not drawn: decided by one act once the sample was looked at.';
create index verification_batch_unit_idx on verification_batch (unit_id, month, noun, stage);

create table review (
  id uuid constraint review_pkey primary key,
  noun text not null,
  record_id uuid not null,
  version_id uuid not null,
  action text not null constraint review_action_check check (action in ('verified', 'validated', 'observed')),
  canned text,
  reason text,
  one_by_one boolean not null,
  batch_id uuid constraint review_batch_fkey references verification_batch (id),
  reviewed_by uuid not null,
  reviewed_on date not null,
  unit_id text not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table review is 'Who verified, validated or observed which version of a record (domain brief 1.3.6). Never changed: another review follows it.';
comment on column review.canned is 'Reason of the list, when observed.';
comment on column review.one_by_one is 'True when the person decided this record alone; false when it went with the rest of a batch.';
create index review_version_idx on review (version_id);
create index review_record_idx on review (record_id);
create index review_batch_idx on review (batch_id);
create index review_reviewer_idx on review (reviewed_by, reviewed_on);
