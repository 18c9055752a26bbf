-- What a person is told of a spreadsheet as a whole: which sheet of it is read, and what about it is doubtful.

alter table import_run add column sheet text;
alter table import_run add column notices jsonb;
comment on column import_run.sheet is 'Name of the sheet that is read; null for a .csv, and for imports of before this was kept.';
comment on column import_run.notices is 'What is doubtful about the file as a whole: [{code, message, cell}]; null for imports of before this was kept.';
