-- What somebody shows or says with a complaint (domain brief 3.11, adjuntos and audio): photos and one voice note, by the SHA-256 of their bytes.
alter table complaint add column photos text[];
alter table complaint add column voice text;
create index complaint_photos_idx on complaint using gin (photos);
create index complaint_voice_idx on complaint (voice) where voice is not null;
