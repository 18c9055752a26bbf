interface Told {
  readonly noun: 'visit' | 'sale';
  /** Oldest first; the place in the list + 1 is the number of the version. */
  readonly versions: { level: number }[];
  /** Corrected from an old version: whether it is merged or waits for somebody to settle it is another test's. */
  disputed: boolean;
}

/** What was sent and what was answered: all that the ledger goes by. */
interface Sent {
  readonly kind: string;
  readonly subjectId: string;
  readonly body: { readonly item?: { recordId: string }; readonly items?: readonly { recordId: string }[] };
  readonly baseVersion: number | undefined;
  readonly answer: { readonly status: string };
}

const DECIDED: Readonly<Record<string, number>> = { 'record.verify': 2, 'record.validate': 3, 'record.observe': 0 };

/**
 * The versions of visits and sales as somebody who follows the story would keep them on paper: from what people sent and were
 * answered, never from the database. A property test holds the levels of the system against it.
 */
export class StoryLedger {
  private readonly records = new Map<string, Told>();

  note({ kind, subjectId, body, baseVersion, answer }: Sent): void {
    const [noun, verb] = kind.split('.') as [string, string];
    const record = this.records.get(subjectId);
    if (record && verb === 'correct' && baseVersion !== record.versions.length) record.disputed = true;
    if (answer.status !== 'accepted') return;
    if ((noun === 'visit' || noun === 'sale') && verb === 'register') {
      this.records.set(subjectId, { noun, versions: [{ level: 1 }], disputed: false });
    }
    if (record && verb === 'correct') record.versions.push({ level: 1 });
    const level = DECIDED[kind];
    for (const { recordId } of level === undefined ? [] : (body.items ?? (body.item ? [body.item] : []))) {
      const newest = this.records.get(recordId)?.versions.at(-1);
      if (newest && level !== undefined) newest.level = level;
    }
  }

  /** Records whose story is plain, by id. */
  known(noun: Told['noun']): string[] {
    return [...this.records].filter(([, r]) => r.noun === noun && !r.disputed).map(([id]) => id);
  }

  /** Which version of each record a level shows: the newest that got there, doubtful or not. */
  shownAt(noun: Told['noun'], level: number): Map<string, { version: number; older: boolean }> {
    const shown = new Map<string, { version: number; older: boolean }>();
    for (const id of this.known(noun)) {
      const versions = this.records.get(id)?.versions ?? [];
      const at = versions.findLastIndex((v) => v.level >= level);
      if (at >= 0) shown.set(id, { version: at + 1, older: at + 1 < versions.length });
    }
    return shown;
  }
}
