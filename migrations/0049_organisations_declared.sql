-- The organisation is a declared noun: it gains the head of one (its state, since when, who registered it) and what the brief asks of it besides (3.2,
-- BR-14, 1.1). Rows of before keep none of these: they are read with the day and the hand of the entry that wrote them.

alter table organisation add column programme_id text constraint organisation_programme_fkey references programme (id);
alter table organisation add column state text;
alter table organisation add column state_since date;
alter table organisation add column recorded_by uuid constraint organisation_recorded_by_fkey references user_account (id);
alter table organisation add column founded_on date;
alter table organisation add column supported_on date;
alter table organisation add column support_ended_reason text;
alter table organisation add column community_name text;
alter table organisation add column closed_reason text;
create index organisation_programme_idx on organisation (programme_id);
create index organisation_recorded_by_idx on organisation (recorded_by);
comment on column organisation.state is 'REGISTRADA, EN_FORMALIZACION, CON_PERSONERIA (its paper was seen) or DISUELTA; null in rows of before the noun was declared, which are read as REGISTRADA.';
comment on column organisation.supported_on is 'Since when the project supports or supported it until it has its legal personality (1.1); the paper is with the step.';
