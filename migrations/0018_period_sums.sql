-- Figures of past periods: their sums are kept, added up by alliance and by every dimension, so that the figure of any reader's reach
-- and every part of it is added up from them. Derived: computed when first asked for, and again for the alliances that entries sealed
-- since may have touched (server/monitoring/touches.ts). The rows behind them are computed when somebody opens them.

create table alliance_touch (
  alliance_id uuid constraint alliance_touch_pkey primary key,
  sealed_number bigint not null
);
comment on table alliance_touch is 'Derived: the last sealed entry that may have changed what an alliance counts. Exempt from the write path.';
create index alliance_touch_sealed_idx on alliance_touch (sealed_number);

create table touch_state (
  id integer constraint touch_state_pkey primary key constraint touch_state_single_check check (id = 1),
  sealed_number bigint not null,
  everything bigint not null
);
comment on table touch_state is 'Derived: up to which sealed entry alliance_touch is written. Exempt.';
comment on column touch_state.everything is 'The last sealed entry that may have changed every figure: a parameter, a catalogue.';

create table period_sums (
  measure text not null,
  span text not null,
  level integer not null,
  alliance_id uuid not null,
  unit_id text not null,
  municipality_code text,
  model integer,
  product_code text,
  sex text,
  young boolean,
  indigenous boolean,
  counts_on date,
  due boolean not null,
  n bigint not null,
  d bigint not null,
  n0 bigint not null,
  d0 bigint not null,
  rows integer not null,
  records integer not null
);
comment on table period_sums is 'Derived: evidence of past periods added up by alliance and dimensions. Exempt from the write path.';
comment on column period_sums.span is 'First and last day; of what counts up to a cut-off only the last.';
comment on column period_sums.counts_on is 'Last day of the month on which the rows count, for what counts up to a cut-off; null for what happened in the period.';
comment on column period_sums.records is 'Record versions behind an alliance''s rows of one unit and municipality, on one of their sums; 0 on the others.';
create index period_sums_key_idx on period_sums (measure, span, level, alliance_id);

create table period_sums_state (
  programme text not null,
  measure text not null,
  span text not null,
  level integer not null,
  sealed_number bigint not null,
  definition text not null,
  constraint period_sums_state_pkey primary key (programme, measure, span, level)
);
comment on table period_sums_state is 'Derived: up to which sealed entry, and by which definition, each sum of a past period is right. Exempt.';

-- The first record of each kind by its day: before it a figure is not 0 but unknown.
create index visit_occurred_idx on visit (occurred_on);
create index sale_occurred_idx on sale (occurred_on);
create index agreement_signed_idx on agreement (signed_on);
