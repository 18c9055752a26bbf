import { measures } from '../domain/monitoring/indicators.ts';
import type { Executor } from '../server/db/database.ts';

/** Something that people open: who opens it, and the address that the screen requests. */
export interface Opened {
  readonly who: 'nation' | 'unit' | 'field' | 'lender' | 'audit' | 'system' | 'anybody';
  readonly path: string;
}

/** Log-ins of the demonstration portfolio, one for each reach that makes a difference. */
export const people: Readonly<Record<Exclude<Opened['who'], 'anybody'>, string>> = {
  nation: 'demo.me',
  unit: 'demo.oficial',
  field: 'demo.acompanante',
  lender: 'demo.banco',
  audit: 'demo.auditor',
  system: 'demo.admin.ti',
};

interface Found extends Record<string, unknown> {
  readonly alliance: string;
  readonly code: string;
  readonly organisation: string;
  readonly municipality: string;
  readonly product: string;
  readonly visit: string;
  readonly version: string;
  readonly sale: string;
  readonly conflict: string | null;
  readonly batch: string | null;
  readonly author: string;
  readonly member: string;
}

/** The ids used in the addresses: the alliance with the most records, and rows of it. */
async function examples(db: Executor): Promise<Found> {
  const [found] = await db.query<Found>(
    `with busiest as (select alliance_id as id from visit group by 1 order by count(*) desc, 1 limit 1)
     select a.id as alliance, a.code, a.organisation_id as organisation, p.municipality_code as municipality, p.product_code as product,
       v.record_id as visit, v.id as version, v.author_id as author,
       (select record_id from sale order by (alliance_id = a.id) desc, occurred_on desc, id limit 1) as sale,
       (select id from conflict order by id limit 1) as conflict,
         (select id from verification_batch order by cardinality(rest) desc, id limit 1) as batch,
       (select m.record_id from organisation_member m where m.organisation_id = a.organisation_id order by m.id limit 1) as member
     from busiest b join alliance a on a.id = b.id join alliance_profile p on p.record_id = a.id and p.standing = 'current'
     join lateral (select * from visit where alliance_id = a.id and standing = 'current' order by occurred_on desc, id limit 1) v on true`,
  );
  if (!found) throw new Error('the portfolio has no visits');
  return found;
}

/**
 * Every screen and page that is opened often, with its filters.
 * @param today the last day of the portfolio
 */
export async function whatPeopleOpen(db: Executor, today: string): Promise<Opened[]> {
  const x = await examples(db);
  const year = today.slice(0, 4);
  const last = String(Number(year) - 1);
  const month = today.slice(0, 7);
  const q = (who: Opened['who'], ...paths: string[]): Opened[] =>
    paths.map((path) => ({ who, path: `/api/q/${path}` }));
  const pages = (...paths: string[]): Opened[] => paths.map((path) => ({ who: 'anybody', path }));
  return [
    ...q('nation', 'work.list', 'notification.list', 'alliance.portfolio', 'alliance.map'),
    ...q('unit', 'work.list', 'notification.list', 'alliance.portfolio', 'alliance.map', 'alliance.list'),
    ...q('field', 'work.list', 'notification.list', 'alliance.list'),
    ...q(
      'lender',
      'alliance.portfolio',
      'alliance.list',
      `alliance.get?id=${x.alliance}`,
      `alliance.journal?allianceId=${x.alliance}`,
      'indicator.list',
    ),
    ...q(
      'nation',
      ...[
        '',
        '?page=10',
        '?text=quinua',
        '?text=zzzz',
        `?text=${x.code}`,
        '?unit=LPZ',
        '?state=EN_OPERACION',
        '?model=2',
        `?municipality=${x.municipality}`,
        `?product=${x.product}`,
        '?gaps=1',
        '?suspended=1',
        '?attended=0',
        '?unvisited=1',
        `?userId=${x.author}`,
        '?sort=-lastVisitOn',
        '?sort=organisation',
        '?format=csv',
        '?format=xlsx',
      ].map((filter) => `alliance.list${filter}`),
      `alliance.get?id=${x.alliance}`,
      `alliance.journal?allianceId=${x.alliance}`,
      `visit.get?id=${x.visit}`,
      `sale.get?id=${x.sale}`,
      `member.list?allianceId=${x.alliance}`,
      'organisation.list',
      'organisation.list?text=productores',
      'organisationOffice.list',
      'yearlyStatement.list',
      'capacityDiagnosis.list',
      'changeRequest.list',
      'community.list',
      'community.list?text=villa',
      'municipality.list',
      'buyer.find?text=andina',
      `duplicate.list`,
      'conflict.list',
      'conflict.list?status=settled',
      'held.list',
      'import.list',
      'catalogue',
      'parameter.list',
    ),
    ...q(
      'unit',
      `family.find?allianceId=${x.alliance}&text=mamani`,
      `family.find?allianceId=${x.alliance}&text=quispe%20maria`,
    ),
    ...(x.conflict ? q('nation', `conflict.get?id=${x.conflict}`) : []),
    ...q(
      'nation',
      'verification.batches',
      'verification.batches?done=1',
      `verification.batches?month=${month}`,
      'verification.batches?noun=visit&stage=nation',
    ),
    ...q('unit', 'verification.batches'),
    ...q('nation', `verification.record?noun=visit&versionId=${x.version}`),
    ...(x.batch ? q('nation', `verification.batch?id=${x.batch}`) : []),
    ...q(
      'nation',
      'indicator.list',
      `indicator.list?period=${last}`,
      'indicator.list?unit=LPZ',
      'indicator.table',
      'territory.places',
    ),
    ...q('unit', 'indicator.list', `indicator.list?period=${last}`),
    ...measures.flatMap((m) =>
      q(
        'nation',
        `indicator.figure?measure=${m.code}`,
        `indicator.trend?measure=${m.code}`,
        `indicator.evidence?measure=${m.code}`,
        `indicator.evidence?measure=${m.code}&dimension=unit&key=LPZ`,
        `indicator.table?measure=${m.code}`,
      ),
    ),
    // Figures of a closed year, computed from the records; bench:figure measures each measure by itself.
    ...['R5', 'N8-datos'].flatMap((m) =>
      q('nation', `indicator.figure?measure=${m}&period=${last}`, `indicator.evidence?measure=${m}&period=${last}`),
    ),
    ...q('unit', 'indicator.figure?measure=R5', 'indicator.evidence?measure=R5'),
    ...q(
      'audit',
      'journal.list',
      'journal.list?page=200',
      'journal.list?kind=visit.register',
      'journal.list?kind=record.verify',
      'journal.list?unit=LPZ',
      `journal.list?actorId=${x.author}`,
      `journal.list?from=${month}-01`,
      `journal.list?to=${last}-06-30`,
      'journal.list?text=quinua',
      'journal.list?text=40000',
      `journal.list?subjectId=${x.visit}`,
      'access.list',
    ),
    ...q(
      'system',
      'user.list',
      'user.list?text=mamani',
      `user.get?id=${x.author}`,
      'device.list',
      'session.list?all=1',
      'token.list?all=1',
      'system.status',
      'integrity.heads',
    ),
    ...q('system', 'role.pending', 'delegation.list', 'me.account'),
    ...q('unit', 'delegation.colleagues'),
    { who: 'field', path: '/api/sync' },
    ...pages(
      '/',
      '/alianzas',
      '/alianzas?pagina=5',
      `/alianzas?producto=${x.product}`,
      `/alianzas/${x.code}`,
      '/mapa',
      '/municipios',
      `/municipios/${x.municipality}`,
    ),
    ...pages(
      ...measures.map((m) => `/indicadores/${m.code}`),
      '/datos',
      '/integridad',
      '/datos/alianzas.csv',
      '/datos/cifras.csv',
    ),
  ];
}
