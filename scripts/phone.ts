/**
 * npm run phone: serves SIGG for a trial on a real phone in the same network. Makes a local certificate authority,
 * serves HTTPS, and prints a QR code with the address of a page that explains the steps. PORT (3443) is for HTTPS; the
 * page is on the next port. `npm run phone -- 192.168.1.20` uses that address of this machine instead of the first one.
 */
import { createServer } from 'node:http';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import qrcode from 'qrcode';
import { readConfig } from '../server/config.ts';
import { trialCertificates } from '../server/phoneTrial/certificates.ts';
import { guidePage } from '../server/phoneTrial/guidePage.ts';
import { readArguments } from './lib/readArguments.ts';

/** This machine's addresses in its local networks. */
function localAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flat()
    .filter((a) => a !== undefined && a.family === 'IPv4' && !a.internal)
    .map((a) => a?.address ?? '');
}

readArguments({ usage: 'Uso: npm run phone (con PORT y SIGG_DATA_DIR, si hacen falta)' });
const addresses = localAddresses();
const asked = process.argv[2];
if (asked !== undefined && !isIP(asked)) {
  console.error(
    `«${asked}» no es una dirección de red. Por ejemplo: npm run phone -- ${addresses[0] ?? '192.168.1.20'}`,
  );
  process.exit(1);
}
const address = asked ?? addresses[0];
if (address === undefined) {
  console.error(
    'Esta computadora no está en ninguna red. Conéctela al mismo Wi-Fi que el teléfono y vuelva a intentar.',
  );
  process.exit(1);
}
process.env.PORT ??= '3443';
process.env.SIGG_PUBLIC_URL ??= `https://${address}:${process.env.PORT}`;
const config = readConfig(process.env);
const { authority, certFile, keyFile } = await trialCertificates(join(config.dataDir, 'phone'), [
  ...new Set(['127.0.0.1', address, ...addresses]),
]);
process.env.SIGG_TLS_CERT ??= certFile;
process.env.SIGG_TLS_KEY ??= keyFile;

// The server starts first, so that it is ready when its address is printed as the last line.
const { started } = await import('../server/main.ts');
await started;

const guidePort = config.port + 1;
const guide = `http://${address}:${guidePort}/`;
const page = guidePage(`${process.env.SIGG_PUBLIC_URL}/campo`);
createServer((request, response) => {
  if (request.url === '/autoridad.crt') {
    response.writeHead(200, {
      'Content-Type': 'application/x-x509-ca-cert',
      'Content-Disposition': 'attachment; filename="sigg-prueba.crt"',
    });
    response.end(authority);
    return;
  }
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'X-Content-Type-Options': 'nosniff' });
  response.end(page);
})
  .on('error', (error) => console.error(`No se pudo abrir el puerto ${guidePort}: ${error.message}`))
  .listen(guidePort, async () => {
    const others = addresses.filter((a) => a !== address);
    console.log(
      `\nCon el teléfono en el mismo Wi-Fi, apunte la cámara aquí:\n` +
        `\n${await qrcode.toString(guide, { type: 'terminal', small: true })}\n  ${guide}\n`,
    );
    console.log('  La página tiene los pasos: descargar el certificado, instalarlo y abrir la aplicación.');
    if (others.length > 0)
      console.log(
        `  Si el teléfono no la abre, pruebe otra dirección de esta computadora: npm run phone -- ${others.join(' o ')}`,
      );
    console.log('');
  });
