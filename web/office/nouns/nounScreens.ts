import type { Noun } from '../../../domain/kernel/noun/noun.ts';
import { upperFirst } from '../../../domain/kernel/text.ts';
import type { Screen } from '../screens.ts';
import type { Look } from './NounListScreen.tsx';

interface NounScreens extends Look, Pick<Screen, 'group' | 'hidden' | 'key'> {
  /** The title of the list, where the noun's own word is too long for the menu or says too little there. */
  readonly title?: string;
  /** The title of the file, likewise. */
  readonly one?: string;
  /** The file, where it shows more than that of any noun. */
  readonly file?: Screen['load'];
}

/** The two screens of a noun: its list, and the file of one. */
export const nounScreens = (
  { name, path, words }: Pick<Noun, 'name' | 'path' | 'words'>,
  { title, one, group, hidden, key, file, ...look }: NounScreens,
): readonly Screen[] => [
  {
    path,
    title: title ?? upperFirst(words.many),
    icon: look.icon,
    group,
    needs: { query: `${name}.list` },
    ...(hidden ? { hidden } : {}),
    ...(key ? { key } : {}),
    load: async () => ({ default: (await import('./NounListScreen.tsx')).nounListScreen(name, look) }),
  },
  {
    path: `${path}/$id`,
    title: one ?? upperFirst(words.one),
    icon: look.icon,
    group,
    needs: { query: `${name}.get` },
    hidden: true,
    load: file ?? (async () => ({ default: (await import('./NounFileScreen.tsx')).nounFileScreen(name) })),
  },
];
