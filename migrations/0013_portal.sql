-- What anybody may read. Derived from validated records and replaced whole at each publication; exempt from the write path.
-- Nothing here names a person, and no count of persons or families is small or follows from the others (server/publishing).

create table open_data.publication (
  id integer constraint publication_pkey primary key constraint publication_single_check check (id = 1),
  programme text not null,
  sealed_number bigint not null,
  published_at timestamptz not null,
  cutoff date not null,
  period text not null,
  demo boolean not null,
  official boolean not null,
  records bigint not null,
  cell_minimum integer not null
);
comment on table open_data.publication is 'The one publication in force: up to which journal entry, when, cut-off day, whether it is demonstration or unofficial.';

create table open_data.figure (
  indicator text not null,
  measure text not null,
  dimension text not null,
  key text not null,
  label text not null,
  status text not null constraint figure_status_check check (status in ('value', 'noData', 'notDue', 'hidden')),
  value double precision,
  n bigint,
  d bigint,
  records bigint,
  constraint figure_pkey primary key (measure, dimension, key)
);
comment on table open_data.figure is 'Validated figures: the whole (dimension "total") and by department, unit, municipality, model and product. hidden = fewer than five persons, or one could work them out.';

create table family_disclosure (
  programme_id text constraint family_disclosure_pkey primary key constraint family_disclosure_programme_fkey references programme (id),
  edition integer not null,
  state jsonb not null
);
comment on table family_disclosure is 'What the public has been shown of counts of families, and as of which edition, so that two publications do not tell of one family by their difference (domain/publishing/disclosure.ts). Counts alone, no family. Derived: replaced at each publication.';

create table open_data.alliance (
  code text constraint open_alliance_pkey primary key,
  name text not null,
  organisation text not null,
  department_code text,
  department text,
  municipality_code text,
  municipality text,
  unit text not null,
  product_code text,
  product text,
  rubro text,
  state text not null,
  model integer,
  agreements integer not null,
  signed_on date,
  amount_programme bigint,
  amount_counterpart bigint,
  lon double precision,
  lat double precision,
  demo boolean not null
);
comment on table open_data.alliance is 'Alliances whose data have been validated. The place is rounded to two decimals (about a kilometre); the municipality''s point where the alliance has none. Amounts in centavos of Bs, of validated convenios; empty where no convenio says it.';
create index open_alliance_municipality_idx on open_data.alliance (municipality_code);

create table open_data.municipality (
  code text constraint open_municipality_pkey primary key,
  name text not null,
  province text not null,
  department_code text not null,
  department text not null,
  unit text,
  lon double precision not null,
  lat double precision not null,
  alliances integer not null
);
comment on table open_data.municipality is 'The 339 municipalities with the unit that serves them and how many validated alliances they have.';

create table open_data.department_shape (
  code text constraint department_shape_pkey primary key,
  name text not null,
  path text not null,
  boundary_version_id uuid not null
);
comment on column open_data.department_shape.boundary_version_id is 'The boundaries it was drawn from: it is drawn again only when others are in use.';
comment on table open_data.department_shape is 'Outline of each department for the drawn map, as an SVG path in degrees (y grows southwards); empty while no boundaries are loaded.';
