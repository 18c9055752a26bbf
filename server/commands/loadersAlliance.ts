import { accompanimentLives } from '../../domain/accompaniment/area.ts';
import { stateNames, states } from '../../domain/alliance/states.ts';
import { complaintLife } from '../../domain/participation/complaintLife.ts';
import { byColumn, type Loader, listBy, row } from './loader.ts';

/** The name of a person, written as the trigram index has it. */
const NAME = (p: string) =>
  `normalize_name(${p}.given_names || ' ' || coalesce(${p}.paternal_surname, '') || ' ' || coalesce(${p}.maternal_surname, ''))`;

/** The states from the signed convenio on, as SQL literals. */
const FINANCED = stateNames
  .filter((n) => (states[n].stage ?? 0) >= (states.CONVENIO_FIRMADO.stage ?? 0))
  .map((n) => `'${n}'`)
  .join(', ');

/** The states of a complaint in which somebody still has to act, as SQL literals. */
/** States of a productive cycle that was closed, and of records whose review is under way. */
const CLOSED = "'{REGISTRADO,VERIFICADO,VALIDADO}'::text[]";
const UNREVIEWED = "'{REGISTRADO,VERIFICADO,DEVUELTO}'::text[]";

const WAITING = Object.entries(complaintLife.states)
  .flatMap(([state, { holder }]) => (holder ? [`'${state}'`] : []))
  .join(', ');

/** Families `f` of a person, or of anybody joined with that person. */
const FAMILIES_OF = (person: string) =>
  `family f join person pm on pm.id in (f.holder_id, f.spouse_id) and (pm.id = ${person} or pm.merged_into = ${person})`;

/** Alliances `a` of an organisation, under any of its joined names. */
const ALLIANCES_OF = (organisation: string) =>
  `organisation own on own.id = ${organisation} join alliance_root a on a.organisation_id = coalesce(own.merged_into, own.id)`;

/** For a versioned table `t`: only the version in force, and not annulled. */
const STANDING = ` and t.standing = 'current' and not t.annulled`;

/** For a part `t` of a plan: only what was not taken out of it. */
const KEPT = ` and t.state = 'VIGENTE'`;

/** For a measure `t`: only one that is still to be fulfilled. */
const FOLLOWED = ` and t.state = 'PREVISTA'`;

/** The plan of a part, by the id of the part. */
const planOf = (table: string): Loader => ({
  sql: (keys) =>
    `select x.id::text as k, ${row('t')} as v from ${table} x join plan t on t.id = x.plan_id
      where x.id = any(${keys}::text[]::uuid[])`,
});

/** The steps of a plan by which somebody writes it, as SQL literals. */
const WRITING = ['register', 'correct', 'present', 'revise'].map((step) => `'${step}'`).join(', ');

/** The parts of a plan that only who formulates it writes, each noun with its table. */
const PARTS = [
  ['planItem', 'plan_item'],
  ['planFlow', 'plan_flow'],
  ['planPractice', 'plan_practice'],
] as const;

/** Two persons with the same birth date are asked about when their names are at least this similar. */
const LIKENESS = 0.55;

/** Facts of the alliance cycle that are more than a row by its key. */
/** The persons `n` of a family `f`. */
const PEOPLE_OF_F =
  'join person p on p.id in (f.holder_id, f.spouse_id) cross join lateral (values (p.id), (p.merged_into)) n(id)';

export const allianceLoaders: Record<string, Loader> = {
  organisationOfAlliance: {
    sql: (keys) =>
      `select a.id::text as k,
        ${row('o')} || jsonb_build_object('alliances',
          (select count(*) from alliance s where s.organisation_id = o.id)) as v
         from alliance a join organisation o on o.id = a.organisation_id where a.id = any(${keys}::text[]::uuid[])`,
  },
  /** Of the provider of a contract: whether they still serve, and in how many trainings that were held they took part (BR-15). */
  providerOfContract: {
    sql: (keys) =>
      `select c.id::text as k, jsonb_build_object('state', p.state, 'trainings',
          (select count(*) from event_attendance a join event e on e.id = a.event_id
            where a.provider_id = p.id and a.state = 'VIGENTE' and took_part(a) and e.kind = 'proveedores'
              and e.state in ('REALIZADO', 'OBSERVADO', 'VERIFICADO', 'VALIDADO'))) as v
         from provider_contract c join service_provider p on p.id = c.provider_id where c.id = any(${keys}::text[]::uuid[])`,
  },
  /** The same of the account of a provider: in how many it took part. */
  trainingsOfUser: {
    sql: (keys) =>
      `select x.k, jsonb_build_object('trainings',
          (select count(*) from service_provider p
             join event_attendance a on a.provider_id = p.id and a.state = 'VIGENTE' and took_part(a)
             join event e on e.id = a.event_id and e.kind = 'proveedores'
              and e.state in ('REALIZADO', 'OBSERVADO', 'VERIFICADO', 'VALIDADO')
            where p.user_id = x.k::uuid)) as v from unnest(${keys}::text[]) as x(k)`,
  },
  providerOfPerformance: {
    sql: (keys) =>
      `select f.id::text as k, ${row('p')} as v from provider_performance f join service_provider p on p.id = f.provider_id
        where f.id = any(${keys}::text[]::uuid[])`,
  },
  /** Initiatives of regional technical assistance that a person accompanies (M-09). */
  regionalOfUser: listBy('regional_service', 'user_id', 'uuid', " and t.state in ('VIGENTE', 'TERMINADO')"),
  /** The same, and the assignments, of the person whom a row of it names. */
  regionalOfRegional: {
    many: true,
    sql: (keys) =>
      `select r.id::text as k, jsonb_agg(${row('t')}) as v from regional_service r
         join regional_service t on t.user_id = r.user_id and t.state in ('VIGENTE', 'TERMINADO')
        where r.id = any(${keys}::text[]::uuid[]) group by r.id`,
  },
  assignmentsOfRegional: {
    many: true,
    sql: (keys) =>
      `select r.id::text as k, jsonb_agg(${row('t')} || jsonb_build_object('alliance_state', a.state)) as v from regional_service r
         join assignment t on t.user_id = r.user_id join alliance a on a.id = t.alliance_id
        where r.id = any(${keys}::text[]::uuid[]) group by r.id`,
  },
  /** The account of a provider as it stands, and how many of the provider's ties nobody discarded. */
  tiesOfProvider: {
    sql: (keys) =>
      `select p.id::text as k, jsonb_build_object('userId', p.user_id, 'ties',
          (select count(*) from interest t where t.provider_id = p.id and t.state <> 'DESCARTADO')) as v
         from service_provider p where p.id = any(${keys}::text[]::uuid[])`,
  },
  /** Key 'user:alliance': ties of the person, as a provider, with the organisation of the alliance that nobody discarded (1.3). */
  tiesOfUser: {
    many: true,
    sql: (keys) =>
      `select x.k, jsonb_agg(${row('t')}) as v from unnest(${keys}::text[]) as x(k)
         join service_provider p on p.user_id = split_part(x.k, ':', 1)::uuid
         join alliance a on a.id = split_part(x.k, ':', 2)::uuid
         join organisation o on o.id = a.organisation_id
         join organisation s on coalesce(s.merged_into, s.id) = coalesce(o.merged_into, o.id)
         join interest t on t.provider_id = p.id and t.organisation_id = s.id and t.state <> 'DESCARTADO'
        group by x.k`,
  },
  /** The call of a request, with the days between which it stood closed before it was opened again. */
  callOfRequest: {
    sql: (keys) =>
      `select q.id::text as k, ${row('c')} || jsonb_build_object('pauses', coalesce((
          select jsonb_agg(jsonb_build_object('from', s.closed, 'to', s.reached_on))
            from (select l.step, l.reached_on, lag(l.reached_on - (l.step = 'expire')::integer) over (order by e.n) as closed
                    from life_step l join journal_entry e on e.id = l.entry_id
                   where l.noun = 'call' and l.subject_id = c.id and l.step in ('close', 'expire', 'reopen')) s
           where s.step = 'reopen'), '[]'::jsonb)) as v
         from request q join call c on c.id = q.call_id where q.id = any(${keys}::text[]::uuid[])`,
  },
  /** The unit of an event as it stands, and how many lines its list has or had. */
  listOfEvent: {
    sql: (keys) =>
      `select e.id::text as k, jsonb_build_object('unitId', e.unit_id, 'lines',
          (select count(*) from event_attendance a where a.event_id = e.id)) as v
         from event e where e.id = any(${keys}::text[]::uuid[])`,
  },
  /** The event on whose list a line stands. */
  eventOfAttendance: {
    sql: (keys) =>
      `select a.id::text as k, ${row('e')} as v from event_attendance a join event e on e.id = a.event_id
        where a.id = any(${keys}::text[]::uuid[])`,
  },
  /** The alliances of an organisation and of those joined to it. */
  alliancesOfOrganisation: {
    many: true,
    sql: (keys) =>
      `select x.k, jsonb_agg(jsonb_build_object('unitId', a.unit_id)) as v from unnest(${keys}::text[]) as x(k)
        join ${ALLIANCES_OF('x.k::uuid')} group by x.k`,
  },
  accompaniersOfAlliance: {
    many: true,
    sql: (keys) =>
      `select t.alliance_id::text as k,
        jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'validFrom', t.valid_from, 'validTo', t.valid_to, 'others', (
           select coalesce(jsonb_agg(jsonb_build_object('allianceId', o.alliance_id, 'role', o.role, 'validFrom', o.valid_from,
             'validTo', o.valid_to, 'allianceState', oa.state)), '[]'::jsonb)
             from assignment o join alliance oa on oa.id = o.alliance_id
            where o.user_id = t.user_id and o.role = 'ACOMPANANTE' and o.alliance_id <> t.alliance_id), 'regional', (
           select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'startsOn', r.starts_on, 'endsOn', r.ends_on)), '[]'::jsonb)
             from regional_service r where r.user_id = t.user_id and r.state in ('VIGENTE', 'TERMINADO')))) as v
         from assignment t join user_account u on u.id = t.user_id
        where t.alliance_id = any(${keys}::text[]::uuid[]) and t.role = 'ACOMPANANTE' group by t.alliance_id`,
  },
  /** Whether any complaint about an alliance waits; never which one. */
  complaintsWait: {
    sql: (keys) =>
      `select x.k, jsonb_build_object('waits',
        exists (select from complaint c where c.alliance_id = x.k::uuid and c.state in (${WAITING}))) as v
         from unnest(${keys}::text[]) as x(k)`,
  },
  /** How the accompaniment of an alliance stands (AccompanimentStanding). */
  accompanimentOf: {
    sql: (keys) =>
      `select x.k, jsonb_build_object(
        'cyclesClosed', (select count(*) from productive_cycle r where r.alliance_id = x.k::uuid and r.state = any(${CLOSED})),
        'cyclesOpen', (select count(*) from productive_cycle r where r.alliance_id = x.k::uuid and r.state = 'ABIERTO'),
        'milestonesOpen', (select count(*) from milestone r where r.alliance_id = x.k::uuid and r.state = 'PROGRAMADO'),
        'unreviewed', ${accompanimentLives
          .map(
            ({ noun }) =>
              `(select count(*) from ${noun.table} r where r.alliance_id = x.k::uuid and r.state = any(${UNREVIEWED}))`,
          )
          .join(' + ')}) as v
         from unnest(${keys}::text[]) as x(k)`,
  },
  /** The versions in force of the visits in which something was agreed or settled. */
  sayingsOfAlliance: listBy(
    'visit',
    'alliance_id',
    'uuid',
    " and t.standing = 'current' and (t.commitments <> '[]'::jsonb or t.settled is not null)",
  ),
  commitmentsOfAlliance: listBy('commitment', 'alliance_id'),
  stagesOfAlliance: listBy('alliance_stage', 'alliance_id'),
  allianceOfAssignment: {
    sql: (keys) =>
      `select s.id::text as k, ${row('t')} as v from assignment s join alliance t on t.id = s.alliance_id
        where s.id = any(${keys}::text[]::uuid[])`,
  },
  assignmentsOfUser: {
    many: true,
    sql: (keys) =>
      `select t.user_id::text as k, jsonb_agg(${row('t')} || jsonb_build_object('alliance_state', a.state)) as v
         from assignment t join alliance a on a.id = t.alliance_id where t.user_id = any(${keys}::text[]::uuid[]) group by t.user_id`,
  },
  /** Key 'user:alliance'. Uses the newest boundaries where they are loaded, otherwise points. */
  zoneOfUser: {
    sql: (keys) =>
      `select x.k, jsonb_build_object('municipalityName', m.name, 'others', coalesce((
           select jsonb_agg(jsonb_build_object('allianceId', s.alliance_id, 'role', s.role, 'validFrom', s.valid_from,
             'validTo', s.valid_to,
               'allianceState', a.state, 'sameMunicipality', om.code = m.code,
               'touches', (select st_intersects(b1.shape, b2.shape) from municipality_boundary b1
                             join municipality_boundary b2 on b2.boundary_version_id = b1.boundary_version_id
                               and b2.municipality_code = om.code
                            where b1.municipality_code = m.code
                              and b1.boundary_version_id = (select v.id from boundary_version v
                                order by v.loaded_at desc, v.id desc limit 1)),
               'km', st_distancesphere(st_makepoint(m.lon, m.lat), st_makepoint(om.lon, om.lat)) / 1000))
             from assignment s
             join alliance a on a.id = s.alliance_id
             join alliance_profile op on op.record_id = s.alliance_id and op.standing = 'current'
             join municipality om on om.code = op.municipality_code
            where s.user_id = split_part(x.k, ':', 1)::uuid and s.alliance_id <> split_part(x.k, ':', 2)::uuid), '[]'::jsonb)) as v
         from unnest(${keys}::text[]) as x(k)
         join alliance_profile p on p.record_id = split_part(x.k, ':', 2)::uuid and p.standing = 'current'
         join municipality m on m.code = p.municipality_code`,
  },
  /** Holder and spouse of a family (or of the family of a membership), with everybody joined to either of them. */
  peopleOfFamily: {
    many: true,
    sql: (keys) =>
      `select f.id::text as k, jsonb_agg(distinct jsonb_build_object('id', n.id)) as v from family f ${PEOPLE_OF_F}
        where f.id = any(${keys}::text[]::uuid[]) group by 1`,
  },
  peopleOfMember: {
    many: true,
    sql: (keys) =>
      `select m.record_id::text as k, jsonb_agg(distinct jsonb_build_object('id', n.id)) as v from organisation_member m
        join family f on f.id = m.family_id ${PEOPLE_OF_F}
        where m.record_id = any(${keys}::text[]::uuid[]) group by 1`,
  },
  /** Key: JSON [own id, CI, complement, whole name, birth date]. */
  personsLike: {
    many: true,
    sql: (keys) =>
      `select x.k, jsonb_agg(jsonb_build_object('id', p.id, 'sameCi', p.same_ci, 'likeness', p.likeness,
             'units', array(select distinct om.unit_id from ${FAMILIES_OF('p.id')}
               join organisation_member om on om.family_id = f.id),
               'served', exists (
             select 1 from ${FAMILIES_OF('p.id')}
               join organisation_member om on om.family_id = f.id and om.standing = 'current' and not om.annulled
               join ${ALLIANCES_OF('om.organisation_id')} and a.state in (${FINANCED})
               join alliance_profile ap on ap.record_id = a.id and ap.standing = 'current' and ap.model = 1))
                 order by p.same_ci desc, p.likeness desc, p.id) as v
         from (select k, k::jsonb as j from unnest(${keys}::text[]) as k) x
         cross join lateral (
           select distinct on (c.id) c.* from (
             select o.id, true as same_ci, 1.0::double precision as likeness
               from person o where o.ci_number = x.j->>1 and (o.ci_complement is null or x.j->>2 is null or o.ci_complement = x.j->>2)
                and o.merged_into is null and o.id <> (x.j->>0)::uuid
             union all
             select o.id, false, similarity(${NAME('o')}, normalize_name(x.j->>3))::double precision
               from person o where o.birth_date = (x.j->>4)::date and o.merged_into is null and o.id <> (x.j->>0)::uuid
                and similarity(${NAME('o')}, normalize_name(x.j->>3)) >= ${LIKENESS}
           ) c order by c.id, c.same_ci desc
         ) p
        group by x.k`,
  },
  /** The alliance of a plan, with its model. */
  allianceOfPlan: {
    sql: (keys) =>
      `select t.id::text as k, ${row('a')} || jsonb_build_object('model', p.model) as v from plan t
         join alliance a on a.id = t.alliance_id
         left join alliance_profile p on p.record_id = a.id and p.standing = 'current'
        where t.id = any(${keys}::text[]::uuid[])`,
  },
  appraisalsOfPlan: listBy('appraisal', 'plan_id'),
  /** Measures that somebody still follows, of a plan and of an appraisal. */
  followedOfPlan: listBy('plan_measure', 'plan_id', 'uuid', FOLLOWED),
  measuresOfAppraisal: listBy('plan_measure', 'appraisal_id', 'uuid', FOLLOWED),
  // What a plan consists of, without what was taken out of it; and the plan of a part.
  itemsOfPlan: listBy('plan_item', 'plan_id', 'uuid', KEPT),
  flowsOfPlan: listBy('plan_flow', 'plan_id', 'uuid', KEPT),
  practicesOfPlan: listBy('plan_practice', 'plan_id', 'uuid', KEPT),
  measuresOfPlan: listBy('plan_measure', 'plan_id', 'uuid', ` and t.appraisal_id is null and t.state <> 'DESCARTADA'`),
  planOfItem: planOf('plan_item'),
  planOfFlow: planOf('plan_flow'),
  planOfPractice: planOf('plan_practice'),
  /**
   * The plan of an appraisal, with whoever wrote any version of the plan of that alliance: its words, its investments, years
   * and practices, and the measures that it had when it was presented. Those that follow from appraisals are no part of it.
   */
  planOfAppraisal: {
    sql: (keys) =>
      `select x.id::text as k, ${row('t')} || jsonb_build_object('authors', (
           select coalesce(jsonb_agg(distinct e.actor_id), '[]'::jsonb) from plan v
             join lateral (select s.entry_id from life_step s
                 where s.noun = 'plan' and s.subject_id = v.id and s.step in (${WRITING})
               ${PARTS.map(
                 ([noun, table]) => `union all select s.entry_id from ${table} p join life_step s on s.subject_id = p.id
                 where p.plan_id = v.id and s.noun = '${noun}'`,
               ).join(' ')}
               union all select s.entry_id from plan_measure p join life_step s on s.subject_id = p.id
                 where p.plan_id = v.id and p.appraisal_id is null and s.noun = 'planMeasure' and s.step in (${WRITING})
                   and not exists (select from life_step q join journal_entry qe on qe.id = q.entry_id
                     join journal_entry se on se.id = s.entry_id
                      where q.noun = 'plan' and q.subject_id = v.id and q.step = 'present' and qe.n < se.n)) w on true
             join journal_entry e on e.id = w.entry_id where v.alliance_id = t.alliance_id)) as v
         from appraisal x join plan t on t.id = x.plan_id where x.id = any(${keys}::text[]::uuid[])`,
  },
  /** The last version of the plan of an alliance, with its appraisals. */
  planOfAlliance: {
    nested: true,
    sql: (keys) =>
      `select distinct on (t.alliance_id) t.alliance_id::text as k, jsonb_build_object('called', t.called, 'state', t.state,
           'appraisals', (select coalesce(jsonb_agg(jsonb_build_object('dimension', x.dimension, 'state', x.state,
             'result', x.result)), '[]'::jsonb) from appraisal x where x.plan_id = t.id)) as v
         from plan t where t.alliance_id = any(${keys}::text[]::uuid[]) order by t.alliance_id, t.number desc`,
  },
  agreementsInForce: listBy('commercial_agreement', 'alliance_id', 'uuid', STANDING),
  /** The business agreements in force of the same alliance, except the one itself. */
  siblingAgreements: {
    many: true,
    sql: (keys) =>
      `select own.record_id::text as k, jsonb_agg(${row('t')}) as v from commercial_agreement own
         join commercial_agreement t on t.alliance_id = own.alliance_id and t.record_id <> own.record_id${STANDING}
        where own.record_id = any(${keys}::text[]::uuid[]) and own.standing = 'current' group by own.record_id`,
  },
  openConflictOfRecord: byColumn('conflict', 'record_id', 'uuid', ` and t.status = 'open'`),
  /**
   * Alliances that served a family or one joined with it; an organisation is given by the one that remains after
   * joining.
   */
  servicesOfFamily: {
    many: true,
    sql: (keys) =>
      `select x.k, jsonb_agg(jsonb_build_object('organisationId', a.organisation_id, 'allianceId', a.id,
        'unitId', a.unit_id, 'model', p.model,
             'state', a.state, 'member', m.left_on is null)) as v
         from unnest(${keys}::text[]) as x(k)
         join family asked on asked.id = x.k::uuid
         join family f on coalesce(f.merged_into, f.id) = coalesce(asked.merged_into, asked.id)
         join organisation_member m on m.family_id = f.id and m.standing = 'current' and not m.annulled
         join organisation o on o.id = m.organisation_id
         join alliance_root a on a.organisation_id = coalesce(o.merged_into, o.id)
         join alliance_profile p on p.record_id = a.id and p.standing = 'current'
        group by x.k`,
  },
  /** Key: the record of a membership. */
  organisationOfMember: {
    sql: (keys) =>
      `select m.record_id::text as k, ${row('o')} as v from organisation_member m join organisation o on o.id = m.organisation_id
        where m.record_id = any(${keys}::text[]::uuid[]) and m.standing = 'current'`,
  },
};
