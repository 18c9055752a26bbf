-- Prioritisation, the Comité and the resolution (domain brief 3.7, BR-27, BR-28): what leads from a viable plan to a convenio.

create table priority_criterion (
  id uuid constraint priority_criterion_pkey primary key,
  programme_id text not null constraint priority_criterion_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint priority_criterion_recorded_by_fkey references user_account (id),
  name text not null,
  weight integer not null,
  scale text,
  valid_from date not null,
  valid_to date,
  source text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table priority_criterion is
  'A criterion by which alliances are prioritised, agreed with the planning office of the ministry (BR-27); weight in 1/10,000.';
create index priority_criterion_programme_idx on priority_criterion (programme_id);
create index priority_criterion_recorded_by_idx on priority_criterion (recorded_by);

create table ranking (
  id uuid constraint ranking_pkey primary key,
  programme_id text not null constraint ranking_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint ranking_recorded_by_fkey references user_account (id),
  name text not null,
  unit_id text not null constraint ranking_unit_fkey references operating_unit (code),
  year text not null,
  budget bigint not null,
  cut text not null,
  base_id uuid constraint ranking_base_fkey references ranking (id),
  unconfirmed_reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table ranking is
  'A run that orders the alliances of a unit against its money for a year (BR-27); budget in centavos.';
create index ranking_programme_idx on ranking (programme_id);
create index ranking_recorded_by_idx on ranking (recorded_by);
create index ranking_unit_idx on ranking (unit_id);
create index ranking_base_idx on ranking (base_id);

create table ranking_entry (
  id uuid constraint ranking_entry_pkey primary key,
  programme_id text not null constraint ranking_entry_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint ranking_entry_recorded_by_fkey references user_account (id),
  ranking_id uuid not null constraint ranking_entry_ranking_fkey references ranking (id),
  alliance_id uuid not null constraint ranking_entry_alliance_fkey references alliance (id),
  unit_id text constraint ranking_entry_unit_fkey references operating_unit (code),
  amount_par bigint not null,
  amount_counterpart bigint,
  families integer,
  women integer,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table ranking_entry is
  'An alliance in a ranking, with what it asked for as it stood then; amounts in centavos.';
create index ranking_entry_programme_idx on ranking_entry (programme_id);
create index ranking_entry_recorded_by_idx on ranking_entry (recorded_by);
create index ranking_entry_ranking_idx on ranking_entry (ranking_id);
create index ranking_entry_alliance_idx on ranking_entry (alliance_id);
create index ranking_entry_unit_idx on ranking_entry (unit_id);

create table priority_score (
  id uuid constraint priority_score_pkey primary key,
  programme_id text not null constraint priority_score_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint priority_score_recorded_by_fkey references user_account (id),
  ranking_id uuid not null constraint priority_score_ranking_fkey references ranking (id),
  alliance_id uuid not null constraint priority_score_alliance_fkey references alliance (id),
  criterion_id uuid not null constraint priority_score_criterion_fkey references priority_criterion (id),
  points integer not null,
  weight integer not null,
  unit_id text constraint priority_score_unit_fkey references operating_unit (code),
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table priority_score is
  'The points from 0 to 100 that a criterion gave an alliance in a ranking, with the weight of then in 1/10,000.';
create index priority_score_programme_idx on priority_score (programme_id);
create index priority_score_recorded_by_idx on priority_score (recorded_by);
create index priority_score_ranking_idx on priority_score (ranking_id);
create index priority_score_alliance_idx on priority_score (alliance_id);
create index priority_score_criterion_idx on priority_score (criterion_id);
create index priority_score_unit_idx on priority_score (unit_id);

create table committee_session (
  id uuid constraint committee_session_pkey primary key,
  programme_id text not null constraint committee_session_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint committee_session_recorded_by_fkey references user_account (id),
  number text not null,
  planned_on date not null,
  venue text,
  quorum_reason text,
  held_on date,
  reason text,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table committee_session is
  'A session of the Comité: its number, its day and, by the step that closes it, its acta (domain brief 3.7).';
create index committee_session_programme_idx on committee_session (programme_id);
create index committee_session_recorded_by_idx on committee_session (recorded_by);
create index committee_session_number_idx on committee_session (number);

create table committee_member (
  id uuid constraint committee_member_pkey primary key,
  programme_id text not null constraint committee_member_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint committee_member_recorded_by_fkey references user_account (id),
  session_id uuid not null constraint committee_member_session_fkey references committee_session (id),
  name text not null,
  entity text not null,
  chairs boolean,
  user_id uuid constraint committee_member_user_fkey references user_account (id),
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table committee_member is 'Somebody who sits in a session, with the entity for which they sit.';
create index committee_member_programme_idx on committee_member (programme_id);
create index committee_member_recorded_by_idx on committee_member (recorded_by);
create index committee_member_session_idx on committee_member (session_id);
create index committee_member_user_idx on committee_member (user_id);

create table interest_conflict (
  id uuid constraint interest_conflict_pkey primary key,
  programme_id text not null constraint interest_conflict_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint interest_conflict_recorded_by_fkey references user_account (id),
  member_id uuid not null constraint interest_conflict_member_fkey references committee_member (id),
  alliance_id uuid not null constraint interest_conflict_alliance_fkey references alliance (id),
  session_id uuid constraint interest_conflict_session_fkey references committee_session (id),
  reason text not null,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table interest_conflict is
  'What ties a member of the Comité to an alliance: they are not counted in the decision on it.';
create index interest_conflict_programme_idx on interest_conflict (programme_id);
create index interest_conflict_recorded_by_idx on interest_conflict (recorded_by);
create index interest_conflict_member_idx on interest_conflict (member_id);
create index interest_conflict_alliance_idx on interest_conflict (alliance_id);
create index interest_conflict_session_idx on interest_conflict (session_id);

create table resolution (
  id uuid constraint resolution_pkey primary key,
  programme_id text not null constraint resolution_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint resolution_recorded_by_fkey references user_account (id),
  number text not null,
  issued_on date not null,
  authority text not null,
  amount bigint not null,
  purpose text not null,
  destination text not null,
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table resolution is
  'The norm by which the highest body approves amount, use and destination of transfers (BR-28); amount in centavos.';
create index resolution_programme_idx on resolution (programme_id);
create index resolution_recorded_by_idx on resolution (recorded_by);
create index resolution_number_idx on resolution (number);

create table committee_decision (
  id uuid constraint committee_decision_pkey primary key,
  programme_id text not null constraint committee_decision_programme_fkey references programme (id),
  state text not null,
  state_since date not null,
  recorded_by uuid constraint committee_decision_recorded_by_fkey references user_account (id),
  session_id uuid not null constraint committee_decision_session_fkey references committee_session (id),
  alliance_id uuid not null constraint committee_decision_alliance_fkey references alliance (id),
  unit_id text constraint committee_decision_unit_fkey references operating_unit (code),
  amount_par bigint not null,
  amount_counterpart bigint not null,
  observations text,
  resolution_id uuid constraint committee_decision_resolution_fkey references resolution (id),
  demo boolean not null,
  version integer not null,
  entry_id uuid not null,
  row_hash text not null
);
comment on table committee_decision is
  'What the Comité decides of an alliance in a session, and the resolution that covers it (BR-28); amounts in centavos.';
create index committee_decision_programme_idx on committee_decision (programme_id);
create index committee_decision_recorded_by_idx on committee_decision (recorded_by);
create index committee_decision_session_idx on committee_decision (session_id);
create index committee_decision_alliance_idx on committee_decision (alliance_id);
create index committee_decision_unit_idx on committee_decision (unit_id);
create index committee_decision_resolution_idx on committee_decision (resolution_id);
