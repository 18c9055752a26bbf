-- Imports of anything that the office captures: which thing a sheet brings, and the sheets of one workbook together. Job rows, exempt from the
-- write path. What was imported before stays as it is: without a thing it brought alliances, without a workbook it stands alone.

alter table import_run add column thing text;
alter table import_run add column workbook_id uuid;
alter table import_run add column position integer;
alter table import_run add column hidden boolean;
alter table import_row add column subject_id uuid;
create index import_run_workbook_idx on import_run (workbook_id);
comment on column import_run.thing is 'What the sheet brings; nothing where it is not imported, null for imports of before there was a choice: alliances.';
comment on column import_run.workbook_id is 'The run of the first sheet of its workbook, which stands for all of them; null where it stands alone.';
comment on column import_run.position is 'Place of the sheet in its workbook, from 0.';
comment on column import_run.hidden is 'Whether the workbook hides the sheet from who looks at it.';
comment on column import_row.subject_id is 'What came of the row, by its identity; alliance_id names it in imports of before.';
