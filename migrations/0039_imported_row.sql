-- Where a record that was imported comes from: the row of the sheet of the document. Written by the command that brings it in.

create table imported_row (
  id uuid constraint imported_row_pkey primary key,
  noun text not null,
  record_id uuid not null,
  document_id uuid not null constraint imported_row_document_fkey references source_document (id),
  sheet text,
  row_number integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table imported_row is 'From which row of which document an imported record comes: its origin is importación. noun is the table of the record.';
create index imported_row_record_idx on imported_row (record_id);
create index imported_row_document_idx on imported_row (document_id);
