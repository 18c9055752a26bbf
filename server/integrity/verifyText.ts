import type { VerifyReport } from './verify.ts';

const number = new Intl.NumberFormat('es-BO');

/** The report as lines for the person at the terminal: what was looked at, what was found, and the verdict last. */
export function verifyText(report: VerifyReport): string[] {
  const { counts, head } = report;
  const lines = [
    `Bitácora: ${number.format(counts.sealed)} asientos en la cadena, ${number.format(counts.waiting)} esperan su número.`,
    `Huella: asiento ${head.number}, ${head.hash}`,
    `Filas: ${number.format(counts.rows)} en ${counts.tables} tablas oficiales. Respuestas: ` +
      `${number.format(counts.receipts)}. Archivos: ${number.format(counts.files)}.`,
    `Huellas firmadas fuera de la base: ${number.format(counts.heads)} comparadas. Estructura: ` +
      `${number.format(counts.objects)} objetos comparados.`,
  ];
  for (const { code, sentence, count, first } of report.findings) {
    lines.push('', `${code}  ${sentence}  (${number.format(count)})`);
    for (const where of first) lines.push(`        ${where}`);
    if (count > first.length) lines.push(`        … y ${number.format(count - first.length)} más`);
  }
  for (const sentence of report.advice) lines.push('', `Aviso: ${sentence}`);
  lines.push(
    '',
    report.ok
      ? 'Todo coincide.'
      : 'HAY DIFERENCIAS. No siga registrando hasta saber por qué: docs/operar.md, «Cuando la verificación encuentra algo».',
  );
  return lines;
}
