import { Link } from '@tanstack/react-router';
import { committeeDecision, committeeDecisionLife } from '../../../../domain/committee/decision.ts';
import { committeeMemberLife } from '../../../../domain/committee/member.ts';
import type { ActaView } from '../../../../domain/committee/views.ts';
import { writtenBs } from '../../../../domain/kernel/money.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import { committeeWords } from '../../../../domain/words/committee.ts';

const w = committeeWords.acta;
const none = <span className="missing">s/d</span>;

export function Members({ acta }: { acta: ActaView }) {
  const present = acta.members.filter((m) => m.state === 'PRESENTE').length;
  return (
    <>
      <p>{w.quorumOf(present, acta.quorum)}</p>
      {acta.members.length > 0 ? (
        <div className="table-scroll">
          <table className="table">
            <caption className="only-read">{w.members}</caption>
            <thead>
              <tr>
                <th scope="col">{w.members}</th>
                <th scope="col">{w.entity}</th>
                <th scope="col">{w.attendance}</th>
                <th scope="col">{w.signature}</th>
              </tr>
            </thead>
            <tbody>
              {acta.members.map((m) => (
                <tr key={m.id}>
                  <th scope="row" className="table-main">
                    {m.name ?? m.entity}
                    {m.chairs ? <span className="cell-sub">{w.chairs}</span> : null}
                  </th>
                  <td data-title={w.entity}>{m.entity}</td>
                  <td data-title={w.attendance}>{upperFirst(committeeMemberLife.states[m.state]?.name ?? m.state)}</td>
                  <td data-title={w.signature} className="to-sign" />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </>
  );
}

export function Conflicts({ acta }: { acta: ActaView }) {
  if (acta.conflicts.length === 0) return <p className="muted">{w.noConflicts}</p>;
  return (
    <ul className="plain-list">
      {acta.conflicts.map((c) => (
        <li key={c.id}>
          <strong>{c.member ?? '—'}</strong> · {c.alliance}
          {c.reason ? <span className="muted"> · {c.reason}</span> : null}
        </li>
      ))}
    </ul>
  );
}

export function Decisions({ acta, linked = false }: { acta: ActaView; linked?: boolean }) {
  if (acta.decisions.length === 0) return <p className="muted">{w.noDecisions}</p>;
  const approved = acta.decisions.filter((d) => d.state === 'APROBADA' || d.state === 'CON_RESOLUCION');
  const sum = (of: (d: ActaView['decisions'][number]) => number) => approved.reduce((all, d) => all + of(d), 0);
  return (
    <div className="table-scroll">
      <table className="table">
        <caption className="only-read">{w.decisions}</caption>
        <thead>
          <tr>
            <th scope="col">{w.alliance}</th>
            <th scope="col">{w.unit}</th>
            <th scope="col" className="end">
              {w.par}
            </th>
            <th scope="col" className="end">
              {w.counterpart}
            </th>
            <th scope="col">{w.decision}</th>
          </tr>
        </thead>
        <tbody>
          {acta.decisions.map((d) => (
            <tr key={d.id}>
              <th scope="row" className="table-main">
                {linked ? <Link to={`${committeeDecision.path}/${d.id}` as never}>{d.name}</Link> : d.name}
                <span className="cell-sub mono">{d.code}</span>
              </th>
              <td data-title={w.unit}>{d.unitName ?? none}</td>
              <td data-title={w.par} className="num end">
                <span className="no-break">{writtenBs(d.amountPar)}</span>
              </td>
              <td data-title={w.counterpart} className="num end">
                <span className="no-break">{writtenBs(d.amountCounterpart)}</span>
              </td>
              <td data-title={w.decision}>
                {upperFirst(committeeDecisionLife.states[d.state]?.name ?? d.state)}
                {d.observations ? <span className="cell-sub">{d.observations}</span> : null}
                {d.resolution ? <span className="cell-sub">{`${w.resolution} ${d.resolution}`}</span> : null}
              </td>
            </tr>
          ))}
          <tr className="budget-line">
            <th scope="row">{w.total(approved.length)}</th>
            <td />
            <td className="num end">
              <span className="no-break">{writtenBs(sum((d) => d.amountPar))}</span>
            </td>
            <td className="num end">
              <span className="no-break">{writtenBs(sum((d) => d.amountCounterpart))}</span>
            </td>
            <td />
          </tr>
        </tbody>
      </table>
    </div>
  );
}
