-- A stored sheet whose bytes were taken out of the store because a person's data in it were erased, and the copy without their rows that stands in
-- its place. Written by a command of sistema once two persons decided (table erasure).

alter table stored_file add column withdrawn_on date;
alter table stored_file add column copy_hash text;
alter table stored_file add column former_copies text[];
comment on column stored_file.withdrawn_on is 'Day its bytes were taken out of the store; empty while they are there.';
comment on column stored_file.copy_hash is 'SHA-256 of the copy without the erased rows that is handed out in its place; empty where there is none.';
comment on column stored_file.former_copies is 'Copies that stood in its place before and are gone too: other rows were erased later.';
