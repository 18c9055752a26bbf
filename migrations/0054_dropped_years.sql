-- A year of a cash flow may be taken out and told again: only those that stand are alone.
drop index plan_flow_year_idx;
create unique index plan_flow_year_idx on plan_flow (plan_id, year) where state = 'VIGENTE';
