/** The names of some files in words: «a.jpg», «b.jpg» y 3 más. */
function named(files: readonly File[]): string {
  const shown = files.slice(0, 3).map((f) => `«${f.name}»`);
  return files.length > shown.length ? `${shown.join(', ')} y ${files.length - shown.length} más` : shown.join(', ');
}

/**
 * Keeps files one after the other, independently: files that cannot be opened or do not fit are named in the message,
 * all others are kept. `held` reads the current value of the form, `put` writes it. Returns the message, or null when
 * every file was kept.
 */
export async function keepEach(
  files: readonly File[],
  most: number,
  keep: (file: File) => Promise<string>,
  held: () => readonly string[],
  put: (hashes: string[]) => void,
): Promise<string | null> {
  const told: string[] = [];
  const over: File[] = [];
  const twice: File[] = [];
  for (const file of files) {
    if (held().length >= most) {
      over.push(file);
      continue;
    }
    try {
      const hash = await keep(file);
      if (held().includes(hash)) twice.push(file);
      else put([...held(), hash]);
    } catch (error) {
      told.push(`${named([file])}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (twice.length > 0) told.push(`${named(twice)}: ya ${twice.length === 1 ? 'estaba' : 'estaban'}.`);
  if (over.length > 0) {
    told.push(
      `${over.length === 1 ? 'No entró' : `No entraron ${over.length}:`} ${named(over)}. Se admiten hasta ${most} fotos en este registro.`,
    );
  }
  return told.length > 0 ? told.join(' ') : null;
}
