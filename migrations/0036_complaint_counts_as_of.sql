-- Public counts of complaints that wait, so that no small one follows from them, are of an earlier day than the publication: which day is told with them.
alter table open_data.complaint_count add column as_of date;
comment on column open_data.complaint_count.as_of is 'Day of which the number of the whole country and how they stand are told; empty in the other tables.';
alter table open_data.figure add column as_of date;
comment on column open_data.figure.as_of is 'Day of which it is told, where that is earlier than the cut-off of the publication.';
