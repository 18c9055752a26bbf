-- What waits is counted by person and read in the order it came; the latest seal tells whether the server's clock is behind.
create index held_command_actor_ix on held_command (actor_id);
create index held_command_received_ix on held_command (received_at, command_id);
create index journal_seal_sealed_at_ix on journal_seal (sealed_at);
