interface Told {
  readonly noun: 'visit' | 'sale';
  /** Oldest first; the number of a version is its index in the list + 1. */
  readonly versions: { level: number }[];
  /** Corrected from an old version. Whether that is merged or waits for a decision is checked by another test. */
  disputed: boolean;
}

/** A command and its answer: the only source of the ledger. */
interface Sent {
  readonly kind: string;
  readonly subjectId: string;
  readonly body: { readonly item?: { recordId: string }; readonly items?: readonly { recordId: string }[] };
  readonly baseVersion: number | undefined;
  readonly answer: { readonly status: string };
}

const DECIDED: Readonly<Record<string, number>> = { 'record.verify': 2, 'record.validate': 3, 'record.observe': 0 };

/**
 * The versions of visits and sales as a person who follows the story would note them on paper: from what people sent
 * and the answers, never from the database. A property test compares the levels of the system with it.
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

  /** Ids of the records whose versions are certain, because nobody corrected an old version. */
  known(noun: Told['noun']): string[] {
    return [...this.records].filter(([, r]) => r.noun === noun && !r.disputed).map(([id]) => id);
  }

  /** The version of each record that a level shows: the newest one that reached the level. */
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
