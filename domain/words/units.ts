/**
 * The name of a unit in singular or plural: 'quintal', 'quintales'. Only the first word changes ('bidones de 20
 * litros').
 * @param quantity in 1/10,000 of the unit
 */
export function unitWord(name: string, quantity: number): string {
  if (quantity === 10_000) return name;
  const [first = '', ...rest] = name.split(' ');
  return [plural(first), ...rest].join(' ');
}

function plural(word: string): string {
  if (/[aeiouáéó]$/.test(word)) return `${word}s`;
  const bare = word.replace(/í(n)$/, 'i$1').replace(/ó(n)$/, 'o$1');
  return /s$/.test(word) ? word : `${bare}es`;
}
