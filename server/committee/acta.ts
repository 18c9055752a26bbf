import * as z from 'zod/mini';
import { sessionReaders } from '../../domain/committee/hands.ts';
import type { ActaRow, ActaView } from '../../domain/committee/views.ts';
import { idSchema } from '../../domain/kernel/envelope.ts';
import { PROGRAMME } from '../../domain/kernel/noun/noun.ts';
import { parameterOn } from '../../domain/monitoring/parameters.ts';
import { readParameters } from '../commands/readParameters.ts';
import { defineQuery, scopeSql } from '../queries/query.ts';

interface Params {
  readonly id: string;
}

type Session = Omit<ActaView, 'quorum' | 'members' | 'conflicts' | 'decisions'>;

/**
 * `committeeSession.acta`: a session as its acta tells it: who sat, what ties were declared, what was decided. Names of
 * persons are for who sees personal data.
 */
export const sessionActa = defineQuery<Params, ActaView | null>({
  name: 'committeeSession.acta',
  title: 'ver el acta de una sesión del Comité',
  by: sessionReaders,
  params: z.object({ id: idSchema }) as unknown as z.ZodMiniType<Params>,
  run: async ({ db, params, view, today, scopes }) => {
    const values: unknown[] = [params.id];
    const [session] = await db.query<Session & Record<string, unknown>>(
      `select id, number, state, planned_on as "plannedOn", held_on as "heldOn", venue from committee_session s
        where id = $1 and ${scopeSql(scopes, { session: 's.id' }, values)}`,
      values,
    );
    if (!session) return null;
    const whole = view === 'full';
    const members = await db.query<ActaView['members'][number] & Record<string, unknown>>(
      `select id, case when $2 then name end as name, entity, coalesce(chairs, false) as chairs, state
         from committee_member where session_id = $1 order by chairs desc nulls last, entity, id`,
      [params.id, whole],
    );
    const conflicts = await db.query<ActaView['conflicts'][number] & Record<string, unknown>>(
      `select i.id, case when $2 then m.name end as member, a.name as alliance, case when $2 then i.reason end as reason
         from interest_conflict i join committee_member m on m.id = i.member_id join alliance a on a.id = i.alliance_id
        where m.session_id = $1 and i.state = 'DECLARADO' order by a.name, i.id`,
      [params.id, whole],
    );
    const decisions = await db.query<ActaRow & Record<string, unknown>>(
      `select d.id, d.alliance_id as "allianceId", a.version as "allianceVersion", a.code, a.name, a.state as "allianceState",
          u.short_name as "unitName", d.state, d.amount_par as "amountPar", d.amount_counterpart as "amountCounterpart",
          d.observations, r.number as resolution
         from committee_decision d join alliance a on a.id = d.alliance_id left join operating_unit u on u.code = d.unit_id
         left join resolution r on r.id = d.resolution_id
        where d.session_id = $1 and d.state <> 'RETIRADA' order by u.short_name, a.code`,
      [params.id],
    );
    const quorum = parameterOn(await readParameters(db), 'committeeQuorum', session.heldOn ?? today, PROGRAMME);
    return { ...session, quorum, members, conflicts, decisions };
  },
});
