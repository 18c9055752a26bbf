/** The names of a few files as one reads them: «a.jpg», «b.jpg» y 3 más. */
function named(files: readonly File[]): string {
  const shown = files.slice(0, 3).map((f) => `«${f.name}»`);
  return files.length > shown.length ? `${shown.join(', ')} y ${files.length - shown.length} más` : shown.join(', ');
}

/**
 * Keeps files one after the other, each on its own: what cannot be opened or does not fit is told by name, everything else is
 * kept. `held` reads what the form has now, `put` writes it. Answers the sentence to tell, null when every file was kept.
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
