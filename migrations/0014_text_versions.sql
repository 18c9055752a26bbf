-- What a hash of the journal is taken over may be written in another way one day (docs/decisions/freeze.md). Nothing is filled: no value
-- is version 1, which is how everything until then was written.

alter table journal_entry add column text_version integer;
comment on column journal_entry.text_version is 'How the texts of its hashes are written; null is 1.';

alter table journal_seal add column text_version integer;
comment on column journal_seal.text_version is 'How the text of its hash is written; null is 1.';
