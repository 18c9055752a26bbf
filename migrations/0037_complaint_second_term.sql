-- Until when a complaint that was reopened is answered again. Those reopened before have none.
alter table complaint add column second_answer_by date;
comment on column complaint.second_answer_by is 'Day until which the second instance answers; null while it was not reopened, and of those reopened before there was such a term.';
