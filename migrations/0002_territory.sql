-- Territory: what Bolivia is divided into, which operating unit serves each municipality on each day, official boundaries
-- in versions, and the communities that people name. Days are whole days of La Paz, both ends of a span included.

create table department (
  code text not null,
  iso text not null,
  initials text not null,
  name text not null,
  constraint department_pkey primary key (code),
  constraint department_iso_key unique (iso),
  constraint department_initials_key unique (initials),
  constraint department_code_check check (code ~ '^[0-9]{2}$')
);
comment on table department is '@reference The nine departments of Bolivia.';
comment on column department.code is 'INE code, two digits.';
comment on column department.iso is 'ISO 3166-2, for example BO-H.';
comment on column department.initials is 'Two letters as on identity cards, for example CH.';
comment on column department.name is 'Official name.';

create table province (
  code text not null,
  department_code text not null,
  name text not null,
  constraint province_pkey primary key (code),
  constraint province_department_code_fkey foreign key (department_code) references department (code),
  constraint province_code_check check (code ~ '^[0-9]{4}$' and left(code, 2) = department_code)
);
comment on table province is '@reference The 112 provinces.';
comment on column province.code is 'INE code, four digits; the first two are the department.';
comment on column province.department_code is 'Department it belongs to.';
comment on column province.name is 'Official name.';
create index province_department_code_idx on province (department_code);

create table municipality (
  code text not null,
  province_code text not null,
  department_code text not null,
  name text not null,
  official_name text,
  lon double precision not null,
  lat double precision not null,
  constraint municipality_pkey primary key (code),
  constraint municipality_province_code_fkey foreign key (province_code) references province (code),
  constraint municipality_department_code_fkey foreign key (department_code) references department (code),
  constraint municipality_code_check check (code ~ '^[0-9]{6}$' and left(code, 4) = province_code and left(code, 2) = department_code),
  constraint municipality_lon_check check (lon between -70 and -57),
  constraint municipality_lat_check check (lat between -23 and -9)
);
comment on table municipality is '@reference The 339 municipalities that BR-01 covers.';
comment on column municipality.code is 'INE code, six digits; the first four are the province.';
comment on column municipality.province_code is 'Province it belongs to.';
comment on column municipality.department_code is 'Department it belongs to.';
comment on column municipality.name is 'Name as people say it.';
comment on column municipality.official_name is 'Official name where it differs, for example with its autonomy.';
comment on column municipality.lon is 'Longitude of a point inside it, WGS84, 4 decimals; for suggestions and maps only.';
comment on column municipality.lat is 'Latitude of that point.';
create index municipality_province_code_idx on municipality (province_code);
create index municipality_department_code_idx on municipality (department_code);
create index municipality_normalize_name_idx on municipality using gin (normalize_name(name) gin_trgm_ops);

create table operating_unit (
  code text not null,
  name text not null,
  short_name text not null,
  kind text not null,
  seat text,
  constraint operating_unit_pkey primary key (code),
  constraint operating_unit_short_name_key unique (short_name),
  constraint operating_unit_code_check check (code ~ '^[A-Z]{3}$'),
  constraint operating_unit_kind_check check (kind in ('UCN', 'UOD', 'UOR'))
);
comment on table operating_unit is '@reference The national unit (UCN), nine departmental units (UOD) and two regional ones (UOR).';
comment on column operating_unit.code is 'Three letters of our own; the identity of the unit in scopes.';
comment on column operating_unit.name is 'Full name.';
comment on column operating_unit.short_name is 'Name as people say it, for example UOD Oruro.';
comment on column operating_unit.kind is 'UCN (national, serves no municipality), UOD (department) or UOR (region).';
comment on column operating_unit.seat is 'City of its office; null when no source says it.';

create table unit_municipality (
  id uuid not null,
  municipality_code text not null,
  unit_code text not null,
  valid_from date not null,
  basis text not null,
  constraint unit_municipality_pkey primary key (id),
  constraint unit_municipality_municipality_code_fkey foreign key (municipality_code) references municipality (code),
  constraint unit_municipality_unit_code_fkey foreign key (unit_code) references operating_unit (code),
  constraint unit_municipality_from_key unique (municipality_code, valid_from)
);
comment on table unit_municipality is '@reference Which unit serves a municipality from a day on, as the system starts; people change it from then on (unit_move).';
comment on column unit_municipality.id is 'Identity of the line.';
comment on column unit_municipality.municipality_code is 'Municipality served.';
comment on column unit_municipality.unit_code is 'Unit that serves it.';
comment on column unit_municipality.valid_from is 'First day; the next line of the municipality ends it.';
comment on column unit_municipality.basis is 'Why: departamento, convocatorias or supuesto (an assumption).';
create index unit_municipality_unit_code_idx on unit_municipality (unit_code);

create table unit_move (
  id uuid not null,
  municipality_code text not null,
  unit_id text not null,
  valid_from date not null,
  reason text not null,
  document_id uuid not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null,
  constraint unit_move_pkey primary key (id),
  constraint unit_move_municipality_code_fkey foreign key (municipality_code) references municipality (code),
  constraint unit_move_unit_fkey foreign key (unit_id) references operating_unit (code),
  constraint unit_move_from_key unique (municipality_code, valid_from)
);
comment on table unit_move is 'A municipality passes to another unit from a day on. Alliances keep their own unit.';
comment on column unit_move.id is 'Identity of the move.';
comment on column unit_move.municipality_code is 'Municipality that passes.';
comment on column unit_move.unit_id is 'Unit that serves it from then on.';
comment on column unit_move.valid_from is 'First day; the next line of the municipality ends it.';
comment on column unit_move.reason is 'Why.';
comment on column unit_move.document_id is 'Paper that decided it.';
comment on column unit_move.version is 'Counts its changes from 1.';
comment on column unit_move.entry_id is 'Journal entry that wrote the row.';
comment on column unit_move.row_hash is 'SHA-256 of its content.';
create index unit_move_unit_idx on unit_move (unit_id);
create index unit_move_document_id_idx on unit_move (document_id);

create view municipality_unit as
  select l.municipality_code, l.unit_code, l.valid_from, lead(l.valid_from) over (partition by l.municipality_code order by l.valid_from) - 1 as valid_to, l.basis
  from (
    select municipality_code, unit_code, valid_from, basis from unit_municipality
    union all
    select municipality_code, unit_id, valid_from, reason from unit_move
  ) l;
comment on view municipality_unit is 'Which unit serves a municipality, by date, both days included: exactly one on any day, because a line ends where the next begins.';

create function unit_of_municipality(of_municipality text, on_day date) returns text
  language sql stable parallel safe
  return (
    select mu.unit_code from municipality_unit mu
    where mu.municipality_code = of_municipality and mu.valid_from <= on_day and (mu.valid_to is null or mu.valid_to >= on_day)
  );
comment on function unit_of_municipality(text, date) is 'The unit that serves a municipality on a day; null when none does.';

create table boundary_version (
  id uuid not null,
  file_hash text not null,
  source text not null,
  dated_on date,
  margin_m integer not null,
  municipalities integer not null,
  repaired integer not null,
  loaded_at timestamptz not null default now(),
  constraint boundary_version_pkey primary key (id),
  constraint boundary_version_file_hash_key unique (file_hash),
  constraint boundary_version_file_hash_check check (file_hash ~ '^[0-9a-f]{64}$'),
  constraint boundary_version_margin_m_check check (margin_m between 0 and 10000),
  constraint boundary_version_municipalities_check check (municipalities > 0),
  constraint boundary_version_repaired_check check (repaired between 0 and municipalities)
);
comment on table boundary_version is 'A set of official boundaries as loaded from one file. The newest is in use; older ones stay, because places name the version they were judged by.';
comment on column boundary_version.id is 'Identity of the version.';
comment on column boundary_version.file_hash is 'SHA-256 of the file: loading it again changes nothing.';
comment on column boundary_version.source is 'Who drew them, in words for the map.';
comment on column boundary_version.dated_on is 'Day of the map; null when the source does not say it.';
comment on column boundary_version.margin_m is 'Doubt of the lines in metres, added to the accuracy of a position before a border is trusted.';
comment on column boundary_version.municipalities is 'How many municipalities it holds.';
comment on column boundary_version.repaired is 'How many shapes had to be repaired to be valid.';
comment on column boundary_version.loaded_at is 'When it was loaded.';

create table municipality_boundary (
  boundary_version_id uuid not null,
  municipality_code text not null,
  shape geometry(MultiPolygon, 4326) not null,
  constraint municipality_boundary_pkey primary key (boundary_version_id, municipality_code),
  constraint municipality_boundary_boundary_version_id_fkey foreign key (boundary_version_id) references boundary_version (id),
  constraint municipality_boundary_municipality_code_fkey foreign key (municipality_code) references municipality (code)
);
comment on table municipality_boundary is 'The shape of a municipality in one version of the boundaries.';
comment on column municipality_boundary.boundary_version_id is 'Version it belongs to.';
comment on column municipality_boundary.municipality_code is 'Municipality it outlines.';
comment on column municipality_boundary.shape is 'WGS84; valid.';
create index municipality_boundary_municipality_code_idx on municipality_boundary (municipality_code);
create index municipality_boundary_shape_idx on municipality_boundary using gist (shape);

create table community (
  id uuid not null,
  municipality_code text not null,
  name text not null,
  other_names text[] not null,
  kind text,
  lon double precision,
  lat double precision,
  accuracy_m double precision,
  signal text,
  merged_into uuid,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null,
  constraint community_pkey primary key (id),
  constraint community_municipality_code_fkey foreign key (municipality_code) references municipality (code),
  constraint community_merged_into_fkey foreign key (merged_into) references community (id),
  constraint community_name_check check (length(btrim(name)) between 1 and 120),
  constraint community_kind_check check (kind in ('comunidad', 'indigena', 'ayllu', 'capitania', 'otb')),
  constraint community_point_check check ((lon is null) = (lat is null) and lon between -180 and 180 and lat between -90 and 90),
  constraint community_accuracy_m_check check (accuracy_m is null or (accuracy_m >= 0 and lon is not null)),
  constraint community_signal_check check (signal in ('ninguna', '2G', '3G', '4G')),
  constraint community_merged_into_check check (merged_into <> id)
);
comment on table community is 'A community as people name it, inside the municipality that a person chose. Within a municipality its name is what tells it from others.';
comment on column community.id is 'Identity, made on the device.';
comment on column community.municipality_code is 'Municipality a person chose or accepted.';
comment on column community.name is 'Name.';
comment on column community.other_names is 'Other spellings and earlier names that people use for it.';
comment on column community.kind is 'Comunidad campesina, indígena, ayllu, capitanía or OTB; null when nobody said.';
comment on column community.lon is 'Longitude WGS84; null when no position was taken.';
comment on column community.lat is 'Latitude WGS84.';
comment on column community.accuracy_m is 'Accuracy of the position in metres.';
comment on column community.signal is 'Best telephone signal known there.';
comment on column community.merged_into is 'The community this one turned out to be; null while it stands for itself.';
comment on column community.demo is 'Invented for the demonstration.';
comment on column community.version is 'Counts its changes from 1.';
comment on column community.entry_id is 'Journal entry that wrote the row.';
comment on column community.row_hash is 'SHA-256 of its content.';
create unique index community_name_key on community (municipality_code, normalize_name(name)) where merged_into is null;
create index community_municipality_code_idx on community (municipality_code);
create index community_merged_into_idx on community (merged_into);
