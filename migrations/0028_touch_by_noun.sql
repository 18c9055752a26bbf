-- A visit or a sale changes only the figures that read visits or sales: what an entry touches is told apart by that, so that one visit
-- does not make every figure of a past year be computed again. Derived: what was written before touched every measure, and says so.
alter table alliance_touch add column noun text not null default 'alliance';
alter table alliance_touch drop constraint alliance_touch_pkey;
alter table alliance_touch add constraint alliance_touch_pkey primary key (alliance_id, noun);
comment on column alliance_touch.noun is 'The noun whose readers alone are touched (visit, sale); alliance where every measure is.';
