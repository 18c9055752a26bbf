/**
 * The place in the browser's history knows its draft: a form that was closed by the PIN or loaded anew goes on where it was,
 * under the same address.
 */
export function rememberDraft(id: string): void {
  if (rememberedDraft() !== id) history.replaceState({ ...(history.state as object | null), draft: id }, '');
}

export const rememberedDraft = (): string | undefined => (history.state as { draft?: string } | null)?.draft;
