import { normalized } from '../../domain/kernel/text.ts';

/** The names of a new noun, in code and for people. */
export interface NewNoun {
  /** Folder of its area: 'participation'. */
  readonly area: string;
  /** Name in code: 'fieldVisit'. */
  readonly name: string;
  /** With the indefinite article, as on a button: 'una reunión'. */
  readonly a: string;
  /** With the definite article: 'la reunión'. */
  readonly the: string;
  readonly many: string;
  /** With the indefinite article, as on a button: 'una reunión'. */
  readonly number: string;
}

/** 'fieldVisit' -> 'field_visit'. */
export const tableOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** 'una reunión' -> 'reunión'. */
export const bare = (a: string): string => a.replace(/^\S+\s+/, '');

/** 'Reuniones de trabajo' -> '/reuniones-de-trabajo'. */
export const pathOf = (many: string): string => `/${normalized(many).replaceAll('ñ', 'n').replaceAll(' ', '-')}`;

/** Why a call cannot make a noun; null when it can. */
export function wrongCall({ name, a, the, many }: Omit<NewNoun, 'number'>): string | null {
  if (!/^[a-z][A-Za-z]+$/.test(name)) return `El nombre en el código son letras, la primera minúscula: «${name}» no.`;
  if (!/^(un|una) \S/.test(a)) return `Con su artículo: «una reunión», no «${a}».`;
  if (!/^(el|la) \S/.test(the)) return `Con su artículo: «la reunión», no «${the}».`;
  // The names are written between quotes in the generated files.
  if ([a, the, many].some((words) => /['`\\]/.test(words))) return 'Sin comillas ni barras invertidas en los nombres.';
  return many.trim() === '' ? 'Falta cómo se dicen varios: «reuniones».' : null;
}
