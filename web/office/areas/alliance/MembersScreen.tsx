import { Link, useParams } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { FamilyFindView, FoundFamily, MemberRow } from '../../../../domain/alliance/registerViews.ts';
import type { AllianceView } from '../../../../domain/alliance/views.ts';
import type { FormValues } from '../../../../domain/kernel/form.ts';
import { captureWords } from '../../../../domain/words/capture.ts';
import { memberWords as w } from '../../../../domain/words/members.ts';
import { newId } from '../../../local/ids.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Empty } from '../../../ui/states/States.tsx';
import { LevelBadge } from '../../parts/Badge.tsx';
import { CommandDialog } from '../../parts/CommandForm.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { FilterBar, FlagFilter } from '../../parts/Filters.tsx';
import { Page } from '../../parts/Page.tsx';
import { dayOr } from '../../parts/written.ts';
import { useSession } from '../../session.tsx';
import { useData, useQueryPage } from '../../useQueryPage.ts';
import { Act } from './Act.tsx';
import { JoinFamily, mayJoin } from './JoinFamily.tsx';
import { cardOf, correctSpecs, enrolBody, enrolSpecs, leaveSpecs, sameCardSpec } from './memberForms.ts';

const none = <span className="missing">s/d</span>;

const columns: readonly Column<MemberRow>[] = [
  { id: 'name', title: w.name, main: true, cell: (m) => m.name ?? <span className="missing">{w.noName}</span> },
  { id: 'ci', title: w.ci, cell: (m) => (m.ci ? <span className="num">{m.ci}</span> : none) },
  { id: 'sex', title: w.sex, cell: (m) => (m.sex ? captureWords.sex[m.sex] : none) },
  { id: 'born', title: w.born, cell: (m) => <span className="num">{dayOr(m.birthDate, 's/d')}</span> },
  { id: 'joined', title: w.joined, cell: (m) => <span className="num">{dayOr(m.joinedOn, 's/d')}</span> },
  { id: 'left', title: w.leftOn, hidden: true, cell: (m) => <span className="num">{dayOr(m.leftOn, '—')}</span> },
  { id: 'level', title: w.level, cell: (m) => <LevelBadge level={m.level} /> },
];

/**
 * The families of an alliance's organisation, listed by the person who represents each: to enrol, correct or end a
 * membership.
 */
export default function MembersScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const page = useQueryPage<MemberRow>('member.list', { byUnit: false, fixed: { allianceId: id } });
  const { me, may } = useSession();
  const { data: alliance } = useData<AllianceView>('alliance.get', { id });
  const [open, setOpen] = useState<'enrol' | 'join' | null>(null);
  const close = useCallback(() => setOpen(null), []);
  return (
    <Page
      title={w.title}
      lead={w.lead}
      asOf={page.asOf}
      above={
        <Link to={`/alianzas/${id}` as never} className="back no-print">
          <Icon name="left" size={16} /> {alliance?.name ?? 'Expediente'}
        </Link>
      }
      actions={
        <>
          {mayJoin(may) ? (
            <button type="button" className="btn" onClick={() => setOpen('join')}>
              {w.join.act}
            </button>
          ) : null}
          {may.command('family.enrol') ? (
            <button type="button" className="btn btn-main" onClick={() => setOpen('enrol')}>
              {w.enrol}
            </button>
          ) : null}
        </>
      }
    >
      <FilterBar page={page}>
        <FlagFilter page={page} name="left" label={w.left} />
      </FilterBar>
      <DataTable
        page={page}
        columns={columns}
        rowId={(m) => m.id}
        title={w.title}
        exports
        actions={
          may.command('member.correct')
            ? (m) =>
                m.leftOn ? null : (
                  <span className="row row-line">
                    <Act
                      kind="member.correct"
                      title={w.correct}
                      subjectId={m.id}
                      baseVersion={m.version}
                      form={() => ({
                        specs: correctSpecs,
                        initial: { representativeSex: m.sex, joinedOn: m.joinedOn },
                        toBody: (values) => ({
                          allianceId: id,
                          ...(values.representativeSex === m.sex
                            ? {}
                            : { representativeSex: values.representativeSex ?? null }),
                          ...(values.joinedOn === m.joinedOn ? {} : { joinedOn: values.joinedOn ?? null }),
                        }),
                      })}
                    />
                    <Act
                      kind="member.leave"
                      title={w.leave}
                      subjectId={m.id}
                      baseVersion={m.version}
                      look="btn-quiet"
                      form={() => ({
                        specs: leaveSpecs,
                        initial: { leftOn: me.system.today },
                        toBody: ({ leftOn, reason }) => ({ allianceId: id, leftOn, reason }),
                        danger: true,
                      })}
                    />
                  </span>
                )
            : undefined
        }
        empty={
          <Empty icon="users" title={w.empty}>
            {w.emptyHow}
          </Empty>
        }
      />
      {open === 'enrol' ? <Enrol allianceId={id} onClose={close} /> : null}
      {open === 'join' ? <JoinFamily allianceId={id} onClose={close} /> : null}
    </Page>
  );
}

/** Families in which somebody has this card; none while the card is incomplete. */
function useCardHolders(allianceId: string, card: string | null): readonly FoundFamily[] {
  const found = useData<FamilyFindView>('family.find', { allianceId, text: card ?? '' }, { enabled: card !== null });
  return card === null ? [] : (found.data?.rows ?? []);
}

function Enrol({ allianceId, onClose }: { allianceId: string; onClose: () => void }) {
  const { me } = useSession();
  const [ids] = useState(() => ({ subject: newId(), familyId: newId(), holder: newId(), spouse: newId() }));
  const [spouse, setSpouse] = useState(false);
  const [cards, setCards] = useState<readonly [string | null, string | null]>([null, null]);
  const follow = useCallback((values: FormValues) => {
    const married = values.hasSpouse === 'si';
    setSpouse(married);
    setCards([cardOf(values, 'holder'), married ? cardOf(values, 'spouse') : null]);
  }, []);
  // Asked before saving, because the same card in the same organisation is nearly always the same family enrolled
  // again.
  const [holder, partner] = [useCardHolders(allianceId, cards[0]), useCardHolders(allianceId, cards[1])];
  const known = sameCardSpec(
    cards.flatMap((card) => card ?? []),
    [...holder, ...partner],
  );
  return (
    <CommandDialog
      opened
      title={w.enrol}
      kind="family.enrol"
      subjectId={ids.subject}
      baseVersion={null}
      draftKey={`family.enrol.${allianceId}`}
      specs={enrolSpecs(spouse, known)}
      initial={{ joinedOn: me.system.today }}
      toBody={(values) => enrolBody(allianceId, ids, values)}
      onValues={follow}
      submitLabel={w.enrol}
      onClose={onClose}
      onDone={onClose}
    />
  );
}
