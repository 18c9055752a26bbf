import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { writtenDay, writtenMonth } from '../../../../domain/kernel/dates.ts';
import { upperFirst } from '../../../../domain/kernel/text.ts';
import type { Answer } from '../../../../domain/kernel/views.ts';
import { REASON_LENGTH } from '../../../../domain/monitoring/review.ts';
import type { BatchItem, BatchView, ReviewRecordView } from '../../../../domain/monitoring/views.ts';
import { captureWords } from '../../../../domain/words/capture.ts';
import { verificationWords as w } from '../../../../domain/words/monitoring.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Empty, Failed, Loading, Note } from '../../../ui/states/States.tsx';
import { ask, queryPath, toProblem } from '../../api.ts';
import { Page } from '../../parts/Page.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { BatchQueue } from './BatchQueue.tsx';
import { DecisionBar, REASON_FIELD } from './DecisionBar.tsx';
import { decidesAt } from './entitled.ts';
import { type Observation, ObserveDialog } from './ObserveDialog.tsx';
import { RestPanel } from './RestPanel.tsx';
import { ReviewPanel, recordQuestion } from './ReviewPanel.tsx';
import { nounsName } from './records.ts';
import { useDelayed } from './useDelayed.ts';
import { useReviewKeys } from './useReviewKeys.ts';
import { useSend } from './useSend.ts';
import './batch.css';

const OTHERS_MS = 20_000;
const waits = (i: BatchItem) => i.decision === null && !i.gone;

/** A batch: records with signals and the sample are decided one by one with single keys; then the rest with one act. */
export default function BatchScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  // Two people may work on one batch: the decisions of the other appear without reloading.
  const found = useData<BatchView>('verification.batch', { id }, { refetchMs: OTHERS_MS });
  if (found.isPending) return <Loading lines={12} />;
  if (!found.data) return <Failed whole problem={toProblem(found.error)} onRetry={() => void found.refetch()} />;
  return <Batch key={id} batch={found.data} />;
}

function Batch({ batch: read }: { batch: BatchView }) {
  const { me } = useSession();
  const client = useQueryClient();
  const acts = useSend();
  const delayed = useDelayed();
  const [notes, setNotes] = useState<Readonly<Record<string, string>>>({});
  const approved = read.stage === 'unit' ? 'verified' : 'validated';
  /** The batch as it was loaded, with the decisions made here that are not answered yet. */
  const batch = useMemo(
    (): BatchView => ({
      ...read,
      items: read.items.map((i) =>
        delayed.underWay.has(i.versionId) ? { ...i, decision: approved, decidedByName: me.user.name } : i,
      ),
    }),
    [read, delayed.underWay, approved, me.user.name],
  );
  const oneByOne = useMemo(() => batch.items.filter((i) => i.group !== 'rest'), [batch.items]);
  const [chosen, setChosen] = useState<string | null>(() => (oneByOne.find(waits) ?? oneByOne[0])?.versionId ?? null);
  const [observing, setObserving] = useState(false);
  const at = oneByOne.findIndex((i) => i.versionId === chosen);
  const item = oneByOne[at] ?? null;
  const mine = decidesAt(me, batch.stage, batch.unitId);
  const done = batch.items.filter((i) => !waits(i)).length;
  const all = batch.items.length;

  // The next two records are loaded in advance, so that a decision does not have to wait.
  useEffect(() => {
    for (const next of oneByOne.slice(at + 1, at + 3)) {
      const [name, params] = recordQuestion(batch.noun, next.versionId);
      void client.prefetchQuery({
        queryKey: ['q', name, queryPath(name, params)],
        queryFn: ({ signal }) => ask(name, params, signal),
        staleTime: 60_000,
      });
    }
  }, [at, batch.noun, client, oneByOne]);

  // The reader has one batch less waiting, so the bell loads its number again.
  useEffect(() => {
    if (done === all) void client.invalidateQueries({ queryKey: ['q', 'notification.list'] });
  }, [done, all, client]);

  /**
   * Marks the decided records in the loaded batch without loading it again; other screens reload when they are opened.
   */
  const decided = useCallback(
    (versionIds: ReadonlySet<string>, decision: BatchItem['decision']) => {
      const path = queryPath('verification.batch', { id: batch.id });
      // An answer on its way was written before this decision, so it is cancelled.
      void client.cancelQueries({ queryKey: ['q', 'verification.batch', path] });
      client.setQueryData<Answer<BatchView>>(['q', 'verification.batch', path], (before) =>
        before
          ? {
              ...before,
              data: {
                ...before.data,
                items: before.data.items.map((i) =>
                  versionIds.has(i.versionId) ? { ...i, decision, decidedByName: me.user.name } : i,
                ),
              },
            }
          : before,
      );
      void client.invalidateQueries({ queryKey: ['q'], refetchType: 'none' });
    },
    [client, batch.id, me.user.name],
  );
  const goTo = (to: number) => {
    const next = oneByOne[to];
    if (!next) return;
    acts.forget();
    setChosen(next.versionId);
  };
  const goOn = (from: BatchItem) => {
    const start = oneByOne.findIndex((i) => i.versionId === from.versionId);
    const next = [...oneByOne.slice(start + 1), ...oneByOne.slice(0, start)].find(waits);
    setChosen((now) => (now === from.versionId ? (next?.versionId ?? null) : now));
  };
  /**
   * The record as shown on the screen; null while it is loading, because nobody may decide on a record they have not
   * seen.
   */
  const inHand = () =>
    (item
      ? client.getQueryData<Answer<ReviewRecordView>>([
          'q',
          recordQuestion(batch.noun, item.versionId)[0],
          queryPath(...recordQuestion(batch.noun, item.versionId)),
        ])
      : undefined
    )?.data ?? null;
  /** Loads the batch again after a refusal, because somebody else may have decided meanwhile. */
  const readAgain = () => void client.invalidateQueries({ queryKey: ['q', 'verification.batch'] });
  const approve = async () => {
    const seen = inHand();
    const step = batch.stage === 'unit' ? 'verify' : 'validate';
    if (!item || !mine || !waits(item) || acts.sending || !seen || seen.refusal[step]) return;
    const note = notes[item.versionId]?.trim() ?? '';
    // A record with signals needs more than one key: first a reason for approving it.
    if (seen.needsReason[step] && note.length < REASON_LENGTH) {
      document.getElementById(REASON_FIELD)?.focus();
      return;
    }
    const kind = batch.stage === 'unit' ? 'record.verify' : 'record.validate';
    // The field of the reason loses the focus, so that the next key decides again and is not typed into the next
    // record's reason.
    document.getElementById(REASON_FIELD)?.blur();
    goOn(item);
    await delayed.put({
      key: item.versionId,
      what: item.title,
      run: async () => {
        const result = await acts.send(`${kind}:${item.versionId}`, kind, {
          noun: batch.noun,
          items: [{ recordId: item.recordId, versionId: item.versionId }],
          batchId: batch.id,
          oneByOne: true,
          note: note || null,
        });
        if (result) return decided(new Set([item.versionId]), approved);
        // The decision was not accepted: the screen goes back to this record and shows the refusal.
        setChosen(item.versionId);
        readAgain();
      },
    });
  };
  const undo = () => {
    const back = delayed.undo();
    if (back) setChosen(back);
  };
  const observe = async (said: Observation) => {
    if (!item) return;
    const result = await acts.send(`observe:${item.versionId}`, 'record.observe', {
      noun: batch.noun,
      item: { recordId: item.recordId, versionId: item.versionId },
      ...said,
      batchId: batch.id,
    });
    if (!result) return;
    setObserving(false);
    decided(new Set([item.versionId]), 'observed');
    goOn(item);
  };
  const openObserve = () => {
    if (!item || !mine || !waits(item) || inHand()?.refusal.observe !== null) return;
    acts.forget();
    setObserving(true);
  };
  useReviewKeys({
    approve: () => void approve(),
    observe: openObserve,
    undo,
    next: () => goTo(at + 1),
    previous: () => goTo(at - 1),
  });

  const sample = batch.items.filter((i) => i.group === 'sample').length;
  const title = `${upperFirst(nounsName(batch.noun))} de ${writtenMonth(batch.month)}`;
  return (
    <Page
      title={title}
      above={
        <Link to={'/verificacion' as never} className="back no-print">
          <Icon name="left" size={16} /> {w.back}
        </Link>
      }
      lead={
        <>
          {captureWords.stages[batch.stage]} · {batch.unitName}
          <details className="seed">
            <summary>{w.drawn(batch.drawnByName, writtenDay(batch.drawnOn))}</summary>
            <p className="small">{w.seedWhy(batch.population, sample)}</p>
            <p className="small">
              {w.seed}: <span className="mono seed-text">{batch.seed}</span>
            </p>
          </details>
        </>
      }
    >
      <div className="batch-progress">
        <progress className="progress" max={all} value={done} aria-label={w.decided} />
        <span className="num small" aria-live="polite">
          {w.progress(done, all)}
        </span>
      </div>
      {delayed.waiting ? (
        <Note>
          <span role="status">{w.undoSaid(captureWords.actions[approved], delayed.waiting.what)}</span>{' '}
          <button type="button" className="link" aria-keyshortcuts="z" onClick={undo}>
            {w.undo}
          </button>
        </Note>
      ) : null}
      <div className="batch">
        {oneByOne.length > 0 ? (
          <BatchQueue
            items={oneByOne}
            current={chosen}
            onChoose={(versionId) => goTo(oneByOne.findIndex((i) => i.versionId === versionId))}
          />
        ) : null}
        <div className="batch-main stack">
          {!item && done === all ? (
            <Empty
              icon="verify"
              title={w.finished}
              action={
                <Link className="btn" to={'/verificacion' as never}>
                  {w.back}
                </Link>
              }
            >
              {w.finishedHow(
                batch.items.filter((i) => i.decision === 'verified' || i.decision === 'validated').length,
                batch.items.filter((i) => i.decision === 'observed').length,
              )}
            </Empty>
          ) : null}
          {item ? (
            <article className="card review-card" aria-label={item.title}>
              <ReviewPanel noun={batch.noun} stage={batch.stage} item={item} />
              <DecisionBar
                batch={batch}
                item={item}
                mine={mine}
                acts={acts}
                at={at}
                of={oneByOne.length}
                note={notes[item.versionId] ?? ''}
                onNote={(text) => setNotes((before) => ({ ...before, [item.versionId]: text }))}
                onApprove={() => void approve()}
                onObserve={openObserve}
                onNext={() => goTo(at + 1)}
                onPrevious={() => goTo(at - 1)}
              />
            </article>
          ) : null}
          <RestPanel
            batch={batch}
            mine={mine}
            acts={acts}
            before={delayed.flush}
            onDone={() =>
              decided(
                new Set(batch.items.filter((i) => i.group === 'rest' && waits(i)).map((i) => i.versionId)),
                approved,
              )
            }
          />
        </div>
      </div>
      {observing && item ? (
        <ObserveDialog
          title={item.title}
          sending={acts.sending !== null}
          problem={acts.failed?.key === `observe:${item.versionId}` ? acts.failed.problem : null}
          onSend={(said) => void observe(said)}
          onClose={() => setObserving(false)}
        />
      ) : null}
    </Page>
  );
}
