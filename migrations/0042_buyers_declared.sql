-- The buyer is a declared noun: it gains the head of one (its state, since when, who registered it) and what BR-09 asks of it. Rows of before keep
-- none of these: they are read with the day and the hand of the entry that wrote them.

alter table buyer add column programme_id text constraint buyer_programme_fkey references programme (id);
alter table buyer add column state text;
alter table buyer add column state_since date;
alter table buyer add column recorded_by uuid constraint buyer_recorded_by_fkey references user_account (id);
alter table buyer add column started_on date;
alter table buyer add column municipality_code text constraint buyer_municipality_fkey references municipality (code);
alter table buyer add column address text;
alter table buyer add column contact text;
alter table buyer add column telephone text;
alter table buyer add column closed_reason text;
create index buyer_programme_idx on buyer (programme_id);
create index buyer_recorded_by_idx on buyer (recorded_by);
create index buyer_municipality_idx on buyer (municipality_code);
comment on column buyer.state is 'REGISTRADO, HABILITADO or CERRADO; null in rows of before the noun was declared, which are read as REGISTRADO.';
comment on column buyer.started_on is 'Since when it is in business (BR-09).';
comment on column buyer.municipality_code is 'Municipality of its legal domicile (BR-09).';
