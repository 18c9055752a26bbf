import { useState } from 'react';
import { writtenDay } from '../../../../domain/kernel/dates.ts';
import type { NounChoicesView, NounRow } from '../../../../domain/kernel/noun/views.ts';
import type { ListView } from '../../../../domain/kernel/views.ts';
import { complaintKeyShareLife } from '../../../../domain/participation/complaintKey.ts';
import type { GuardedKey } from '../../../../domain/participation/identityViews.ts';
import { complaintWords } from '../../../../domain/words/complaints.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Empty, Failed, Loading, Note } from '../../../ui/states/States.tsx';
import { toProblem } from '../../api.ts';
import { NounAct } from '../../nouns/NounAct.tsx';
import { Badge } from '../../parts/Badge.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { Select } from '../../parts/Select.tsx';
import { useSession } from '../../session.tsx';
import { useData } from '../../useQueryPage.ts';
import { PhraseForm } from './PhraseForm.tsx';
import { LEAST_LETTERS } from './phrase.ts';
import { useKeyActs } from './useKeyActs.ts';

const w = complaintWords.key;
const NEW = [
  { name: 'phrase', label: w.phrase, help: w.phraseHelp(LEAST_LETTERS) },
  { name: 'again', label: w.again },
];

type Open = 'create' | 'give' | 'change' | 'recover' | null;

/** The key that opens the identities of complainants: who guards it, and how it is passed on. */
export default function KeyScreen() {
  const { me, may } = useSession();
  const mayMake = may.command('complaintKey.register');
  const mayGive = may.command('complaintKeyShare.register');
  const found = useData<{ keys: readonly GuardedKey[] }>('complaint.keys');
  const acts = useKeyActs();
  const [open, setOpen] = useState<Open>(null);
  const [code, setCode] = useState<string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const close = () => setOpen(null);
  const key = found.data?.keys[0];
  const create = async (typed: Readonly<Record<string, string>>): Promise<string | null> => {
    const made = await acts.create(typed.phrase ?? '', typed.again ?? '', `Llave del ${writtenDay(me.system.today)}`);
    if (!made.code) return made.wrong;
    setCode(made.code);
    setTold(made.wrong);
    close();
    return null;
  };
  return (
    <Page title={w.title} lead={w.lead} asOf={found.asOf}>
      {code ? <Printed code={code} told={told} onKept={() => setCode(null)} /> : null}
      {found.isPending ? <Loading lines={6} /> : null}
      {found.error ? <Failed whole problem={toProblem(found.error)} onRetry={() => void found.refetch()} /> : null}
      {found.data && !key && !code ? (
        <Empty
          icon="lock"
          title={w.none}
          action={
            !mayMake ? null : (
              <button type="button" className="btn btn-main" onClick={() => setOpen('create')}>
                {w.create}
              </button>
            )
          }
        >
          {w.noneHelp}
        </Empty>
      ) : null}
      {key ? <KeyFile guarded={key} mayMake={mayMake} mayGive={mayGive} onOpen={setOpen} /> : null}
      <Dialog opened={open === 'create'} onClose={close} title={key ? w.another : w.create}>
        <PhraseForm
          asked={NEW}
          submit={w.create}
          onSend={create}
          onCancel={close}
          before={key ? <p>{w.anotherHelp}</p> : null}
        />
      </Dialog>
      {key ? (
        <>
          <Dialog opened={open === 'change'} onClose={close} title={w.change}>
            <PhraseForm
              asked={[
                { name: 'own', label: w.phrase },
                { name: 'phrase', label: w.newPhrase, help: w.phraseHelp(LEAST_LETTERS) },
                NEW[1] as (typeof NEW)[0],
              ]}
              submit={w.save}
              onCancel={close}
              onSend={async (typed) => {
                const wrong = await acts.give(key, typed.own ?? '', me.user.id, typed.phrase ?? '', typed.again ?? '');
                if (!wrong) close();
                return wrong;
              }}
            />
          </Dialog>
          <Dialog opened={open === 'recover'} onClose={close} title={w.recover}>
            <PhraseForm
              asked={[{ name: 'code', label: w.printed, plain: true }, ...NEW]}
              submit={w.save}
              onCancel={close}
              onSend={async (typed) => {
                const wrong = await acts.recover(key, typed.code ?? '', typed.phrase ?? '', typed.again ?? '');
                if (!wrong) close();
                return wrong;
              }}
            />
          </Dialog>
          <Dialog opened={open === 'give'} onClose={close} title={w.give}>
            <GiveForm guarded={key} onDone={close} />
          </Dialog>
        </>
      ) : null}
    </Page>
  );
}

function Printed({ code, told, onKept }: { code: string; told: string | null; onKept: () => void }) {
  return (
    <section className="card stack recovery" aria-label={w.printed}>
      <h2>{w.printed}</h2>
      {told ? <Note tone="warn">{told}</Note> : null}
      <p className="mono code-large">{code}</p>
      <p>{w.printedHelp}</p>
      <div className="row no-print">
        <button type="button" className="btn" onClick={() => window.print()}>
          <Icon name="print" /> {w.print}
        </button>
        <button type="button" className="btn btn-main" onClick={onKept}>
          {w.kept}
        </button>
      </div>
    </section>
  );
}

function KeyFile({
  guarded,
  mayMake,
  mayGive,
  onOpen,
}: {
  guarded: GuardedKey;
  mayMake: boolean;
  mayGive: boolean;
  onOpen: (what: Open) => void;
}) {
  const { may } = useSession();
  const shares = useData<ListView<NounRow>>('complaintKeyShare.list', { state: 'VIGENTE', pageSize: 200 });
  const people = (shares.data?.rows ?? []).filter((row) => row.values.keyId === guarded.id);
  const act = (what: Open, label: string, main = false) => (
    <button type="button" className={main ? 'btn btn-main' : 'btn'} onClick={() => onOpen(what)}>
      {label}
    </button>
  );
  return (
    <>
      <Section title={guarded.name}>
        <p className="row">
          {guarded.wrapped ? <Badge tone="good">{w.mine}</Badge> : <Badge tone="warn">{w.notMine}</Badge>}
          <span className="muted">{w.since(writtenDay(guarded.since))}</span>
        </p>
        <div className="row">
          {mayGive && guarded.wrapped ? act('give', w.give, true) : null}
          {!mayGive ? null : guarded.wrapped ? act('change', w.change) : act('recover', w.recover, true)}
          {mayMake ? act('create', w.another) : null}
        </div>
      </Section>
      <Section title={w.people} count={people.length}>
        {shares.error ? <Failed problem={toProblem(shares.error)} onRetry={() => void shares.refetch()} /> : null}
        {shares.data && people.length === 0 ? <p className="muted">{w.nobody}</p> : null}
        <ul className="plain-list">
          {people.map((row) => (
            <li key={row.id} className="row row-apart">
              <span>
                {String(row.values.name)} <span className="muted small">{w.since(writtenDay(row.stateSince))}</span>
              </span>
              {may.command('complaintKeyShare.withdraw') ? (
                <NounAct
                  noun={complaintKeyShareLife.noun}
                  command="complaintKeyShare.withdraw"
                  title={w.remove}
                  wanted={{ names: [], needed: new Set() }}
                  row={row}
                  look="btn-quiet"
                />
              ) : null}
            </li>
          ))}
        </ul>
        <p className="small muted">{w.removed}</p>
      </Section>
    </>
  );
}

function GiveForm({ guarded, onDone }: { guarded: GuardedKey; onDone: () => void }) {
  const { me } = useSession();
  const acts = useKeyActs();
  const choices = useData<NounChoicesView>('complaintKeyShare.choices', { field: 'userId' });
  const [to, setTo] = useState('');
  const others = (choices.data?.rows ?? []).filter((row) => row.value !== me.user.id);
  return (
    <PhraseForm
      asked={[
        { name: 'own', label: w.phrase },
        { name: 'phrase', label: w.theirs, help: w.phraseHelp(LEAST_LETTERS) },
        { name: 'again', label: w.again },
      ]}
      submit={w.save}
      onCancel={onDone}
      before={
        <div className="stack">
          <p>{w.giveHelp}</p>
          <div className="field">
            <label className="field-label" id="give-to-label" htmlFor="give-to">
              {w.giveTo}
            </label>
            <Select
              id="give-to"
              labelledBy="give-to-label"
              empty={w.choose}
              options={others}
              value={to}
              onChange={(next) => setTo(next ?? '')}
            />
          </div>
        </div>
      }
      onSend={async (typed) => {
        if (to === '') return `${w.choose}.`;
        const wrong = await acts.give(guarded, typed.own ?? '', to, typed.phrase ?? '', typed.again ?? '');
        if (!wrong) onDone();
        return wrong;
      }}
    />
  );
}
