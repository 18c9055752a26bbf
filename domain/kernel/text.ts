/** A text for comparing: no accents, capitals or punctuation, single spaces. The same idea as normalize_name() in the database. */
export function normalized(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9ñ]+/g, ' ')
    .trim();
}

/** The text with its first letter large: 'registrar visita' as a heading. */
export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
