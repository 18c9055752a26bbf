import { useQueryClient } from '@tanstack/react-query';
import type { GuardedKey } from '../../../../domain/participation/identityViews.ts';
import { complaintWords } from '../../../../domain/words/complaints.ts';
import { newId } from '../../../local/ids.ts';
import { importPrivate, makeKey, unwrapPrivate, wrapPrivate } from '../../../ui/identityBox.ts';
import { CommandDraft } from '../../sending.ts';
import { useSession } from '../../session.tsx';
import { openWithCode, underNewCode, wrongPhrase } from './phrase.ts';

const w = complaintWords.key;

type Bytes = Uint8Array<ArrayBuffer>;

/** The acts on the complaints key, all done in this browser; each returns what is wrong, or null. */
export function useKeyActs() {
  const client = useQueryClient();
  const { me } = useSession();
  const send = async (kind: string, subjectId: string, body: object): Promise<string | null> => {
    const target = { kind, subjectId, baseVersion: null, occurredOn: me.system.today, actorId: me.user.id };
    const outcome = await new CommandDraft().submit(target, () => body);
    await client.invalidateQueries();
    if (outcome.kind !== 'answered') return outcome.problem.message;
    return outcome.result.status === 'accepted' ? null : (outcome.result.problem?.message ?? w.wrong);
  };
  const share = async (keyId: string, userId: string, pkcs8: Bytes, phrase: string) =>
    send('complaintKeyShare.register', newId(), { keyId, userId, wrapped: await wrapPrivate(pkcs8, phrase) });

  return {
    /** Makes a key, keeps a share of it for the person who makes it, and returns the code to print. */
    create: async (
      phrase: string,
      again: string,
      name: string,
    ): Promise<{ code: string | null; wrong: string | null }> => {
      const wrong = wrongPhrase(phrase, again);
      if (wrong) return { code: null, wrong };
      const { publicKey, pkcs8 } = await makeKey();
      const { code, wrapped: recovery } = await underNewCode(pkcs8);
      const id = newId();
      const refused = await send('complaintKey.register', id, { name, publicKey, recovery });
      // Once the key is registered its code is returned even if keeping the share fails, because the code opens the
      // key.
      return refused ? { code: null, wrong: refused } : { code, wrong: await share(id, me.user.id, pkcs8, phrase) };
    },
    /**
     * Gives the key that the current person guards to another person under a phrase of theirs. Given to oneself, it
     * changes the phrase.
     */
    give: async (
      key: GuardedKey,
      own: string,
      userId: string,
      phrase: string,
      again: string,
    ): Promise<string | null> => {
      const wrong = wrongPhrase(phrase, again);
      if (wrong) return wrong;
      const pkcs8 = key.wrapped ? await unwrapPrivate(key.wrapped, own) : null;
      return pkcs8 ? share(key.id, userId, pkcs8, phrase) : w.wrong;
    },
    recover: async (key: GuardedKey, code: string, phrase: string, again: string): Promise<string | null> => {
      const wrong = wrongPhrase(phrase, again);
      if (wrong) return wrong;
      const pkcs8 = await openWithCode(key.recovery, code);
      return pkcs8 ? share(key.id, me.user.id, pkcs8, phrase) : w.wrongCode;
    },
    open: async (key: GuardedKey, phrase: string): Promise<CryptoKey | null> => {
      const pkcs8 = key.wrapped ? await unwrapPrivate(key.wrapped, phrase) : null;
      return pkcs8 ? importPrivate(pkcs8) : null;
    },
  };
}
