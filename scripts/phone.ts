/**
 * npm run phone: SIGG for a trial on a real phone of the same network. Makes a local certificate authority, serves HTTPS, and
 * prints a QR with the address of a page that has the steps. PORT (3443) is HTTPS, the page with the steps is one above.
 */
import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import qrcode from 'qrcode';
import { readConfig } from '../server/config.ts';
import { trialCertificates } from '../server/phoneTrial/certificates.ts';
import { guidePage } from '../server/phoneTrial/guidePage.ts';

/** This machine's addresses in its local networks. */
function localAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flat()
    .filter((a) => a !== undefined && a.family === 'IPv4' && !a.internal)
    .map((a) => a?.address ?? '');
}

const addresses = localAddresses();
const [address] = addresses;
if (address === undefined) {
  console.error('Esta computadora no está en ninguna red. Conéctela al mismo Wi-Fi que el teléfono y vuelva a intentar.');
  process.exit(1);
}
process.env.PORT ??= '3443';
process.env.SIGG_PUBLIC_URL ??= `https://${address}:${process.env.PORT}`;
const config = readConfig(process.env);
const { authority, certFile, keyFile } = await trialCertificates(join(config.dataDir, 'phone'), ['127.0.0.1', ...addresses]);
process.env.SIGG_TLS_CERT ??= certFile;
process.env.SIGG_TLS_KEY ??= keyFile;

const guidePort = config.port + 1;
const guide = `http://${address}:${guidePort}/`;
const page = guidePage(`${process.env.SIGG_PUBLIC_URL}/campo`);
createServer((request, response) => {
  if (request.url === '/autoridad.crt') {
    response.writeHead(200, { 'Content-Type': 'application/x-x509-ca-cert', 'Content-Disposition': 'attachment; filename="sigg-prueba.crt"' });
    response.end(authority);
    return;
  }
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'X-Content-Type-Options': 'nosniff' });
  response.end(page);
})
  .on('error', (error) => console.error(`No se pudo abrir el puerto ${guidePort}: ${error.message}`))
  .listen(guidePort, () => {
    void qrcode.toString(guide, { type: 'terminal', small: true }).then((qr) => {
      console.log(`\nCon el teléfono en el mismo Wi-Fi, apunte la cámara aquí:\n\n${qr}\n  ${guide}\n`);
      console.log('  La página tiene los pasos: descargar el certificado, instalarlo y abrir la aplicación.\n');
    });
  });

await import('../server/main.ts');
