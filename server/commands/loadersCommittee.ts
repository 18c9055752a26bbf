import { type Loader, row } from './loader.ts';

/** Whether a run `r`, or another that uses the same scores, was confirmed. */
export const FIXED = `exists (select from ranking c where coalesce(c.base_id, c.id) = coalesce(r.base_id, r.id)
  and c.state in ('CONFIRMADA', 'SUSTITUIDA'))`;

/** The alliances of a run, with what each asks for and how it stands now: those of the run that it is based on. */
const ENTRIES = `(select coalesce(jsonb_agg(jsonb_build_object('allianceId', e.alliance_id, 'amountPar', e.amount_par,
     'state', a.state, 'name', a.name)), '[]'::jsonb)
   from ranking_entry e join alliance a on a.id = e.alliance_id
  where e.ranking_id = coalesce(r.base_id, r.id) and e.state = 'CONSIDERADA')`;

const SCORES = `(select coalesce(jsonb_agg(jsonb_build_object('allianceId', s.alliance_id, 'criterionId', s.criterion_id,
     'points', s.points, 'weight', s.weight)), '[]'::jsonb)
   from priority_score s where s.ranking_id = coalesce(r.base_id, r.id) and s.state = 'PUESTO')`;

/** The run that a row of a table belongs to, by the id of the row. */
const rankingOf = (table: string): Loader => ({
  sql: (keys) =>
    `select t.id::text as k, jsonb_build_object('state', r.state) as v from ${table} t join ranking r on r.id = t.ranking_id
      where t.id = any(${keys}::text[]::uuid[])`,
});

const DECISIONS = `jsonb_agg(jsonb_build_object('state', d.state, 'amountPar', d.amount_par, 'sessionState', s.state,
  'sessionNumber', s.number, 'heldOn', s.held_on, 'resolutionState', r.state) order by s.held_on desc nulls last, d.id desc)`;

/** The session that a row of a table belongs to, by the id of the row. */
const sessionOf = (table: string): Loader => ({
  sql: (keys) =>
    `select t.id::text as k, jsonb_build_object('state', s.state) as v from ${table} t join committee_session s on s.id = t.session_id
      where t.id = any(${keys}::text[]::uuid[])`,
});

/** Facts about prioritisation and the Comité. */
export const committeeLoaders: Record<string, Loader> = {
  rankingWhole: {
    sql: (keys) =>
      `select r.id::text as k, jsonb_build_object('fixed', ${FIXED}, 'entries', ${ENTRIES},
           'scores', ${SCORES}, 'criteria',
           (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'state', c.state, 'weight', c.weight,
              'validFrom', c.valid_from, 'validTo', c.valid_to)), '[]'::jsonb)
              from priority_criterion c)) as v
         from ranking r where r.id = any(${keys}::text[]::uuid[])`,
  },
  baseOfRanking: {
    sql: (keys) =>
      `select r.id::text as k, ${row('t')} as v from ranking r join ranking t on t.id = r.base_id
        where r.id = any(${keys}::text[]::uuid[])`,
  },
  /** The rows of the scores that a run uses. */
  scoresOfRanking: {
    many: true,
    sql: (keys) =>
      `select r.id::text as k, jsonb_agg(${row('t')} order by t.id) as v from ranking r
         join priority_score t on t.ranking_id = coalesce(r.base_id, r.id) and t.state = 'PUESTO'
        where r.id = any(${keys}::text[]::uuid[]) group by r.id`,
  },
  rankingOfEntry: rankingOf('ranking_entry'),
  rankingOfScore: rankingOf('priority_score'),
  /** The confirmed runs that have the alliance among theirs, each whole. */
  rankingsOfAlliance: {
    many: true,
    sql: (keys) =>
      `select e.alliance_id::text as k, jsonb_agg(jsonb_build_object('name', r.name, 'budget', r.budget, 'cut', r.cut,
           'entries', ${ENTRIES}, 'scores', ${SCORES})) as v
         from ranking_entry e join ranking r on coalesce(r.base_id, r.id) = e.ranking_id and r.state = 'CONFIRMADA'
        where e.alliance_id = any(${keys}::text[]::uuid[]) and e.state = 'CONSIDERADA' group by e.alliance_id`,
  },
  sessionWhole: {
    sql: (keys) =>
      `select x.k, jsonb_build_object(
           'present', (select count(*) from committee_member m where m.session_id = x.k::uuid and m.state = 'PRESENTE'),
           'agenda', (select count(*) from committee_decision d where d.session_id = x.k::uuid and d.state <> 'RETIRADA'),
           'undecided', (select count(*) from committee_decision d
             where d.session_id = x.k::uuid and d.state = 'EN_AGENDA')) as v
         from unnest(${keys}::text[]) as x(k)`,
  },
  sessionOfMember: sessionOf('committee_member'),
  sessionOfConflict: sessionOf('interest_conflict'),
  /** A member, with the state of the session in which they sit. */
  memberInSession: {
    sql: (keys) =>
      `select t.id::text as k, ${row('t')} || jsonb_build_object('session_state', s.state) as v
         from committee_member t join committee_session s on s.id = t.session_id where t.id = any(${keys}::text[]::uuid[])`,
  },
  /** A tie counts for the person, in whichever session they declared it. */
  decisionWhole: {
    sql: (keys) =>
      `select d.id::text as k, jsonb_build_object('sessionState', s.state, 'quorumReason', s.quorum_reason,
           'heldOn', s.held_on, 'allianceState', a.state, 'allianceSince', a.state_since, 'members',
           (select coalesce(jsonb_agg(jsonb_build_object('userId', m.user_id, 'present', m.state = 'PRESENTE', 'tied',
              exists (select 1 from interest_conflict i join committee_member o on o.id = i.member_id
                where i.alliance_id = d.alliance_id and i.state = 'DECLARADO' and (o.id = m.id or o.user_id = m.user_id)))),
                  '[]'::jsonb)
              from committee_member m where m.session_id = d.session_id)) as v
         from committee_decision d join committee_session s on s.id = d.session_id join alliance a on a.id = d.alliance_id
        where d.id = any(${keys}::text[]::uuid[])`,
  },
  /** A resolution, with what the decisions that rest on it use of its amount. */
  resolutionInUse: {
    sql: (keys) =>
      `select t.id::text as k, ${row('t')} || jsonb_build_object('used', (select coalesce(sum(d.amount_par), 0)
           from committee_decision d where d.resolution_id = t.id)) as v
         from resolution t where t.id = any(${keys}::text[]::uuid[])`,
  },
  resolutionUse: {
    sql: (keys) =>
      `select x.k, jsonb_build_object('decisions',
           (select count(*) from committee_decision d where d.resolution_id = x.k::uuid)) as v
         from unnest(${keys}::text[]) as x(k)`,
  },
  /** What the Comité decided of an alliance in every session, the latest first; what was taken off an agenda is no decision. */
  decisionsOfAlliance: {
    many: true,
    sql: (keys) =>
      `select d.alliance_id::text as k, ${DECISIONS} as v
         from committee_decision d join committee_session s on s.id = d.session_id
         left join resolution r on r.id = d.resolution_id
        where d.alliance_id = any(${keys}::text[]::uuid[]) and d.state <> 'RETIRADA' group by d.alliance_id`,
  },
  /** The same by the record of a convenio, with how its alliance stands. */
  coverOfAgreement: {
    sql: (keys) =>
      `select g.record_id::text as k, jsonb_build_object('state', a.state, 'origin', a.origin, 'decisions', coalesce((
           select ${DECISIONS} from committee_decision d join committee_session s on s.id = d.session_id
             left join resolution r on r.id = d.resolution_id
            where d.alliance_id = a.id and d.state <> 'RETIRADA'), '[]'::jsonb)) as v
         from agreement g join alliance a on a.id = g.alliance_id
        where g.record_id = any(${keys}::text[]::uuid[]) and g.standing = 'current'`,
  },
};
