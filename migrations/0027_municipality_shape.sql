-- Municipalities as maps of figures draw them, from the boundaries in use: for the public page, whose role sees nothing but open_data, and
-- for the office.

create table open_data.municipality_shape (
  code text constraint municipality_shape_pkey primary key,
  path text not null,
  boundary_version_id uuid not null
);
comment on column open_data.municipality_shape.boundary_version_id is 'The boundaries it was drawn from: it is drawn again only when others are in use.';
comment on table open_data.municipality_shape is 'Each municipality for the drawn maps of figures, coarse, as an SVG path in degrees (y grows southwards); empty while no boundaries are loaded.';
