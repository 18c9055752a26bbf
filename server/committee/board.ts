import * as z from 'zod/mini';
import type { AllianceState } from '../../domain/alliance/states.ts';
import { fitOf } from '../../domain/committee/fit.ts';
import { committeeReaders } from '../../domain/committee/hands.ts';
import { type ByCriteria, type Cut, criteriaFor, rank, running, type Scored } from '../../domain/committee/rank.ts';
import { ranking } from '../../domain/committee/ranking.ts';
import type { BoardRun, BoardView, RankableRow } from '../../domain/committee/views.ts';
import { isId } from '../../domain/kernel/ids.ts';
import { PROGRAMME } from '../../domain/kernel/noun/noun.ts';
import { readOn } from '../../domain/monitoring/parameters.ts';
import { FIXED } from '../commands/loadersCommittee.ts';
import { readParameters } from '../commands/readParameters.ts';
import { reachSql } from '../nouns/reach.ts';
import { ALLIANCE_FROM } from '../queries/alliance/reach.ts';
import { defineQuery, type Reading } from '../queries/query.ts';

interface Params {
  readonly ids: string;
}

/** The most runs that are compared side by side. */
const MOST = 4;

interface RunRow extends Omit<BoardRun, 'criteria' | 'rows'> {
  readonly source: string;
  readonly fixed: boolean;
}

interface EntryRow {
  readonly rankingId: string;
  readonly allianceId: string;
  readonly code: string;
  readonly name: string;
  readonly state: AllianceState;
  readonly version: number;
  readonly model: number | null;
  readonly product: string | null;
  readonly municipality: string | null;
  readonly department: string | null;
  readonly rural: boolean | null;
  readonly legal: boolean;
  readonly families: number | null;
  readonly women: number | null;
  readonly amountPar: number;
  readonly amountCounterpart: number | null;
}

interface ScoreRow extends Scored {
  readonly rankingId: string;
}

type CriterionRow = ByCriteria['criteria'][number] & { readonly name: string };

/** Runs within reach, with the id of the run whose alliances and scores each uses. */
async function runsOf({ db, params, scopes, actor }: Reading<Params>): Promise<RunRow[]> {
  const values: unknown[] = [params.ids.split(',')];
  return db.query<RunRow & Record<string, unknown>>(
    `select t.id, t.name, t.unit_id as "unitId", u.short_name as "unitName", t.year, t.budget, t.cut, t.state,
        t.base_id as "baseId", coalesce(t.base_id, t.id) as source, ${FIXED} as fixed
       from ranking r join ranking t on t.id = r.id join operating_unit u on u.code = t.unit_id
      where t.id = any($1::text[]::uuid[]) and ${reachSql(ranking, 't', scopes, actor.id, values)}
      order by array_position($1::text[], t.id::text)`,
    values,
  );
}

/**
 * `ranking.board`: runs with their alliances in order and the budget line across them. Of the first run also the others
 * of its unit and year, and the alliances that could still be brought into it.
 */
export const rankingBoard = defineQuery<Params, BoardView>({
  name: 'ranking.board',
  title: 'ver una priorización con su línea de presupuesto',
  by: committeeReaders,
  params: z.object({
    ids: z.string().check(
      z.refine((text) => {
        const ids = text.split(',');
        return ids.length <= MOST && ids.every(isId);
      }),
    ),
  }) as unknown as z.ZodMiniType<Params>,
  run: async (reading) => {
    const { db, today, scopes, actor } = reading;
    const runs = await runsOf(reading);
    const sources = [...new Set(runs.map(({ source }) => source))];
    const entries = await db.query<EntryRow & Record<string, unknown>>(
      `select e.ranking_id as "rankingId", e.alliance_id as "allianceId", a.code, a.name, a.state, a.version, p.model,
          pr.name as product, m.name as municipality, d.name as department, p.rural_confirmed as rural,
          o.legal_status_number is not null as legal, e.families, e.women, e.amount_par as "amountPar",
          e.amount_counterpart as "amountCounterpart"
         from ranking_entry e join ${ALLIANCE_FROM} on a.id = e.alliance_id
         join organisation o on o.id = a.organisation_id
         left join product pr on pr.code = p.product_code left join municipality m on m.code = p.municipality_code
         left join department d on d.code = m.department_code
        where e.ranking_id = any($1::text[]::uuid[]) and e.state = 'CONSIDERADA' order by e.alliance_id`,
      [sources],
    );
    const scores = await db.query<ScoreRow & Record<string, unknown>>(
      `select ranking_id as "rankingId", alliance_id as "allianceId", criterion_id as "criterionId", points, weight
         from priority_score where ranking_id = any($1::text[]::uuid[]) and state = 'PUESTO'`,
      [sources],
    );
    const criteria = await db.query<CriterionRow & Record<string, unknown>>(
      `select id, name, state, weight, valid_from as "validFrom", valid_to as "validTo" from priority_criterion
        order by weight desc, name, id`,
    );
    const parameter = readOn(await readParameters(db), today, PROGRAMME);
    const told = runs.map(({ source, fixed, ...run }): BoardRun => {
      const put = scores.filter((s) => s.rankingId === source);
      const by = criteriaFor({ fixed, scores: put, criteria }, today);
      const weights = new Map(by.map((c) => [c.id, c.weight]));
      const own = put.map((s) => ({ ...s, weight: weights.get(s.criterionId) ?? s.weight }));
      const placed = rank(running(entries.filter((e) => e.rankingId === source)), own, {
        budget: run.budget,
        cut: run.cut as Cut,
        criteria: by.map(({ id }) => id),
      });
      return {
        ...run,
        criteria: by.map(({ id, name, weight, state }) => ({ id, name, weight, state })),
        rows: placed.map(({ candidate, ...place }) => {
          const { rankingId: _run, rural, legal, ...row } = candidate;
          return {
            ...row,
            ...place,
            points: Object.fromEntries(
              own.filter((s) => s.allianceId === row.allianceId).map((s) => [s.criterionId, s.points]),
            ),
            fit: fitOf({ ...row, rural, legalPersonality: legal }, parameter),
          };
        }),
      };
    });
    const [first] = runs;
    if (!first) return { runs: [], others: [], rankable: [] };
    const values: unknown[] = [first.unitId, first.year, runs.map(({ id }) => id)];
    const others = await db.query<BoardView['others'][number] & Record<string, unknown>>(
      `select t.id, t.name, t.state from ranking t where t.unit_id = $1 and t.year = $2 and t.state <> 'DESCARTADA'
          and t.id <> all($3::text[]::uuid[]) and ${reachSql(ranking, 't', scopes, actor.id, values)}
        order by t.state_since desc, t.name limit 50`,
      values,
    );
    const rankable =
      first.state === 'BORRADOR' && first.baseId === null
        ? await db.query<RankableRow & Record<string, unknown>>(
            `select a.id, a.code, a.name, p.amount_par as "amountPar", p.amount_counterpart as "amountCounterpart",
                p.families_declared as families, p.women_declared as women from ${ALLIANCE_FROM}
              where a.unit_id = $1 and a.state in ('PLAN_VIABLE', 'DIFERIDA') and not exists
                (select 1 from ranking_entry e where e.ranking_id = $2 and e.alliance_id = a.id and e.state = 'CONSIDERADA')
              order by a.code limit 400`,
            [first.unitId, first.id],
          )
        : [];
    return { runs: told, others, rankable };
  },
});
