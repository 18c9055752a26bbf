import { Link } from '@tanstack/react-router';
import type { AllianceState } from '../../../../domain/alliance/states.ts';
import { wordsOfStates } from '../../../../domain/alliance/states.ts';
import { committeeSession } from '../../../../domain/committee/session.ts';
import type { ActaView } from '../../../../domain/committee/views.ts';
import type { NounFileView } from '../../../../domain/kernel/noun/views.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import { committeeWords } from '../../../../domain/words/committee.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Failed, Loading } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { nounFileScreen } from '../../nouns/NounFileScreen.tsx';
import { Section } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { Decisions } from './ActaParts.tsx';
import { Many } from './Many.tsx';
import './committee.css';

const w = committeeWords.acta;

/** The state to which an alliance goes by what was decided of it. */
const goes: Readonly<Record<string, AllianceState>> = {
  APROBADA: 'APROBADA_COMITE',
  CON_RESOLUCION: 'APROBADA_COMITE',
  DIFERIDA: 'DIFERIDA',
  RECHAZADA: 'RECHAZADA',
};

/** Takes every alliance of a session with its acta to the state that was decided, in one act for each state. */
function Applied({ acta }: { acta: ActaView }) {
  const { me, may } = useSession();
  if (acta.state !== 'CON_ACTA' || !may.command('alliance.advance')) return null;
  const waiting = acta.decisions.filter((d) => d.allianceState === 'PRIORIZADA' && goes[d.state]);
  return (
    <Section title={w.apply}>
      <p className="muted">{waiting.length === 0 ? w.nothingLeft : w.applyHow}</p>
      <Many
        of={`committeeSession.${acta.id}`}
        acts={[...new Set(Object.values(goes))].map((to) => {
          const rows = waiting.filter((d) => goes[d.state] === to);
          return {
            command: 'alliance.advance',
            title: upperFirst(w.to(rows.length, wordsOfStates[to])),
            body: { to, reachedOn: me.system.today },
            rows: rows.map((d) => ({ id: d.allianceId, version: d.allianceVersion, called: `${d.code} · ${d.name}` })),
            look: to === 'APROBADA_COMITE' ? 'btn-main' : '',
          };
        })}
      />
    </Section>
  );
}

function Acta({ file }: { file: NounFileView }) {
  const found = useData<ActaView | null>('committeeSession.acta', { id: file.id });
  if (found.isPending) return <Loading lines={6} />;
  if (!found.data) return <Failed problem={toProblem(found.error)} onRetry={() => void found.refetch()} />;
  const acta = found.data;
  return (
    <>
      <Section
        title={w.open}
        actions={
          <Link to={`${committeeSession.path}/${acta.id}/acta` as never} className="btn no-print">
            <Icon name="print" size={18} /> {w.print}
          </Link>
        }
      >
        <p>
          {w.quorumOf(acta.members.filter((m) => m.state === 'PRESENTE').length, acta.quorum)}
          {acta.conflicts.length > 0 ? ` · ${w.conflicts}: ${acta.conflicts.length}` : ''}
        </p>
        <Decisions acta={acta} linked />
      </Section>
      <Applied acta={acta} />
    </>
  );
}

/** The file of a session: the same as of any noun, and below it who sat, what they decided, and the act that carries it out. */
export default nounFileScreen('committeeSession', { more: (file) => <Acta file={file} /> });
