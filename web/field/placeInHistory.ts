/**
 * Remembers the draft in the entry of the browser's history, so that a form that was closed by the PIN or loaded again
 * continues where it was, under the same address.
 */
export function rememberDraft(id: string): void {
  if (rememberedDraft() !== id) history.replaceState({ ...(history.state as object | null), draft: id }, '');
}

export const rememberedDraft = (): string | undefined => (history.state as { draft?: string } | null)?.draft;
